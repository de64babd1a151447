/** What Slack says of a token, in words, and what to do ("auth.test: errors", "apps.connections.open: errors"). */
export interface Refusal {
  readonly message: string;
  readonly remedy: string;
}

/** @param token the token's name in sentences. @param place where the app's pages show it. */
export function describeRefusal(error: string, token: string, variable: string, place: string): Refusal {
  const remedy = `Copy the ${token} from ${place} of your app on api.slack.com/apps into ${variable}.`;
  switch (error) {
    case 'invalid_auth':
    case 'not_authed':
      return { message: `Slack does not know the ${token}.`, remedy };
    case 'token_revoked':
    case 'token_expired':
    case 'account_inactive':
      return {
        message: `The ${token} counts no more (${error}): the app was removed, or the token was withdrawn.`,
        remedy: `Install the app again. ${remedy}`,
      };
    case 'not_allowed_token_type':
      return { message: `Slack wants another kind of token than the one in ${variable}.`, remedy };
    default:
      return { message: `Slack refuses the ${token}: ${error}.`, remedy };
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
