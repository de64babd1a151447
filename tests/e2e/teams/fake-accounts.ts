import { randomUUID } from 'node:crypto';
import { type FakeMember, failed, type SentActivity } from './fake-connector.ts';
import { type FakeResponse, registration } from './fake-identity.ts';

/** The name of the bot's OAuth connection. */
export const connectionName = 'orgwise-sign-in';

/** An account as Entra ID has it, where it differs from what the roster shows. */
export interface FakeAccount {
  readonly mail?: string | null;
  readonly userPrincipalName?: string;
  readonly userType?: string;
  readonly proxyAddresses?: readonly string[];
  readonly tenantId?: string;
}

/** Who may sign in, the Bot Framework's token service, and Microsoft Graph. */
export interface FakeAccounts {
  add(user: FakeMember, account?: FakeAccount): void;
  /** What a client of somebody has for the app. `consents`: without it, the service exchanges nothing. */
  clientToken(user: FakeMember, options?: { readonly consents?: boolean }): string;
  /** Somebody signs in on the page; gives the code that it shows. `as` is whose account it is. */
  signInAt(link: string, as: FakeMember): string;
  /** How often a token was exchanged. */
  exchanges(): number;
  /** Whether the service keeps a token of somebody. */
  keepsTokenOf(user: FakeMember): boolean;
  /** Every token that was given out. */
  readonly tokens: readonly string[];
  /** Makes the token service fail. */
  failService(failure: FakeResponse | null): void;
  /** Makes Graph fail. */
  failGraph(failure: FakeResponse | null): void;
  respond(method: string, url: URL, body: string): FakeResponse | undefined;
  readProfile(url: URL, authorization: string | undefined): FakeResponse | undefined;
}

export function createFakeAccounts(): FakeAccounts {
  const known = new Map<string, { readonly user: FakeMember; readonly account: FakeAccount }>();
  const byClientToken = new Map<string, { readonly id: string; readonly consents: boolean }>();
  const byCode = new Map<string, string>();
  const links = new Set<string>();
  /** Tokens for Graph, by their user in the channel: the service keeps them. */
  const kept = new Map<string, string>();
  const owners = new Map<string, string>();
  const tokens: string[] = [];
  let exchanged = 0;
  let graphFailure: FakeResponse | null = null;
  let serviceFailure: FakeResponse | null = null;

  function giveToken(objectId: string): string {
    const account = known.get(objectId)?.account;
    const claims = { aud: 'graph', oid: objectId, tid: account?.tenantId ?? registration.tenantId };
    const token = `${encode({ alg: 'RS256' })}.${encode(claims)}.${randomUUID()}`;
    owners.set(token, objectId);
    tokens.push(token);
    return token;
  }

  function given(token: string): FakeResponse {
    return { status: 200, json: { channelId: 'msteams', connectionName, token } };
  }

  function getToken(query: URLSearchParams): FakeResponse {
    const userId = query.get('userId') ?? '';
    const code = query.get('code') ?? '';
    const owner = byCode.get(code);
    if (owner !== undefined) {
      byCode.delete(code);
      kept.set(userId, giveToken(owner));
    }
    const token = kept.get(userId);
    if (token === undefined || (code !== '' && owner === undefined)) return { status: 404, json: {} };
    return given(token);
  }

  function exchange(query: URLSearchParams, body: string): FakeResponse {
    const { token } = JSON.parse(body) as { readonly token: string };
    const client = byClientToken.get(token);
    exchanged += 1;
    if (client === undefined || !client.consents)
      return failed(400, 'BadArgument', 'AADSTS65001: The user has not consented to use the application.');
    const made = giveToken(client.id);
    kept.set(query.get('userId') ?? '', made);
    return given(made);
  }

  function resource(query: URLSearchParams): FakeResponse {
    const state = JSON.parse(Buffer.from(query.get('state') ?? '', 'base64').toString('utf8'));
    if (state.connectionName !== connectionName || state.msAppId !== registration.appId)
      return failed(404, 'NotFound', 'There is no such connection.');
    const link = `https://token.example/sign-in?session=${randomUUID()}`;
    links.add(link);
    const tokenExchangeResource = { id: randomUUID(), uri: `api://botid-${registration.appId}` };
    return { status: 200, json: { signInLink: link, tokenExchangeResource } };
  }

  return {
    tokens,
    add: (user, account = {}) => known.set(user.aadObjectId, { user, account }),
    clientToken(user, { consents = true } = {}) {
      const token = `client.${randomUUID()}`;
      byClientToken.set(token, { id: user.aadObjectId, consents });
      tokens.push(token);
      return token;
    },
    signInAt(link, as) {
      if (!links.has(link)) throw new Error(`nobody can sign in at ${link}`);
      const code = String(100_000 + byCode.size);
      byCode.set(code, as.aadObjectId);
      return code;
    },
    exchanges: () => exchanged,
    keepsTokenOf: (user) => kept.has(user.id),
    failService: (failure) => {
      serviceFailure = failure;
    },
    failGraph: (failure) => {
      graphFailure = failure;
    },
    respond(method, url, body) {
      const [, service, ...path] = url.pathname.split('/');
      if (service !== 'user-tokens') return undefined;
      if (serviceFailure !== null) return serviceFailure;
      const query = url.searchParams;
      if (path.join('/') === 'api/botsignin/GetSignInResource') return resource(query);
      if (query.get('connectionName') !== connectionName || query.get('channelId') !== 'msteams')
        return failed(400, 'BadArgument', 'There is no such connection.');
      switch (`${method} ${path.at(-1)}`) {
        case 'GET GetToken':
          return getToken(query);
        case 'POST exchange':
          return exchange(query, body);
        case 'DELETE SignOut':
          kept.delete(query.get('userId') ?? '');
          return { status: 200, json: {} };
        default:
          return failed(404, 'NotFound', 'There is no such operation.');
      }
    },
    readProfile(url, authorization = '') {
      if (!url.pathname.startsWith('/graph/')) return undefined;
      if (graphFailure !== null) return graphFailure;
      const owner = known.get(owners.get(authorization.replace(/^Bearer /, '')) ?? '');
      if (owner === undefined) return failed(401, 'InvalidAuthenticationToken', 'Access token is empty.');
      if (url.pathname !== '/graph/v1.0/me') return failed(403, 'Authorization_RequestDenied', 'Denied.');
      const { user, account } = owner;
      const all: Readonly<Record<string, unknown>> = {
        id: user.aadObjectId,
        mail: user.email ?? null,
        userPrincipalName: user.email ?? `${user.aadObjectId}@acme.example`,
        userType: 'Member',
        proxyAddresses: [],
        displayName: user.name,
        ...account,
      };
      const asked = url.searchParams.get('$select')?.split(',') ?? [];
      return { status: 200, json: Object.fromEntries(asked.map((one) => [one, all[one] ?? null])) };
    },
  };
}

/** The card that asks somebody to sign in. @throws Error where a message has none. */
export function signInCardOf({ attachments = [] }: SentActivity) {
  const card = attachments.find((one) => one.contentType === 'application/vnd.microsoft.card.oauth');
  if (card === undefined) throw new Error('the message asks nobody to sign in');
  return card.content as {
    readonly text: string;
    readonly connectionName: string;
    readonly tokenExchangeResource?: { readonly id: string };
    readonly buttons: readonly { readonly type: string; readonly title: string; readonly value: string }[];
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
