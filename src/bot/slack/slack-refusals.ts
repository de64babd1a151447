/** What Slack says of a token, in words, and what to do ("auth.test: errors", "apps.connections.open: errors"). */
export interface Refusal {
  readonly message: string;
  readonly remedy: string;
}

/** A token, for people. */
export interface TokenWords {
  /** What it is called in sentences. */
  readonly name: string;
  /** ' in T0123ABC', where there are several; else empty. */
  readonly where: string;
  /** How another is had. */
  readonly remedy: string;
  /** How it gets a scope that it lacks. */
  readonly scopeRemedy: (scope: string) => string;
  /** The same where the app was removed. */
  readonly againRemedy: string;
}

export function describeRefusal(error: string, { name, remedy, againRemedy }: TokenWords): Refusal {
  switch (error) {
    case 'invalid_auth':
    case 'not_authed':
      return { message: `Slack does not know the ${name}.`, remedy };
    case 'token_revoked':
    case 'token_expired':
    case 'account_inactive':
      return {
        message: `The ${name} counts no more (${error}): the app was removed, or the token was withdrawn.`,
        remedy: againRemedy,
      };
    case 'not_allowed_token_type':
      return { message: `Slack wants another kind of token than the ${name}.`, remedy };
    default:
      return { message: `Slack refuses the ${name}: ${error}.`, remedy };
  }
}

/** Errors that stay however often one tries. */
export const finalErrors: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'not_allowed_token_type',
  'missing_scope',
  'no_permission',
]);
