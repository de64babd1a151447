import type { z } from 'zod';
import { readPages } from '../http/read-pages.ts';
import { createSourceClient, type RequestLimits } from '../http/source-client.ts';
import { SourceError, type SourceFailure } from '../http/source-error.ts';
import type { SlackSettings } from './slack-options.ts';
import { answerSchema, pageSchema, teamSchema } from './slack-schemas.ts';

/** Whose members count as the company's own. */
export interface OwnTeam {
  readonly teamId: string;
  /** For a workspace of an Enterprise organisation. */
  readonly enterpriseId: string | null;
}

/** What is read of Slack's Web API. */
export interface SlackApi {
  /** @throws SourceError `forbidden` where a scope of the token is missing. */
  ownTeam(signal: AbortSignal): Promise<OwnTeam>;
  /** All members, each still unchecked; those who left and bots are among them. */
  members(signal: AbortSignal): AsyncIterable<unknown>;
}

const scopes = ['users:read', 'users:read.email'] as const;

/** What Slack's own words for an error mean; any other is a request that is wrong. */
const failures: Readonly<Record<string, SourceFailure>> = {
  not_authed: 'unauthorized',
  invalid_auth: 'unauthorized',
  account_inactive: 'unauthorized',
  token_revoked: 'unauthorized',
  token_expired: 'unauthorized',
  missing_scope: 'forbidden',
  no_permission: 'forbidden',
  not_allowed_token_type: 'forbidden',
  access_denied: 'forbidden',
  ratelimited: 'limited',
  internal_error: 'unavailable',
  fatal_error: 'unavailable',
  service_unavailable: 'unavailable',
  request_timeout: 'unavailable',
};

export function createSlackApi(settings: SlackSettings, limits?: Partial<RequestLimits>): SlackApi {
  const client = createSourceClient({
    service: 'Slack',
    baseUrl: settings.baseUrl,
    headers: () => ({ authorization: `Bearer ${settings.token}` }),
    limits,
  });

  async function call<T>(
    method: string,
    query: Readonly<Record<string, string | number | undefined>>,
    { schema, signal }: { readonly schema: z.ZodType<T>; readonly signal: AbortSignal },
  ): Promise<{ readonly content: T; readonly headers: Headers }> {
    const { body, headers } = await client.request({ path: method, query, schema: answerSchema, signal });
    if (!body.ok) throw refusal(method, body);
    const parsed = schema.safeParse(body);
    if (parsed.success) return { content: parsed.data, headers };
    throw new SourceError('malformed', `Slack answered ${method} in another shape than it promises.`, {
      cause: parsed.error,
    });
  }

  return {
    async ownTeam(signal) {
      const { content, headers } = await call('auth.test', {}, { schema: teamSchema, signal });
      const granted = headers
        .get('x-oauth-scopes')
        ?.split(',')
        .map((scope) => scope.trim());
      const missing = scopes.filter((scope) => granted !== undefined && !granted.includes(scope));
      if (missing.length > 0) throw new SourceError('forbidden', missingScope(missing.join(' and ')));
      return {
        teamId: settings.workspace ?? content.team_id,
        enterpriseId: content.enterprise_id ?? null,
      };
    },
    members: (signal) =>
      readPages<unknown, string>('The list of members', async (cursor) => {
        const query = { limit: settings.pageSize, cursor: cursor ?? undefined, team_id: settings.workspace };
        const { content } = await call('users.list', query, { schema: pageSchema, signal });
        const next = content.response_metadata?.next_cursor;
        return { items: content.members, next: next == null || next === '' ? null : next };
      }),
  };
}

function missingScope(needed: string): string {
  return `Slack knows the token, but a scope is missing: add ${needed} to the app under OAuth & Permissions, and install it anew.`;
}

function refusal(
  method: string,
  {
    error = 'unknown',
    needed,
  }: { readonly error?: string | undefined; readonly needed?: string | undefined },
): SourceError {
  const failure = failures[error] ?? 'refused';
  const cause = { body: error };
  if (error === 'missing_scope')
    return new SourceError(failure, missingScope(needed ?? scopes.join(' and ')), cause);
  if (failure === 'unauthorized')
    return new SourceError(
      failure,
      `Slack does not accept the token (${error}); it may have been revoked: take the app's present one.`,
      cause,
    );
  return new SourceError(failure, `Slack refuses ${method} (${error}).`, cause);
}
