import { z } from 'zod';
import type { ChatModel } from '../../models/chat-model.ts';
import { fenced } from '../../models/fenced-text.ts';
import { jsonOutput } from '../../models/json-output.ts';
import { loadPrompt } from '../../models/load-prompt.ts';
import { type Extracted, verifyExtracted } from './verify-extracted.ts';

export const extractInputs = ['passages'] as const;

const quoted = z.array(z.strictObject({ name: z.string(), quote: z.string() }));
const output = jsonOutput(
  'extract',
  z.strictObject({
    passages: z.array(z.strictObject({ passage: z.int(), topics: quoted, entities: quoted })),
  }),
);

/** Tokens of an answer about one batch, hidden reasoning included. */
const maxTokens = 4_000;

/** @returns what holds of what the model said, one for each text. @throws ModelError */
export type AskAboutPassages = (
  texts: readonly string[],
  model: Pick<ChatModel, 'complete'>,
  signal?: AbortSignal,
) => Promise<Extracted[]>;

/**
 * Asks a model what passages are about and whom they name, by the prompt `extract`.
 *
 * @throws AppError `internal` where the prompt does not fit.
 */
export function createAskAboutPassages(): AskAboutPassages {
  const prompt = loadPrompt('extract', extractInputs);
  return async (texts, model, signal) => {
    const passages = texts.map((text, at) => `<passage number="${at + 1}">\n${fenced(text)}\n</passage>`);
    const { value } = await model.complete({
      messages: prompt.render({ passages: passages.join('\n\n') }),
      output,
      maxTokens,
      ...(signal !== undefined && { signal }),
    });
    return texts.map((text, at) => {
      const said = value.passages.filter(({ passage }) => passage === at + 1);
      return verifyExtracted(text, {
        topics: said.flatMap(({ topics }) => topics),
        entities: said.flatMap(({ entities }) => entities),
      });
    });
  };
}
