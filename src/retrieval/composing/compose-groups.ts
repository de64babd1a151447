import type { GroupKey, GroupRow } from '../../graph/graph-query.ts';
import type { AnswerTable, Citation } from '../answer.ts';
import { citeNode } from './cite.ts';
import type { Composed, RowOptions } from './compose-rows.ts';
import { inSeries } from './in-series.ts';
import { nodeName } from './node-name.ts';
import type { Wording } from './wording.ts';

/** Figures by one key or two, in order where they are a ranking. */
export function composeGroups(
  rows: readonly GroupRow[],
  total: number,
  phrase: (total?: number) => string,
  {
    ranked,
    place,
    by = [],
  }: { readonly ranked: boolean; readonly place?: number; readonly by?: readonly GroupKey[] },
  { wording }: RowOptions,
): Composed {
  if (rows.length === 0) return { text: wording.noneOf(phrase()), claims: [], total: 0 };
  const table = groupsTable(rows, by, wording);
  if (rows[0]?.keys.length === 2) return { ...composeNested(rows, phrase, wording), rows: table, total };
  const name = (row: GroupRow): string => keyName(row, 0, wording);
  const places = rows.map((row) => 1 + rows.filter((other) => count(other) > count(row)).length);
  const chosen = place === undefined ? rows : rows.filter((_, index) => places[index] === place);
  const best = chosen[0];
  if (ranked && best !== undefined && chosen.every((row) => count(row) === count(best))) {
    const text = wording.most(inSeries(chosen.map(name), wording), count(best), phrase(count(best)));
    const told = groupsTable(chosen, by, wording);
    return { text, claims: [{ text, citations: chosen.flatMap(citations) }], rows: told, total };
  }
  const lines = rows.map(
    (row, index) => `${ranked ? `${places[index]}. ` : '- '}${wording.group(name(row), count(row), '')}`,
  );
  return {
    text: `${wording.groupsIntro(phrase())}\n${lines.join('\n')}`,
    claims: rows.map((row, index) => ({ text: lines[index] ?? '', citations: citations(row) })),
    rows: table,
    total,
  };
}

/** One line for each group by the first key, with its figures by the second. */
function composeNested(
  rows: readonly GroupRow[],
  phrase: (total?: number) => string,
  wording: Wording,
): Pick<Composed, 'text' | 'claims'> {
  const outer = [...Map.groupBy(rows, (row) => keyName(row, 0, wording))];
  const told = outer.map(([name, inner]) => {
    const figures = inner.map((row) => wording.group(keyName(row, 1, wording), count(row), '').trim());
    const text = `- ${wording.figuresOf(name, figures.join(wording.comma))}`;
    return { text, citations: inner.slice(0, 1).flatMap(citations) };
  });
  return {
    text: [wording.groupsIntro(phrase()), ...told.map((one) => one.text)].join('\n'),
    claims: told,
  };
}

const count = (row: GroupRow): number => Number(row.measures.count ?? 0);

function keyName(row: GroupRow, index: number, wording: Wording): string {
  const key = row.keys[index];
  if (key?.node !== undefined) {
    const own = key.node.label === 'Team' ? (key.node.id.split(':').at(-1) ?? '') : '';
    return nodeName({ ...key.node, key: own });
  }
  const value = String(key?.value ?? wording.unnamedValue);
  return wording.status[value] ?? value;
}

function citations(row: GroupRow): Citation[] {
  const node = row.keys[0]?.node;
  return node === undefined
    ? []
    : [citeNode(node.id, { label: node.label, name: node.name, key: node.id.split(':').at(-1) ?? '' })];
}

function groupsTable(rows: readonly GroupRow[], by: readonly GroupKey[], wording: Wording): AnswerTable {
  const keys = rows[0]?.keys ?? [];
  return {
    columns: [...keys.map((_, index) => columnOf(by[index], wording)), wording.property.count ?? ''],
    rows: rows.map((row) => ({
      ...(row.keys[0]?.node === undefined ? {} : { ref: row.keys[0].node }),
      cells: [...keys.map((_, index) => keyName(row, index, wording)), String(count(row))],
    })),
  };
}

function columnOf(key: GroupKey | undefined, wording: Wording): string {
  if (key === undefined) return '';
  if ('related' in key) return wording.singular[key.related.label];
  return key.unit === undefined
    ? (wording.property[key.property] ?? key.property.replace(/^extra\./, ''))
    : '';
}
