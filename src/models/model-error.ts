import { AppError } from '../operations/app-error.ts';
import type { TokenUsage } from './chat-model.ts';

/**
 * Why a model gave no answer:
 * - `unreachable`: no connection; `unauthorized`: the key was not accepted;
 * - `rate_limited`: too many requests, or the account's money is spent; `timeout`: not done by the deadline;
 * - `refused`: the model or its filter would not answer; `invalid_output`: it wrote something else than was asked for, twice;
 * - `cut`: the server began to send its answer word by word and broke off;
 * - `over_budget`: it would have gone beyond what a question or a day may cost; nothing was asked;
 * - `failed`: the server failed, cut the connection, or rejected the request.
 */
export type ModelFailure =
  | 'unreachable'
  | 'unauthorized'
  | 'rate_limited'
  | 'timeout'
  | 'refused'
  | 'invalid_output'
  | 'cut'
  | 'over_budget'
  | 'failed';

/** The only error that models throw; everything foreign is mapped into it where it enters. */
export class ModelError extends AppError {
  readonly reason: ModelFailure;
  /** Milliseconds after which the server may be asked again, where it said so. */
  readonly retryAfter: number | null;
  /** What the failed request has cost all the same, where the server said so. */
  readonly usage: TokenUsage | null;

  constructor(
    reason: ModelFailure,
    message: string,
    options: {
      readonly cause?: unknown;
      readonly retryAfter?: number | null;
      readonly usage?: TokenUsage;
    } = {},
  ) {
    super('model_failed', message, { cause: options.cause });
    this.name = 'ModelError';
    this.reason = reason;
    this.retryAfter = options.retryAfter ?? null;
    this.usage = options.usage ?? null;
  }
}
