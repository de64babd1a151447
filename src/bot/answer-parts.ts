import type { Answer, AnswerTable, Candidate } from '../retrieval/answer.ts';

/** An answer as renderers show it: text, and below it a table and buttons where there is something for them. */
export interface AnswerParts {
  /** Without the lines that the table or the buttons show better. */
  readonly text: string;
  readonly table: AnswerTable | null;
  readonly candidates: readonly Candidate[];
}

export function answerParts(answer: Answer): AnswerParts {
  const table = isTable(answer.rows) ? answer.rows : null;
  const candidates = answer.candidates ?? [];
  const shownBelow = [
    ...(table?.rows.map((row) => row.cells[0] ?? '') ?? []),
    ...candidates.map((one) => one.name),
  ];
  return { text: withoutLines(answer.text, shownBelow), table, candidates };
}

/** One row or one column reads better as the sentence that the text has anyway. */
function isTable(rows: AnswerTable | undefined): rows is AnswerTable {
  return rows !== undefined && rows.rows.length > 1 && rows.columns.length > 1;
}

/** The text without the list lines, and the "… and 3 more" after them, that something below shows better. */
function withoutLines(text: string, shown: readonly string[]): string {
  const starts = shown.filter((one) => one !== '').map((one) => `- ${one}`);
  return text
    .split('\n')
    .filter(
      (line) =>
        starts.length === 0 || !(line.startsWith('…') || starts.some((start) => line.startsWith(start))),
    )
    .join('\n');
}
