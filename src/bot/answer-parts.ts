import type { Answer, AnswerTable, Candidate, Citation } from '../retrieval/answer.ts';

/** An answer as renderers show it: text, and below it a table and buttons where there is something for them. */
export interface AnswerParts {
  /** Without the lines that the table or the buttons show better. */
  readonly text: string;
  readonly table: AnswerTable | null;
  readonly candidates: readonly Candidate[];
  /** What the answer rests on; where there is none, what comes nearest. */
  readonly sources: readonly Citation[];
  readonly sourcesAre: 'sources' | 'closest';
}

export function answerParts(answer: Answer): AnswerParts {
  const table = isTable(answer.rows) ? answer.rows : null;
  const candidates = answer.candidates ?? [];
  const shownBelow = [
    ...(table?.rows.map((row) => row.cells[0] ?? '') ?? []),
    ...candidates.map((one) => one.name),
  ];
  const closest = answer.abstained?.closest;
  return {
    text: withoutLines(answer.text, shownBelow),
    table,
    candidates,
    ...(closest === undefined || answer.sources.length > 0
      ? { sources: answer.sources, sourcesAre: 'sources' }
      : { sources: [closest], sourcesAre: 'closest' }),
  };
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
