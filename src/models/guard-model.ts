import type { Logger } from '../operations/log.ts';
import type { ChatModel } from './chat-model.ts';
import type { Embedder } from './embedder.ts';
import { ModelError } from './model-error.ts';

export interface GuardOptions {
  readonly log: Logger;
  /** Milliseconds; only differences count. */
  readonly clock: () => number;
}

/** Milliseconds for which a model is left alone that cannot be reached or does not accept the key. */
const restTime = 60_000;

/**
 * Keeps a model that is down from making every question wait: after a failure that the next question would meet too (a
 * second time-out in a row among them), requests fail at once, with the same reason, for a minute, or for as long as a
 * busy server asked for, at most a minute. Also the one place where a model's failures and tokens are logged; never what was asked or answered.
 */
export function guardModel(model: ChatModel, options: GuardOptions): ChatModel {
  const guard = createGuard(options);
  return {
    async complete(request) {
      const output = request.output.name;
      const completion = await guard({ output }, () => model.complete(request));
      options.log.debug({ output, usage: completion.usage }, 'asked the language model');
      return completion;
    },
    async callTools(request) {
      const output = 'tools';
      const reply = await guard({ output }, () => model.callTools(request));
      options.log.debug({ output, usage: reply.usage }, 'asked the language model');
      return reply;
    },
  };
}

/** The same for embeddings, which are a model of their own and so rest by themselves. */
export function guardEmbedder(embedder: Embedder, options: GuardOptions): Embedder {
  const guard = createGuard(options);
  return {
    dimensions: embedder.dimensions,
    understands: (question) => embedder.understands(question),
    matches: (question, text) => embedder.matches(question, text),
    scaleFor: (question) => embedder.scaleFor(question),
    embed: (texts, signal) => guard({ output: 'embeddings' }, () => embedder.embed(texts, signal)),
    embedQuestion: (question, signal) =>
      guard({ output: 'embeddings' }, () => embedder.embedQuestion(question, signal)),
  };
}

function createGuard({ log, clock }: GuardOptions) {
  let resting: { readonly until: number; readonly error: ModelError } | null = null;
  let wasLate = false;
  return async <Result>(details: object, ask: () => Promise<Result>): Promise<Result> => {
    if (resting !== null && clock() < resting.until) throw resting.error;
    resting = null;
    try {
      const result = await ask();
      wasLate = false;
      return result;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      const rest = restAfter(error, wasLate);
      wasLate = error.reason === 'timeout';
      if (rest > 0) resting = { until: clock() + rest, error };
      // Not its cause: servers and checks repeat parts of what was asked.
      log.warn(
        { ...details, reason: error.reason, rest, detail: error.message },
        'the language model was of no help',
      );
      throw error;
    }
  };
}

function restAfter({ reason, retryAfter }: ModelError, wasLate: boolean): number {
  if (reason === 'unreachable' || reason === 'unauthorized') return restTime;
  if (reason === 'timeout') return wasLate ? restTime : 0;
  return reason === 'rate_limited' ? Math.min(retryAfter ?? 0, restTime) : 0;
}
