import type { GroupRow, QueryResult, Row } from '../../graph/graph-query.ts';
import type { AnswerTable, Claim } from '../answer.ts';
import type { QueryPlan } from '../planning/planner.ts';
import { citeNode } from './cite.ts';
import { composeDuration, composeEmployment, composeProfile, composeProperty } from './compose-facts.ts';
import { composeAverages, composeComparison, composeCounts } from './compose-figures.ts';
import { describeGroups, describeQuery, describeStatement } from './describe-query.ts';
import { nodeName } from './node-name.ts';
import { refOf, show } from './row-values.ts';
import type { Wording } from './wording.ts';

/** What a structured answer says; `missing` names the property that the data lack, when that is why. */
export interface Composed {
  readonly text: string;
  readonly claims: readonly Claim[];
  readonly rows?: AnswerTable;
  readonly total?: number;
  readonly missing?: string;
  /** Whether the data do not say what was asked to be so. */
  readonly isDenied?: boolean;
}

export interface RowOptions {
  readonly wording: Wording;
  readonly today: string;
  /** Lines of tasks and articles that are written out; names in a row are short and all given. */
  readonly lines: number;
}

const namesGiven = 200;

/** Writes the result of a typed query: rows and figures come from the engine, words from the wording. */
export function composeRows(plan: QueryPlan, result: QueryResult, options: RowOptions): Composed {
  const { wording } = options;
  const { query, shape, named } = plan;
  if (!('find' in query)) return { text: '', claims: [] };
  const phrase = (total?: number): string => describeQuery(query, named, wording, total);
  switch (result.kind) {
    case 'count': {
      const text = wording.count(result.total, phrase(result.total), wording.plural[query.find]);
      return { text, claims: [{ text, citations: [] }], total: result.total };
    }
    case 'exists': {
      const statement = describeStatement(query, named, wording);
      const text = result.exists ? wording.yes(statement) : wording.no(statement);
      return { text, claims: [{ text, citations: [] }], isDenied: !result.exists };
    }
    case 'groups':
      return shape.kind === 'average'
        ? composeAverages(result, phrase, options)
        : groups(
            result.rows,
            result.total,
            (count) => {
              const among = describeGroups(query, named, wording);
              return among === null
                ? phrase(count)
                : `${phrase(count)}${wording.comma}${wording.among(among)}`;
            },
            shape.kind === 'groups' && shape.ranked,
            options,
          );
    case 'list':
      break;
    default:
      return { text: '', claims: [] };
  }
  const { rows, total } = result;
  if (rows.length === 0) {
    const text =
      shape.kind === 'exists'
        ? wording.notExisting(phrase())
        : shape.kind === 'knowers'
          ? wording.noKnowers(shape.about)
          : wording.noneOf(phrase());
    return { text, claims: [], total: 0 };
  }
  switch (shape.kind) {
    case 'property':
      return composeProperty(rows, shape.property, shape.expected, options);
    case 'duration':
      return composeDuration(rows, shape.from, options);
    case 'employment':
      return composeEmployment(rows, options);
    case 'counts':
      return composeCounts(rows, total, plan, shape.counted, options);
    case 'comparison':
      return composeComparison(plan, rows, shape, options);
    case 'profile':
      return composeProfile(rows, options);
    case 'first':
      return first(rows, shape.property, options);
    case 'exists': {
      const told = list(rows, total, wording.listOf(total, phrase(total)), options);
      return { ...told, text: wording.existing(told.text) };
    }
    case 'knowers':
      return list(rows, total, wording.knowers(total, shape.about), options);
    default:
      return list(
        rows,
        total,
        wording.listOf(total, phrase(total)),
        options,
        shape.kind === 'list' && shape.isDetailed === true,
      );
  }
}

/** @param isDetailed whether all that was asked of each row is told, whatever its kind. */
function list(
  rows: readonly Row[],
  total: number,
  intro: string,
  { wording, lines }: RowOptions,
  isDetailed = false,
): Composed {
  const short = rows.every(
    (row) => row.label !== 'Task' && row.label !== 'Article' && row.label !== 'Passage',
  );
  const shown = rows.slice(0, short ? namesGiven : lines);
  const namesakes = repeated(shown.map((row) => row.name));
  const entries = shown.map((row) => {
    const name = nodeName(refOf(row));
    const title = row.values.title;
    const told = short && namesakes.has(row.name) && typeof title === 'string' ? `${name} (${title})` : name;
    return told + rowDetails(row, isDetailed, wording);
  });
  const rest = total - shown.length;
  const body =
    short && entries.every((entry) => !entry.includes(' — '))
      ? entries.join(wording.comma)
      : entries.map((entry) => `- ${entry}`).join('\n');
  const more = rest > 0 ? `\n${wording.more(rest, total)}` : '';
  return {
    text: `${intro}${body.startsWith('- ') ? '\n' : ' '}${body}${more}`,
    claims: shown.map((row, index) => ({
      text: entries[index] ?? '',
      citations: [citeNode(row.id, refOf(row))],
    })),
    rows: table(shown, wording),
    total,
  };
}

function repeated(names: readonly string[]): Set<string> {
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

/** What stands behind a task or a page in a list: its state, its people, the date that was asked about. */
function rowDetails(row: Row, isDetailed: boolean, wording: Wording): string {
  if (
    !isDetailed &&
    row.label !== 'Task' &&
    row.label !== 'Article' &&
    row.values.tasks === undefined &&
    !hasFact(row)
  )
    return '';
  const parts: string[] = [];
  for (const [name, value] of Object.entries(row.values)) {
    if (name === 'key' || name === 'title') continue;
    const shown = show(value, name, wording);
    if (shown !== '')
      parts.push(
        name === 'status' || name === 'assignees' || name === 'tasks' || name === 'pages'
          ? shown
          : `${wording.property[name] ?? name} ${shown}`,
      );
  }
  return parts.length === 0 ? '' : ` — ${parts.join('; ')}`;
}

/** Whether something was asked of each person, which is then told. */
function hasFact(row: Row): boolean {
  return ['startDate', 'endDate', 'email', 'location'].some((name) => row.values[name] !== undefined);
}

function table(rows: readonly Row[], wording: Wording): AnswerTable {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.values)))].filter((name) => name !== 'key');
  const label = rows[0]?.label ?? 'Task';
  return {
    columns: [
      wording.singular[label],
      ...names.map((name) => wording.property[name] ?? name.replace(/^extra\./, '')),
    ],
    rows: rows.map((row) => ({
      ref: { id: row.id, label: row.label, name: row.name },
      cells: [nodeName(refOf(row)), ...names.map((name) => show(row.values[name], name, wording))],
    })),
  };
}

function groups(
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

function first(rows: readonly Row[], name: string, { wording }: RowOptions): Composed {
  const told = rows.map((row) => {
    const people = show(row.values.assignees, 'assignees', wording);
    const sentence = wording.first(nodeName(refOf(row)), name, String(row.values[name] ?? ''));
    return {
      row,
      text: people === '' ? sentence : `${sentence} ${wording.property.assignees ?? ''}: ${people}.`,
    };
  });
  return {
    text: told.map((one) => one.text).join('\n'),
    claims: told.map((one) => ({ text: one.text, citations: [citeNode(one.row.id, refOf(one.row))] })),
    rows: table(rows, wording),
  };
}
