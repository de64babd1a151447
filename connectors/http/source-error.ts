import { AppError } from '../../src/operations/app-error.ts';

/**
 * What a service answered in place of data. `unauthorized`: it does not know the credential; `forbidden`: it knows it, and
 * the right is missing; `missing`: there is no such thing, or the credential may not see it; `gone`: it was there;
 * `limited`: too many requests, for longer than a run waits; `refused`: the request is wrong; `unavailable`: no answer,
 * or an error of its own; `malformed`: an answer that is not what the service promises; `exhausted`: the run's budget is spent.
 */
export type SourceFailure =
  | 'unauthorized'
  | 'forbidden'
  | 'missing'
  | 'gone'
  | 'limited'
  | 'refused'
  | 'unavailable'
  | 'malformed'
  | 'exhausted';

/** A request that brought no data; `failure` is what connectors branch on. */
export class SourceError extends AppError {
  readonly failure: SourceFailure;
  /** HTTP status; null where there was no answer. */
  readonly status: number | null;
  /** The beginning of what the service said, for connectors whose vendor tells errors apart in the body. */
  readonly body: string;

  constructor(
    failure: SourceFailure,
    message: string,
    {
      status = null,
      body = '',
      cause,
    }: { readonly status?: number | null; readonly body?: string; readonly cause?: unknown } = {},
  ) {
    super('source_unreadable', message, { cause });
    this.name = 'SourceError';
    this.failure = failure;
    this.status = status;
    this.body = body;
  }
}

/** What a source is refused with for a right that its credential lacks, though a service may put it otherwise or just show nothing. */
export function missingRight(sentence: string, cause?: unknown): SourceError {
  return new SourceError('forbidden', sentence, { cause });
}

/** Whether a right is missing: services say "there is no such thing" of what a credential may not see as often as "forbidden". */
export function isMissingRight(error: unknown): error is SourceError {
  return error instanceof SourceError && (error.failure === 'forbidden' || error.failure === 'missing');
}
