import type { Comparison } from './compare-evaluations.ts';
import type { QuestionResult } from './evaluation-result.ts';
import type { RetrievalScore } from './score-retrieval.ts';
import type { EvaluationSummary, Tally } from './summarize-evaluation.ts';

/** The table for a terminal: each type and language, each language, all. */
export function formatSummary({ groups, languages, all }: EvaluationSummary): string {
  const rows = [
    ['type', 'language', 'asked', 'right', 'declined', 'wrong', 'share', '95 % interval'],
    ...groups.map((group) => [group.type ?? '-', group.lang, ...figures(group)]),
    ...languages.map((language) => ['all', language.lang, ...figures(language)]),
    ['all', 'all', ...figures(all)],
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return `${rows.map(line).join('\n')}\n`;
}

export function formatRetrieval(score: RetrievalScore): string {
  return `Pages of ${countOf(score.questions)}: recall at 1 ${percent(score.recallAt1)}, recall at 5 ${percent(score.recallAt5)}, mean reciprocal rank ${score.meanReciprocalRank.toFixed(2)}.\n`;
}

/** Characters of a wrong answer that are shown; the whole stands in the result's file. */
const answerShown = 160;

/** Each question that is not right, with what is missing and what was answered instead. */
export function formatFailures(results: readonly QuestionResult[]): string {
  return results
    .filter(({ outcome }) => outcome !== 'right')
    .map(({ id, question, as, outcome, mistakes, answer }) => {
      const asked = id.startsWith(question) ? id : `${id}  ${question}${as === undefined ? '' : ` (${as})`}`;
      const said = answer === undefined ? [] : [`    answer: ${shorten(answer)}`];
      return `${[`${outcome}  ${asked}`, ...mistakes.map((mistake) => `    ${mistake}`), ...said].join('\n')}\n`;
    })
    .join('');
}

export function formatComparison({ newlyRight, newlyWrong, added, gone }: Comparison, file: string): string {
  const named = (title: string, results: readonly QuestionResult[]): string =>
    `  ${title}: ${results.length}${results.length === 0 ? '' : ` (${results.map(({ id }) => id).join(', ')})`}\n`;
  return [
    `Compared with ${file}:\n`,
    named('newly right', newlyRight),
    named('newly wrong', newlyWrong),
    added.length === 0 ? '' : named('not asked then', added),
    gone.length === 0 ? '' : named('no longer asked', gone),
  ].join('');
}

/** @param share from 0 to 1. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function figures({ asked, right, declined, wrong, share, interval }: Tally): readonly string[] {
  const bounds = `${(interval.low * 100).toFixed(1)} to ${percent(interval.high)}`;
  return [...[asked, right, declined, wrong].map(String), percent(share), bounds];
}

function countOf(questions: number): string {
  return questions === 1 ? '1 question' : `${questions} questions`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > answerShown ? `${line.slice(0, answerShown)}…` : line;
}
