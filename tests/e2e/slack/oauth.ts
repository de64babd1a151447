import { randomUUID } from 'node:crypto';
import type { Arguments, Result } from './web-api.ts';
import type { Workspace } from './workspace.ts';

export const clientId = '1234.5678';
export const clientSecret = 'a client secret';

/** Slack's part of an installation ("Installing with OAuth"): its page, and the exchange of the code for a token. */
export function createOAuth(workspaces: ReadonlyMap<string, Workspace>, tokens: Map<string, Workspace>) {
  const codes = new Map<string, Workspace>();
  return {
    /** @param authorizeUrl where the app led the administrator. */
    approve(authorizeUrl: string, teamId: string): string {
      const { searchParams } = new URL(authorizeUrl);
      const workspace = workspaces.get(teamId);
      const isWhole = searchParams.get('client_id') === clientId && searchParams.get('scope') !== '';
      if (workspace === undefined || !isWhole) throw new Error(`Slack shows no page for ${authorizeUrl}`);
      const code = randomUUID();
      codes.set(code, workspace);
      return `?${new URLSearchParams({ code, state: searchParams.get('state') ?? '' })}`;
    },
    /** A code counts once. */
    access(args: Arguments): Result {
      if (args.client_id !== clientId) return { ok: false, error: 'invalid_client_id' };
      if (args.client_secret !== clientSecret) return { ok: false, error: 'bad_client_secret' };
      const workspace = codes.get(args.code ?? '');
      if (workspace === undefined) return { ok: false, error: 'invalid_code' };
      codes.delete(args.code ?? '');
      const token = `xoxb-${workspace.teamId}-${randomUUID()}`;
      for (const [old, one] of tokens) if (one === workspace) tokens.delete(old);
      tokens.set(token, workspace);
      return {
        ok: true,
        access_token: token,
        token_type: 'bot',
        scope: [...workspace.scopes].join(','),
        bot_user_id: workspace.botUser,
        app_id: 'A1',
        team: { id: workspace.teamId, name: workspace.teamId },
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { id: workspace.users[0]?.id },
      };
    },
  };
}
