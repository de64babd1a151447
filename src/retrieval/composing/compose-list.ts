import type { Row } from '../../graph/graph-query.ts';
import type { AnswerTable } from '../answer.ts';
import { citeNode } from './cite.ts';
import type { Composed, RowOptions } from './compose-rows.ts';
import { nodeName } from './node-name.ts';
import { refOf, show } from './row-values.ts';
import type { Wording } from './wording.ts';

/** Names in a row are short and all given. */
const namesGiven = 200;

/**
 * Rows under a sentence that introduces them.
 *
 * @param isDetailed whether all that was asked of each row is told, whatever its kind.
 */
export function composeList(
  rows: readonly Row[],
  total: number,
  intro: string,
  { wording, lines, before = 0 }: RowOptions,
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
  const rest = total - before - shown.length;
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
    rows: rowsTable(shown, wording),
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
  return ['startDate', 'endDate', 'email', 'location', 'jobTitle', 'manager', 'teams'].some(
    (name) => row.values[name] !== undefined,
  );
}

/** Rows as a table, one column for each thing that was asked of them. */
export function rowsTable(rows: readonly Row[], wording: Wording): AnswerTable {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.values)))].filter((name) => name !== 'key');
  const label = rows[0]?.label ?? 'Task';
  return {
    columns: [
      wording.singular[label],
      ...names.map((name) => wording.property[name]?.replace(/[:：]$/, '') ?? name.replace(/^extra\./, '')),
    ],
    rows: rows.map((row) => ({
      ref: { id: row.id, label: row.label, name: row.name },
      cells: [nodeName(refOf(row)), ...names.map((name) => show(row.values[name], name, wording))],
    })),
  };
}

/** The first in an order, each in a sentence with its date. */
export function composeFirst(rows: readonly Row[], name: string, { wording }: RowOptions): Composed {
  const told = rows.map((row) => {
    const people = show(row.values.assignees, 'assignees', wording);
    const value = row.values[name];
    const sentence =
      name === 'days' && typeof value === 'number'
        ? wording.took(nodeName(refOf(row)), value)
        : wording.first(nodeName(refOf(row)), name, String(value ?? ''));
    return {
      row,
      text: people === '' ? sentence : `${sentence} ${wording.property.assignees ?? ''}: ${people}.`,
    };
  });
  return {
    text: told.map((one) => one.text).join('\n'),
    claims: told.map((one) => ({ text: one.text, citations: [citeNode(one.row.id, refOf(one.row))] })),
    rows: rowsTable(rows, wording),
  };
}
