import { AppError } from '../operations/app-error.ts';

/**
 * Why a model gave no answer:
 * - `unreachable`: no connection; `unauthorized`: the key was not accepted;
 * - `rate_limited`: too many requests, or the account's money is spent; `timeout`: not done by the deadline;
 * - `refused`: the model or its filter would not answer; `invalid_output`: it wrote something else than was asked for, twice;
 * - `failed`: the server failed, cut the connection, or rejected the request.
 */
export type ModelFailure =
  | 'unreachable'
  | 'unauthorized'
  | 'rate_limited'
  | 'timeout'
  | 'refused'
  | 'invalid_output'
  | 'failed';

/** The only error that models throw; everything foreign is mapped into it where it enters. */
export class ModelError extends AppError {
  readonly reason: ModelFailure;
  /** Milliseconds after which the server may be asked again, where it said so. */
  readonly retryAfter: number | null;

  constructor(
    reason: ModelFailure,
    message: string,
    options: { readonly cause?: unknown; readonly retryAfter?: number | null } = {},
  ) {
    super('model_failed', message, { cause: options.cause });
    this.name = 'ModelError';
    this.reason = reason;
    this.retryAfter = options.retryAfter ?? null;
  }
}
