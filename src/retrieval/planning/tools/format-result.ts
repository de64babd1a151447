import type { QueryResult, RelatedValue, Row, Value } from '../../../graph/graph-query.ts';
import type { FoundResult } from './evidence.ts';

/** A result as a model is told it. */
export interface FormattedResult {
  /** How many there are in truth, and how many are shown. */
  readonly summary: string;
  /** One row a line; empty where the summary says it all. */
  readonly lines: string;
}

/** Rows and characters of one result that a model is shown: enough to see what is there, never all of a long list. */
const rowsShown = 30;
const charactersShown = 6_000;
const relatedShown = 10;
/** Characters of one value, such as a whole page's text: passages are for search_articles. */
const valueLength = 400;

export function formatResult(found: FoundResult, number: number): FormattedResult {
  const name = `Result ${number}`;
  if (found.kind === 'cypher') {
    const { columns, rows, cut } = found.rows;
    const lines = rows.map((row) =>
      Object.fromEntries(row.map((cell, at) => [columns[at] ?? at, shownValue(cell)])),
    );
    const more = cut ? ', and there are more' : '';
    return withRows(`${name}: ${rows.length} rows${more}`, lines);
  }
  if (found.kind === 'withheld')
    return { summary: `${name}: withheld from whoever asks, which is told to them.`, lines: '' };
  const { result } = found;
  switch (result.kind) {
    case 'count':
      return { summary: `${name}: a count of ${result.total}.`, lines: '' };
    case 'exists':
      return { summary: `${name}: ${result.exists ? 'yes, there is' : 'no, there is none'}.`, lines: '' };
    case 'list':
      return withRows(`${name}: ${result.total} in total`, result.rows.map(asObject));
    case 'groups':
      return withRows(`${name}: ${result.total} groups in total`, groupObjects(result));
    case 'paths':
      return withRows(
        `${name}: ${result.total} reached in total`,
        result.paths.map(({ nodes, steps }) => ({
          path: nodes.map(({ label, name: called }) => `${label} ${called}`),
          by: steps.map(({ type, direction }) => `${type} ${direction}`),
        })),
      );
  }
}

function asObject({ id, name, values }: Row): object {
  const told = Object.entries(values).map(([key, value]) => [key, shownValue(value)] as const);
  return { id, name, ...Object.fromEntries(told.filter(([, value]) => value !== null)) };
}

function shownValue(value: Value | readonly RelatedValue[]): unknown {
  if (typeof value === 'string') return shortened(value);
  if (!Array.isArray(value)) return value;
  const names = value
    .map((one: string | RelatedValue) => (typeof one === 'string' ? one : (one.value ?? one.name)))
    .map((one) => (typeof one === 'string' ? shortened(one) : one));
  const rest = names.length - relatedShown;
  return rest > 0 ? [...names.slice(0, relatedShown), `and ${rest} more`] : names;
}

function shortened(text: string): string {
  return text.length <= valueLength ? text : `${text.slice(0, valueLength)}…`;
}

function groupObjects({ rows }: Extract<QueryResult, { kind: 'groups' }>): object[] {
  return rows.map(({ keys, measures }) => ({
    group: keys.map(({ value, node }) => node?.name ?? value),
    ...(keys.some(({ node }) => node !== undefined)
      ? { ids: keys.flatMap(({ node }) => node?.id ?? []) }
      : {}),
    ...measures,
  }));
}

function withRows(summary: string, rows: readonly object[]): FormattedResult {
  const shown: string[] = [];
  let room = charactersShown;
  for (const row of rows.slice(0, rowsShown)) {
    const line = inert(JSON.stringify(row));
    room -= line.length;
    if (room < 0) break;
    shown.push(line);
  }
  const first = shown.length < rows.length ? `, the first ${shown.length} of them here` : '';
  return { summary: `${summary}${first}.`, lines: shown.join('\n') };
}

/** JSON that can close no frame around it. */
function inert(json: string): string {
  return json.replaceAll('<', '\\u003c');
}
