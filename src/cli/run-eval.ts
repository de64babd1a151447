import { readFileSync, writeFileSync } from 'node:fs';
import { compareEvaluations } from '../evaluation/compare-evaluations.ts';
import { couldNotBeAsked, evaluateQuestions } from '../evaluation/evaluate-questions.ts';
import { type EvaluationRun, parseEvaluationRun } from '../evaluation/evaluation-result.ts';
import {
  formatComparison,
  formatFailures,
  formatRetrieval,
  formatSummary,
  percent,
} from '../evaluation/format-evaluation.ts';
import type { GoldenQuestion, QuestionMistake, QuestionSet } from '../evaluation/question-set.ts';
import { readQuestionSet } from '../evaluation/read-question-set.ts';
import { scoreRetrieval } from '../evaluation/score-retrieval.ts';
import { type EvaluationSummary, summarizeEvaluation } from '../evaluation/summarize-evaluation.ts';
import type { Orgwise } from '../main.ts';
import { AppError } from '../operations/app-error.ts';
import { auditAnswer } from '../operations/audit/audit-answer.ts';
import type { CommonOptions } from './common-options.ts';
import { noteAct } from './note-act.ts';
import { askerFor, openOrgwise, syncWhenEmpty } from './open-orgwise.ts';

export interface EvalOptions extends CommonOptions {
  /** File that the result is written to. */
  readonly out?: string;
  /** Result of an earlier run. */
  readonly compare?: string;
  /** Least share right, from 0 to 1. */
  readonly bar?: number;
  /** False where `--no-regressions` is given: commander reads it as the opposite of `--regressions`. */
  readonly regressions?: boolean;
}

/**
 * `orgwise eval FILE`: asks questions whose answers are known and scores what comes back, without a model's judgement.
 *
 * @returns 2 where something is wrong in the file of questions, after all others have been asked; 1 where the share right
 *   is below the bar, a question could not be asked, or one that was right is not and `--no-regressions` is given; else 0.
 * @throws AppError `invalid_input` where a file cannot be read or written, or holds no question that can be asked.
 */
export async function runEval(file: string, options: EvalOptions): Promise<number> {
  if (options.regressions === false && options.compare === undefined)
    throw new AppError(
      'invalid_input',
      '--no-regressions needs --compare FILE, the result of an earlier run.',
    );
  const set = readQuestionSet(readInput(file), file);
  const earlier =
    options.compare === undefined ? null : parseEvaluationRun(readInput(options.compare), options.compare);
  const orgwise = await openOrgwise(options);
  try {
    if (set.questions.length > 0) await syncWhenEmpty(orgwise);
    const { questions, mistakes } = await withoutStrangers(orgwise, set);
    if (questions.length === 0)
      throw new AppError('invalid_input', mistakes.map((mistake) => tell(file, mistake)).join('\n'));
    for (const mistake of mistakes) process.stderr.write(`${tell(file, mistake)}\n`);
    const run = await evaluate(orgwise, file, questions);
    const code = report(run, earlier, options);
    if (options.out !== undefined) writeResult(options.out, run);
    return mistakes.length > 0 ? 2 : code;
  } finally {
    await orgwise.close();
  }
}

/** Moves questions of those whom the directory does not know to the mistakes. */
async function withoutStrangers(orgwise: Orgwise, set: QuestionSet): Promise<QuestionSet> {
  const questions: GoldenQuestion[] = [];
  const mistakes: QuestionMistake[] = [...set.mistakes];
  for (const question of set.questions) {
    const { as, line } = question;
    if (as === undefined || (await orgwise.access.person(as)) !== null) questions.push(question);
    else
      mistakes.push({
        line,
        message: `as: no employee of ${orgwise.config.company.name} has the address ${as}.`,
      });
  }
  return { questions, mistakes: mistakes.toSorted((one, other) => one.line - other.line) };
}

async function evaluate(
  orgwise: Orgwise,
  file: string,
  questions: readonly GoldenQuestion[],
): Promise<EvaluationRun> {
  const startedAt = new Date().toISOString();
  const showsProgress = process.stderr.isTTY;
  const results = await evaluateQuestions(questions, {
    async answerQuestion(request) {
      const answer = await orgwise.answerQuestion(request);
      const who = request.asker.employeeId ?? 'operator';
      const { question } = request;
      noteAct(orgwise.audit, 'eval', { who, what: 'question', question, ...auditAnswer(answer) });
      return answer;
    },
    askerOf: (email) => askerFor(orgwise, email),
    onProgress: (done) => {
      if (showsProgress) process.stderr.write(`\r${done} of ${questions.length} asked`);
    },
  });
  if (showsProgress) process.stderr.write('\n');
  return { version: 1, file, startedAt, endedAt: new Date().toISOString(), results };
}

/** Prints how the run did. @returns the exit code that it earns. */
function report(run: EvaluationRun, earlier: EvaluationRun | null, options: EvalOptions): number {
  const { results } = run;
  const summary = summarizeEvaluation(results);
  const retrieval = scoreRetrieval(results);
  const comparison = earlier === null ? null : compareEvaluations(earlier.results, results);
  const parts = [
    formatFailures(results),
    formatSummary(summary),
    retrieval === null ? '' : formatRetrieval(retrieval),
    comparison === null ? '' : formatComparison(comparison, options.compare ?? ''),
  ];
  process.stdout.write(parts.filter((part) => part !== '').join('\n'));
  const faults = [
    ...belowBar(summary, options.bar),
    ...(results.some(couldNotBeAsked) ? ['Some questions could not be asked.'] : []),
    ...(options.regressions === false && comparison !== null && comparison.newlyWrong.length > 0
      ? [
          `${comparison.newlyWrong.length} that ${comparison.newlyWrong.length === 1 ? 'was' : 'were'} right before, and not now.`,
        ]
      : []),
  ];
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  return faults.length === 0 ? 0 : 1;
}

function belowBar({ all }: EvaluationSummary, bar: number | undefined): readonly string[] {
  return bar === undefined || all.share >= bar
    ? []
    : [`${percent(all.share)} right is below the bar of ${percent(bar)}.`];
}

function tell(file: string, { line, message }: QuestionMistake): string {
  return `${file}:${line}: ${message}`;
}

function readInput(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('invalid_input', `${file} cannot be read (${reasonOf(cause)}).`, { cause });
  }
}

/** The result with its totals, for those who read the file without Orgwise. */
function writeResult(file: string, run: EvaluationRun): void {
  const { results, ...rest } = run;
  const summary = summarizeEvaluation(results);
  const content = { ...rest, summary, retrieval: scoreRetrieval(results), results };
  try {
    writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  } catch (cause) {
    throw new AppError('invalid_input', `${file} cannot be written (${reasonOf(cause)}).`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
