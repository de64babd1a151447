import { z } from 'zod';
import { SourceError, type SourceFailure } from '../http/source-error.ts';

/** What an answer of GraphQL may bring beside its data, or in place of it. */
export const errorsSchema = z.array(
  z.object({
    message: z.string(),
    extensions: z.object({ code: z.string().nullish() }).nullish(),
  }),
);

type LinearErrors = z.output<typeof errorsSchema>;

const failures: Readonly<Record<string, readonly [SourceFailure, string]>> = {
  AUTHENTICATION_ERROR: [
    'unauthorized',
    'does not accept the credential; it may have ended or been revoked: make a new one',
  ],
  FORBIDDEN: ['forbidden', 'knows the credential, but a right is missing for it'],
  RATELIMITED: ['limited', 'wants fewer requests for longer than a run waits'],
};

/** @returns the errors that an answer of GraphQL brings, whatever its status; none where it brings data. */
export function errorsOf(body: unknown): LinearErrors {
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : undefined;
  const parsed = errorsSchema.safeParse(errors);
  return parsed.success ? parsed.data : [];
}

export function isRateLimited(body: unknown): boolean {
  return errorsOf(body).some(({ extensions }) => extensions?.code === 'RATELIMITED');
}

/** What the errors of an answer say, as what connectors branch on; half of the data beside them counts for nothing. */
export function toSourceError(errors: LinearErrors, status: number): SourceError {
  const [first] = errors;
  const code = first?.extensions?.code ?? '';
  const [failure, words] = failures[code] ?? ['refused', 'refuses the request'];
  const said = (first?.message ?? 'no reason was given').replace(/\.$/, '');
  return new SourceError(failure, `Linear ${words} (${status}, it says: ${said}).`, { status });
}

/** Linear says most of what is wrong by 400 and a code; other statuses tell it by themselves. */
export function readRefusal(error: unknown): unknown {
  if (!(error instanceof SourceError) || error.status !== 400) return error;
  try {
    const errors = errorsOf(JSON.parse(error.body));
    return errors.length === 0 ? error : toSourceError(errors, 400);
  } catch {
    return error;
  }
}
