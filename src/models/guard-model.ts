import type { Logger } from '../operations/log.ts';
import type { ChatModel } from './chat-model.ts';
import { ModelError } from './model-error.ts';

export interface GuardOptions {
  readonly log: Logger;
  /** Milliseconds; only differences count. */
  readonly clock: () => number;
}

/** Milliseconds for which a model is left alone that cannot be reached or does not accept the key. */
const restTime = 60_000;

/**
 * Keeps a model that is down from making every question wait: after a failure that the next question would meet too,
 * requests fail at once, with the same reason, for a minute, or for as long as a busy server asked for, at most a
 * minute. Also the one place where a model's failures and tokens are logged; never what was asked or answered.
 */
export function guardModel(model: ChatModel, { log, clock }: GuardOptions): ChatModel {
  let resting: { readonly until: number; readonly error: ModelError } | null = null;
  return {
    async complete(request) {
      if (resting !== null && clock() < resting.until) throw resting.error;
      resting = null;
      try {
        const completion = await model.complete(request);
        log.debug({ output: request.output.name, usage: completion.usage }, 'asked the language model');
        return completion;
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        const rest = restAfter(error);
        if (rest > 0) resting = { until: clock() + rest, error };
        log.warn(
          // Not its cause: servers and checks repeat parts of what was asked.
          { output: request.output.name, reason: error.reason, rest, detail: error.message },
          'the language model was of no help',
        );
        throw error;
      }
    },
  };
}

function restAfter({ reason, retryAfter }: ModelError): number {
  if (reason === 'unreachable' || reason === 'unauthorized') return restTime;
  return reason === 'rate_limited' ? Math.min(retryAfter ?? 0, restTime) : 0;
}
