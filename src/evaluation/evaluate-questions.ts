import type { Answer, AnswerQuestion, Asker } from '../retrieval/answer.ts';
import { checkAnswer, outcomeOf, sourcesLookedAt } from './check-answer.ts';
import type { QuestionResult } from './evaluation-result.ts';
import type { GoldenQuestion } from './question-set.ts';
import { rankPages } from './score-retrieval.ts';

export interface EvaluationDependencies {
  readonly answerQuestion: AnswerQuestion;
  /** Who asks, by e-mail address; the local operator where there is none. */
  askerOf(email: string | undefined): Promise<Asker>;
  /** Called after each question, with how many are done. */
  onProgress?(done: number): void;
}

/** Asks one question after the other; one that cannot be asked counts as wrong, and the others go on. */
export async function evaluateQuestions(
  questions: readonly GoldenQuestion[],
  { answerQuestion, askerOf, onProgress }: EvaluationDependencies,
): Promise<QuestionResult[]> {
  const results: QuestionResult[] = [];
  for (const golden of questions) {
    const { question, as, context } = golden;
    try {
      const answer = await answerQuestion({ question, asker: await askerOf(as), context });
      results.push(scoreAnswer(golden, answer));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      results.push({
        ...nameOf(golden),
        lang: golden.lang ?? 'unknown',
        outcome: 'wrong',
        mistakes: [`could not be asked: ${reason}`],
        sources: [],
        ...(golden.expect.article === undefined ? {} : { ranks: golden.expect.article.map(() => null) }),
      });
    }
    onProgress?.(results.length);
  }
  return results;
}

/** Whether asking itself failed, so that nothing is known of the answer. */
export function couldNotBeAsked({ answer }: QuestionResult): boolean {
  return answer === undefined;
}

function scoreAnswer(golden: GoldenQuestion, answer: Answer): QuestionResult {
  const mistakes = checkAnswer(answer, golden.expect);
  return {
    ...nameOf(golden),
    lang: golden.lang ?? answer.language,
    outcome: outcomeOf(answer, golden.expect, mistakes),
    mistakes,
    answer: answer.text,
    sources: answer.sources.slice(0, sourcesLookedAt).map((source) => source.key),
    ...(golden.expect.article === undefined ? {} : { ranks: rankPages(answer, golden.expect.article) }),
  };
}

function nameOf({
  id,
  question,
  as,
  type,
}: GoldenQuestion): Pick<QuestionResult, 'id' | 'question' | 'as' | 'type'> {
  return {
    id,
    question,
    ...(as === undefined ? {} : { as }),
    ...(type === undefined ? {} : { type }),
  };
}
