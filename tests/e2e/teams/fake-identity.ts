import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

/** The bot as its registration in Entra ID has it. */
export interface FakeRegistration {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
}

export const registration: FakeRegistration = {
  appId: '5f1b9d0e-7a55-4a7e-9d0a-0c1d2e3f4a5b',
  appPassword: 'right~secret',
  tenantId: '0f7c2a3e-1111-4222-8333-944455566677',
};

export const channelIssuer = 'https://api.botframework.com';

/** What a test changes about a token to make it a wrong one. */
export interface TokenFlaws {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signed by a key that is not the service's, under the known key's id. */
  readonly forged?: boolean;
  readonly unsigned?: boolean;
}

/** The answer to a request, of any of the fakes. */
export interface FakeResponse {
  readonly status: number;
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who vouches for whom: the service's signed tokens to the bot, and the bot's tokens to the service. */
export interface FakeIdentity {
  tokenForBot(serviceUrl: string, flaws?: TokenFlaws): string;
  /** The OpenID document, its keys, and the login of the bot; undefined for other paths. */
  respond(method: string, path: string, body: string, baseUrl: string): FakeResponse | undefined;
  /** A token that the bot may speak with, given out by somebody else than the login. */
  giveToken(): string;
  /** Whether a header carries a token that the login gave out. */
  isAuthorized(header: string | undefined): boolean;
  /** Whether a header carries a token of the app for Microsoft Graph. */
  isForGraph(header: string | undefined): boolean;
  /** How often the bot asked for a token. */
  logins(): number;
  /** Makes the bot's login fail. */
  failLogins(failure: FakeResponse | null): void;
}

/** Endorsements as the service's keys carry them: a key may speak for these channels alone. */
const endorsements = ['msteams'];

export function createFakeIdentity(): FakeIdentity {
  const service = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const given = new Set<string>();
  const forGraph = new Set<string>();
  let loginFailure: FakeResponse | null = null;

  function logIn(tenant: string, form: URLSearchParams, baseUrl: string): FakeResponse {
    if (loginFailure !== null) return loginFailure;
    if (tenant !== registration.tenantId)
      return refused(400, 'invalid_request', 90002, `Tenant '${tenant}' not found.`);
    if (form.get('client_id') !== registration.appId)
      return refused(400, 'unauthorized_client', 700016, 'Application was not found in the directory.');
    if (form.get('client_secret') !== registration.appPassword)
      return refused(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
    const scope = form.get('scope') ?? '';
    const isForGraph = scope === `${baseUrl}/graph/.default`;
    if (
      form.get('grant_type') !== 'client_credentials' ||
      !(isForGraph || scope === `${channelIssuer}/.default`)
    )
      return refused(400, 'invalid_scope', 70011, 'The scope is not valid.');
    const token = `out.${randomUUID()}`;
    (isForGraph ? forGraph : given).add(token);
    return { status: 200, json: { token_type: 'Bearer', expires_in: 3599, access_token: token } };
  }

  return {
    tokenForBot(serviceUrl, { claims = {}, header = {}, forged = false, unsigned = false } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const head = { alg: unsigned ? 'none' : 'RS256', kid, typ: 'JWT', ...header };
      const body = {
        serviceurl: serviceUrl,
        nbf: now - 10,
        exp: now + 3600,
        iss: channelIssuer,
        aud: registration.appId,
        ...claims,
      };
      const signed = `${encode(head)}.${encode(body)}`;
      if (unsigned) return `${signed}.`;
      const { privateKey } = forged ? stranger : service;
      return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },
    respond(method, path, body, baseUrl) {
      if (method === 'GET' && path === '/openid')
        return {
          status: 200,
          json: {
            issuer: channelIssuer,
            jwks_uri: `${baseUrl}/keys`,
            id_token_signing_alg_values_supported: ['RS256'],
          },
        };
      if (method === 'GET' && path === '/keys') {
        const key = service.publicKey.export({ format: 'jwk' });
        // The same key under another id, endorsed for another channel.
        const others = [{ ...key, use: 'sig', kid: 'webchat-only', endorsements: ['webchat'] }];
        return { status: 200, json: { keys: [{ ...key, use: 'sig', kid, endorsements }, ...others] } };
      }
      const tenant = /^\/login\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path)?.[1];
      if (method === 'POST' && tenant !== undefined) return logIn(tenant, new URLSearchParams(body), baseUrl);
      return undefined;
    },
    giveToken() {
      const token = `out.${randomUUID()}`;
      given.add(token);
      return token;
    },
    isAuthorized: (header) => given.has((header ?? '').replace(/^Bearer /, '')),
    isForGraph: (header) => forGraph.has((header ?? '').replace(/^Bearer /, '')),
    logins: () => given.size,
    failLogins: (failure) => {
      loginFailure = failure;
    },
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function refused(status: number, error: string, code: number, description: string): FakeResponse {
  return {
    status,
    json: { error, error_codes: [code], error_description: `AADSTS${code}: ${description}` },
  };
}
