import { z } from 'zod';
import { createRedactor } from '../../operations/redact-secrets.ts';
import type { TeamsEndpoints } from './teams-endpoints.ts';
import type { TeamsSettings } from './teams-settings.ts';

export type AppAuthentication = Extract<TeamsSettings['authentication'], { kind: 'app' }>;

/** What the bot shows to the Connector service. */
export interface BotToken {
  /**
   * A token that is good for a while, kept until shortly before its end.
   *
   * @throws LoginError where Entra ID does not give one.
   */
  read(): Promise<string>;
}

/** Why no token was given. */
export class LoginError extends Error {
  /** Entra ID's own number, as in AADSTS7000215; null where it could not be asked. */
  readonly code: number | null;

  constructor(message: string, code: number | null, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'LoginError';
    this.code = code;
  }
}

const timeoutMs = 10_000;

/** A token is renewed this long before it ends, so that none ends on its way. */
const marginMs = 5 * 60 * 1000;

const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });
const refused = z.object({ error_codes: z.array(z.number()).min(1), error_description: z.string() });

/**
 * The bot's token, by its machine's managed identity, or by its client secret ("Microsoft identity platform and the OAuth 2.0 client credentials flow"). Not the
 * library's own credentials: those refuse to log in to anything but Microsoft's hosts, so that nothing could be tried out,
 * and tell no reason that can be acted on.
 */
export function createBotToken(app: AppAuthentication, endpoints: TeamsEndpoints): BotToken {
  let kept: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const { appPassword } = app;
    const given =
      appPassword === null
        ? await askIdentity(app, endpoints)
        : await logIn({ ...app, appPassword }, endpoints);
    kept = { token: given.token, until: given.until - marginMs };
    return given.token;
  }

  return {
    async read() {
      if (kept !== undefined && kept.until > Date.now()) return kept.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return await asking;
    },
  };
}

interface Given {
  readonly token: string;
  /** In ms, as `Date.now()` counts. */
  readonly until: number;
}

/** The identity's service is where the platform's variables say; the library knows each platform's. */
async function askIdentity({ appId }: AppAuthentication, { scope }: TeamsEndpoints): Promise<Given> {
  // Loading it takes a while, and most deployments have a secret.
  const { ManagedIdentityCredential } = await import('@azure/identity');
  try {
    const { token, expiresOnTimestamp: until } = await new ManagedIdentityCredential({
      clientId: appId,
    }).getToken(`${scope}/.default`);
    return { token, until };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new LoginError(`The managed identity gave no token: ${why}`, null, { cause });
  }
}

async function logIn(
  app: AppAuthentication & { readonly appPassword: string },
  endpoints: TeamsEndpoints,
): Promise<Given> {
  const address = `${endpoints.loginUrl}/${encodeURIComponent(app.tenantId)}/oauth2/v2.0/token`;
  let status: number;
  let body: unknown;
  try {
    const response = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: app.appId,
        client_secret: app.appPassword,
        scope: `${endpoints.scope}/.default`,
      }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    body = await response.json();
  } catch (cause) {
    throw new LoginError(`${new URL(address).host} gave no answer that can be read`, null, { cause });
  }
  const token = granted.safeParse(body);
  if (token.success)
    return { token: token.data.access_token, until: Date.now() + token.data.expires_in * 1000 };
  const refusal = refused.safeParse(body);
  // A proxy's page may repeat what it was sent.
  const redact = createRedactor([app.appPassword]);
  throw refusal.success
    ? new LoginError(redact(refusal.data.error_description), refusal.data.error_codes[0] ?? null)
    : new LoginError(`${new URL(address).host} answered with status ${status}`, null);
}
