import type { Answer, AnswerTable, Candidate, Citation } from '../retrieval/answer.ts';
import type { Profile } from './reply.ts';

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

/** @param profiles people whose cards stand below: what they show is not said in the text as well. */
export function answerParts(answer: Answer, profiles: readonly Profile[] = []): AnswerParts {
  const table = isTable(answer.rows) ? answer.rows : null;
  const candidates = answer.candidates ?? [];
  const shownBelow = [
    ...(table?.rows.map((row) => row.cells[0] ?? '') ?? []),
    ...candidates.map((one) => one.name),
  ];
  const closest = answer.abstained?.closest;
  return {
    text: withoutNames(withoutFacts(withoutLines(answer.text, shownBelow), profiles), table),
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

/** "8 people in Platform: Beatriz Lopes, …" without the names, where the table below lists them. */
function withoutNames(text: string, table: AnswerTable | null): string {
  if (table === null) return text;
  const names = table.rows.map((row) => row.cells[0] ?? '');
  const inRow = [', ', '、'].map((comma) => ` ${names.join(comma)}`);
  return text
    .split('\n')
    .map((line) => {
      const row = inRow.find((one) => line.endsWith(one));
      return row === undefined ? line : line.slice(0, -row.length);
    })
    .join('\n');
}

/** What is told of one person, line by line, without what their card shows; a value that stands there twice goes once. */
function withoutFacts(text: string, profiles: readonly Profile[]): string {
  const [profile, another] = profiles;
  if (profile === undefined || another !== undefined) return text;
  const { title, manager, teams, location, email } = profile;
  const shown = new Set([title, manager, teams.join(', '), teams.join('、'), location, email]);
  return text
    .split('\n')
    .filter((line) => {
      const fact = /^- [^:：]+[:：] ?(.*)$/.exec(line)?.[1];
      return fact === undefined || !shown.delete(fact);
    })
    .join('\n');
}
