import type { GroupRow } from '../../graph/graph-query.ts';
import type { AnswerTable } from '../answer.ts';
import { citeNode } from './cite.ts';
import type { Composed, RowOptions } from './compose-rows.ts';
import { nodeName } from './node-name.ts';

/** Figures by one key, in order where they are a ranking. */
export function composeGroups(
  rows: readonly GroupRow[],
  total: number,
  phrase: (total?: number) => string,
  ranked: boolean,
  { wording }: RowOptions,
): Composed {
  if (rows.length === 0) return { text: wording.noneOf(phrase()), claims: [], total: 0 };
  const name = (row: GroupRow): string => {
    const key = row.keys[0];
    if (key?.node !== undefined)
      return nodeName({
        ...key.node,
        key: key.node.label === 'Team' ? (key.node.id.split(':').at(-1) ?? '') : '',
      });
    const value = String(key?.value ?? wording.unnamedValue);
    return wording.status[value] ?? value;
  };
  const count = (row: GroupRow): number => Number(row.measures.count ?? 0);
  const rowsTable: AnswerTable = {
    columns: ['', wording.property.tasks ?? ''],
    rows: rows.map((row) => ({
      ...(row.keys[0]?.node === undefined ? {} : { ref: row.keys[0].node }),
      cells: [name(row), String(count(row))],
    })),
  };
  const citations = (row: GroupRow) => {
    const node = row.keys[0]?.node;
    return node === undefined
      ? []
      : [citeNode(node.id, { label: node.label, name: node.name, key: node.id.split(':').at(-1) ?? '' })];
  };
  const best = rows[0];
  if (ranked && best !== undefined && rows.every((row) => count(row) === count(best))) {
    const text = wording.most(rows.map(name).join(wording.and), count(best), phrase(count(best)));
    return { text, claims: [{ text, citations: rows.flatMap(citations) }], rows: rowsTable, total };
  }
  const lines = rows.map(
    (row, index) => `${ranked ? `${index + 1}. ` : '- '}${wording.group(name(row), count(row), '')}`,
  );
  return {
    text: `${wording.groupsIntro(phrase())}\n${lines.join('\n')}`,
    claims: rows.map((row, index) => ({ text: lines[index] ?? '', citations: citations(row) })),
    rows: rowsTable,
    total,
  };
}
