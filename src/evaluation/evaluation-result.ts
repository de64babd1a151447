import { z } from 'zod';
import { AppError } from '../operations/app-error.ts';

const resultSchema = z.object({
  id: z.string(),
  question: z.string(),
  as: z.string().optional(),
  type: z.string().optional(),
  lang: z.string(),
  outcome: z.enum(['right', 'declined', 'wrong']),
  /** What the answer lacks or has too much of; empty where it is right. */
  mistakes: z.array(z.string()),
  /** The answer's text; absent where asking failed. */
  answer: z.string().optional(),
  /** Keys of the first sources, best first. */
  sources: z.array(z.string()),
  /** For each page that is wanted, its place among the pages found, from 1; null where it was not found. */
  ranks: z.array(z.number().int().positive().nullable()).optional(),
});

const runSchema = z.object({
  /** Changes when an older reader could not make sense of a newer file. */
  version: z.literal(1),
  /** The file of questions. */
  file: z.string(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  endedAt: z.string(),
  results: z.array(resultSchema),
});

/** How one question did. */
export type QuestionResult = Readonly<z.infer<typeof resultSchema>>;

/** One run over a set of questions, as it is written to a file and read again to be compared with. */
export type EvaluationRun = Readonly<z.infer<typeof runSchema>>;

/**
 * Reads what an earlier run has written.
 *
 * @throws AppError `invalid_input` where the text is no such result.
 */
export function parseEvaluationRun(text: string, file: string): EvaluationRun {
  try {
    return runSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      `${file} is not the result of an earlier run; one is written by orgwise eval … --out FILE.`,
      { cause },
    );
  }
}
