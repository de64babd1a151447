import type { Finding } from '../../operations/finding.ts';
import type { BotToken } from './bot-token.ts';

export interface SignInConnection {
  readonly connectionName: string;
  readonly appId: string;
  /** The token service, without a slash at the end. */
  readonly userTokenUrl: string;
}

const timeoutMs = 10_000;

/** Asks the token service where somebody would sign in by the OAuth connection; the bot's own login is well. */
export async function examineSignIn(
  token: BotToken,
  { connectionName, appId, userTokenUrl }: SignInConnection,
): Promise<Finding> {
  const state = Buffer.from(JSON.stringify({ connectionName, conversation: {}, msAppId: appId }));
  const host = URL.canParse(userTokenUrl) ? new URL(userTokenUrl).host : userTokenUrl;
  try {
    const query = new URLSearchParams({ state: state.toString('base64') });
    const { ok, status } = await fetch(`${userTokenUrl}/api/botsignin/GetSignInResource?${query}`, {
      headers: { authorization: `Bearer ${await token.read()}` },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (ok)
      return { part: 'teams', ok, message: `People can sign in by the connection "${connectionName}".` };
    return {
      part: 'teams',
      ok,
      message: `${host} has no connection "${connectionName}" to sign in by: it answered with status ${status}.`,
      remedy:
        'Set TEAMS_OAUTH_CONNECTION to the name of an OAuth connection setting of the Azure Bot, or take it out.',
    };
  } catch (error) {
    return {
      part: 'teams',
      ok: false,
      message: `${host} could not be asked about signing in: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: `Let this machine reach ${host} over HTTPS, through its proxy where there is one.`,
    };
  }
}
