import type { Answer, AnswerTable } from '../../retrieval/answer.ts';

/**
 * What every place can draw of a table at once: Slack takes 3,500 characters of a table, its heading among them, and Teams a card
 * of which each cell is some hundred characters. Rows beyond it are the next page's.
 */
const rowsAtOnce = 50;
const cellsAtOnce = 200;
const charactersAtOnce = 3_300;
/** Rows that retrieval brings of a list of which no number was asked. */
export const unaskedLimit = 200;
/** Of a cell, as Slack cuts it. */
const cellCharacters = 150;

/** Where a page stands in its list. */
export interface PagePlace {
  readonly before: number;
  /** Rows of all pages. */
  readonly all: number;
}

/** Where the rows of an answer stand in a list of which more can be shown; null where they are no such list. Pure. */
export function pagePlace({ query, rows, total, parts }: Answer): PagePlace | null {
  if (query === undefined || !('find' in query) || rows === undefined || parts !== undefined) return null;
  const { return: returned } = query;
  if (returned.kind === 'groups')
    return rows.part ?? (rows.rows.length === 0 ? null : { before: 0, all: rows.rows.length });
  if (returned.kind !== 'list' || rows.rows.length === 0 || total === undefined) return null;
  const { offset = 0, limit = unaskedLimit } = returned;
  // "The five oldest": what lies beyond was not asked for.
  return { before: offset, all: limit < unaskedLimit ? Math.min(limit, total) : total };
}

/**
 * As much of a list as is drawn at once, so that the next page begins right after what was seen. The text names no more than that.
 *
 * @param offset rows that were shown before: groups are told whole each time.
 */
export function pageRows(answer: Answer, offset = 0): Answer {
  const place = pagePlace(answer);
  const { rows, query } = answer;
  if (place === null || rows === undefined || rows.columns.length < 2) return answer;
  const isGroups = query !== undefined && 'find' in query && query.return.kind === 'groups';
  const rest = isGroups ? rows.rows.slice(offset) : rows.rows.slice(0, place.all - place.before);
  const drawn = rest.slice(0, drawable({ ...rows, rows: rest }));
  if (drawn.length === rows.rows.length) return answer;
  return {
    ...answer,
    text: namingOnly(answer.text, rows, drawn),
    rows: { ...rows, rows: drawn, ...(isGroups ? { part: { ...place, before: offset } } : {}) },
  };
}

function drawable({ columns, rows }: AnswerTable): number {
  const lengthOf = (cells: readonly string[]): number =>
    columns.reduce((sum, _, at) => sum + Math.min(cellCharacters, (cells[at] ?? '').length || 1), 0);
  const most = Math.min(rowsAtOnce, Math.floor(cellsAtOnce / columns.length));
  let left = charactersAtOnce - lengthOf(columns);
  const fitting = rows.slice(0, most).findIndex(({ cells }) => {
    left -= lengthOf(cells);
    return left < 0;
  });
  return Math.max(1, fitting === -1 ? most : fitting);
}

/** The text without the lines of rows that are not drawn, and with the names of those alone that are. */
function namingOnly(text: string, { rows }: AnswerTable, drawn: AnswerTable['rows']): string {
  const nameOf = (row: AnswerTable['rows'][number]): string => row.cells[0] ?? '';
  const seen = new Set(drawn);
  const gone = rows.filter((row) => !seen.has(row)).map((row) => `- ${nameOf(row)}`);
  return text
    .split('\n')
    .filter((line) => !gone.some((start) => start !== '- ' && line.startsWith(start)))
    .map((line) => {
      for (const comma of [', ', '、']) {
        const all = ` ${rows.map(nameOf).join(comma)}`;
        if (line.endsWith(all))
          return `${line.slice(0, -all.length)} ${drawn.map(nameOf).join(comma)}`.trimEnd();
      }
      return line;
    })
    .join('\n');
}
