import { randomUUID } from 'node:crypto';
import type { Arguments, Result } from './web-api.ts';
import type { Workspace } from './workspace.ts';

export const clientId = '1234.5678';
export const clientSecret = 'a client secret';

/** An Enterprise organisation, which installs the app for its workspaces at once. */
export interface Organisation {
  readonly id: string;
  readonly teamIds: string[];
  /** Its tokens for the app. */
  readonly tokens: Set<string>;
}

/** Slack's part of an installation ("Installing with OAuth"): its page, and the exchange of the code for a token. */
export function createOAuth(
  workspaces: ReadonlyMap<string, Workspace>,
  tokens: Map<string, Workspace>,
  organisation?: Organisation,
) {
  const codes = new Map<string, Workspace>();
  const orgCodes = new Set<string>();
  return {
    /** @param authorizeUrl where the app led the administrator. */
    approve(authorizeUrl: string, teamId: string): string {
      const { searchParams } = new URL(authorizeUrl);
      const workspace = workspaces.get(
        teamId === organisation?.id ? (organisation.teamIds[0] ?? '') : teamId,
      );
      const isWhole = searchParams.get('client_id') === clientId && searchParams.get('scope') !== '';
      if (workspace === undefined || !isWhole) throw new Error(`Slack shows no page for ${authorizeUrl}`);
      const code = randomUUID();
      codes.set(code, workspace);
      if (teamId === organisation?.id) orgCodes.add(code);
      return `?${new URLSearchParams({ code, state: searchParams.get('state') ?? '' })}`;
    },
    /** A code counts once. */
    access(args: Arguments): Result {
      if (args.client_id !== clientId) return { ok: false, error: 'invalid_client_id' };
      if (args.client_secret !== clientSecret) return { ok: false, error: 'bad_client_secret' };
      const workspace = codes.get(args.code ?? '');
      if (workspace === undefined) return { ok: false, error: 'invalid_code' };
      codes.delete(args.code ?? '');
      const isOrg = organisation !== undefined && orgCodes.delete(args.code ?? '');
      const token = `xoxb-${workspace.teamId}-${randomUUID()}`;
      if (isOrg) organisation.tokens.add(token);
      for (const [old, one] of tokens) if (one === workspace) tokens.delete(old);
      tokens.set(token, workspace);
      return {
        ok: true,
        access_token: token,
        token_type: 'bot',
        scope: [...workspace.scopes].join(','),
        bot_user_id: workspace.botUser,
        app_id: 'A1',
        team: isOrg ? null : { id: workspace.teamId, name: workspace.teamId },
        enterprise: isOrg ? { id: organisation.id, name: organisation.id } : null,
        is_enterprise_install: isOrg,
        authed_user: { id: workspace.users[0]?.id },
      };
    },
  };
}
