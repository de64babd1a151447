import type { types } from '@slack/bolt';
import type { AnswerTable } from '../../retrieval/answer.ts';
import { cutText } from './mrkdwn.ts';

/** Slack takes tables of 100 rows, the heading among them, and 20 columns ("Block Kit: table block"). */
const rowsShown = 99;
const columnsShown = 20;
const cellCharacters = 150;
/** A table's share of what a message may hold. */
const tableCharacters = 3500;

/** The rows that fit, and how many they are. Cells are raw text, in which Slack reads no markup. */
export function renderTable({ columns, rows }: AnswerTable): {
  readonly block: types.TableBlock;
  readonly shown: number;
} {
  const named = columns.slice(0, columnsShown);
  const drawRow = (cells: readonly string[]): string[] =>
    named.map((_, at) => cutText((cells[at] ?? '').trim() || '–', cellCharacters));
  const drawn = [drawRow(named)];
  let characters = lengthOf(drawn[0]);
  for (const { cells } of rows.slice(0, rowsShown)) {
    const row = drawRow(cells);
    characters += lengthOf(row);
    if (characters > tableCharacters) break;
    drawn.push(row);
  }
  const block: types.TableBlock = {
    type: 'table',
    column_settings: named.map(() => ({ is_wrapped: true })),
    rows: drawn.map((row) => row.map((text) => ({ type: 'raw_text', text }))),
  };
  return { block, shown: drawn.length - 1 };
}

function lengthOf(row: readonly string[] = []): number {
  return row.reduce((sum, text) => sum + text.length, 0);
}
