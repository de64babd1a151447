import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { createDelivery, type DeliveryOptions } from './delivery.ts';
import { createInteractions } from './interactions.ts';
import { createOAuth, type Organisation } from './oauth.ts';
import { createPosting } from './posting.ts';
import { createRateTiers } from './rate-tiers.ts';
import { createResponseUrls } from './response-urls.ts';
import { type Arguments, callMethod, type Result } from './web-api.ts';
import { type FakeChannel, type FakeUser, openWorkspace } from './workspace.ts';

export const botToken = 'xoxb-fake';
export const appToken = 'xapp-fake';
export const signingSecret = 'a signing secret';

export interface FakeSlackOptions extends Partial<DeliveryOptions> {
  readonly users: readonly FakeUser[];
  readonly channels: readonly FakeChannel[];
  readonly scopes: readonly string[];
  /** More workspaces, which install the app. */
  readonly others?: readonly OtherWorkspace[];
  /** An Enterprise organisation of some of them. */
  readonly organisation?: { readonly id: string; readonly teamIds: readonly string[] };
  /** Slack's are three seconds. */
  readonly triggerLifeMs?: number;
  /** Whether methods take any number of calls, for what sends more in a few seconds than people do in a minute. */
  readonly hasNoTiers?: true;
  /** Messages that one channel takes in a second, before it asks to wait; any number where absent. */
  readonly postsPerSecond?: number;
}

export interface OtherWorkspace {
  readonly teamId: string;
  readonly users: readonly FakeUser[];
  readonly channels: readonly FakeChannel[];
}

/** What a method answers next, in place of its own answer. */
export interface Fault {
  readonly method: string;
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  readonly error?: string;
  /** How often; once where absent. */
  times?: number;
}

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;

/**
 * Slack in this process, on 127.0.0.1: Web API with tokens, scopes, rate limits and the limits of blocks; Socket Mode;
 * signed requests; retries of what is not acknowledged; response URLs.
 */
export async function startFakeSlack(options: FakeSlackOptions) {
  const botUser = 'UBOT';
  const workspace = openWorkspace('T1', botUser, options);
  const workspaces = new Map([[workspace.teamId, workspace]]);
  for (const other of options.others ?? []) {
    const opened = openWorkspace(other.teamId, botUser, { ...other, scopes: options.scopes });
    workspaces.set(other.teamId, opened);
  }
  /** Workspaces by their bot tokens. */
  const tokens = new Map([[botToken, workspace]]);
  const organisation =
    options.organisation === undefined
      ? undefined
      : {
          id: options.organisation.id,
          teamIds: [...options.organisation.teamIds],
          tokens: new Set<string>(),
        };
  const oauth = createOAuth(workspaces, tokens, organisation);
  const { triggerLifeMs = 3_000, postsPerSecond = Number.POSITIVE_INFINITY } = options;
  const posts = new Map<string, number[]>();
  const tiers = createRateTiers();
  const faults: Fault[] = [];
  /** `at` by `performance.now()`. */
  const calls: { readonly method: string; readonly args: Arguments; readonly at: number }[] = [];
  const responseUrls = createResponseUrls(workspace);
  const delivery = createDelivery({
    signingSecret,
    ackTimeoutMs: 3_000,
    retryDelaysMs: [0, 50, 100],
    ...options,
  });
  const appScopes = new Set(['connections:write']);
  let host = '';
  const posting = createPosting(workspace, delivery, options.organisation);
  const interactions = createInteractions({
    workspace,
    delivery,
    responseUrls,
    triggerLifeMs,
    wordsOf: posting.wordsOf,
    urlOf: (id) => `http://${host}/response/${id}`,
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const [, area, name = ''] = (request.url ?? '').split('/');
    if (area === 'response') return responseUrls.take(name, body, response);
    const args = readArguments(request, body);
    calls.push({ method: name, args, at: performance.now() });
    const fault = takeFault(name) ?? limitPosts(name, args) ?? limitCalls(name, tokenOf(request, args));
    const retryAfter = fault?.retryAfterSeconds;
    response.writeHead(fault?.status ?? 200, {
      'content-type': 'application/json',
      'x-oauth-scopes': [
        ...(isForApp(name) ? appScopes : (tokens.get(tokenOf(request, args)) ?? workspace).scopes),
      ].join(','),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    });
    const result =
      fault === undefined ? call(request, name, args) : { ok: false, error: fault.error ?? 'ratelimited' };
    response.end(JSON.stringify(result));
  }

  function call(request: IncomingMessage, name: string, args: Arguments): Result {
    if (name === 'oauth.v2.access') return oauth.access(args);
    const token = tokenOf(request, args);
    if (token === '') return { ok: false, error: 'not_authed' };
    if (!isForApp(name)) {
      const spoken = tokens.get(token);
      if (spoken === undefined) return { ok: false, error: 'invalid_auth' };
      if (name === 'auth.revoke') tokens.delete(token);
      if (organisation?.tokens.has(token) === true) return callForOrganisation(organisation, name, args);
      return callMethod(spoken, name, args);
    }
    if (token !== appToken) return { ok: false, error: 'invalid_auth' };
    if (!appScopes.has('connections:write')) {
      return { ok: false, error: 'missing_scope', needed: 'connections:write', provided: '' };
    }
    return { ok: true, url: `ws://${host}/link/?ticket=${randomUUID()}` };
  }

  /** With an organisation's token, what is listed is a named workspace's ("Developing apps for organizations"). */
  function callForOrganisation({ id, teamIds }: Organisation, name: string, args: Arguments): Result {
    if (name === 'auth.teams.list')
      return { ok: true, teams: teamIds.map((team) => ({ id: team, name: team })) };
    const [first = ''] = teamIds;
    if (name === 'users.list' && !teamIds.includes(args.team_id ?? ''))
      return {
        ok: false,
        error: args.team_id === undefined ? 'missing_argument' : 'team_access_not_granted',
      };
    const within = workspaces.get(args.team_id ?? first) ?? workspace;
    const result = callMethod(within, name, args);
    const whole = { team_id: id, enterprise_id: id, is_enterprise_install: true };
    return name === 'auth.test' ? { ...result, ...whole } : result;
  }

  function takeFault(method: string): Fault | undefined {
    const fault = faults.find((one) => one.method === method && (one.times ?? 1) > 0);
    if (fault !== undefined) fault.times = (fault.times ?? 1) - 1;
    return fault;
  }

  function limitCalls(method: string, token: string): Fault | undefined {
    const retryAfterSeconds = options.hasNoTiers ? null : tiers.take(token, method);
    return retryAfterSeconds === null ? undefined : { method, status: 429, retryAfterSeconds };
  }

  /** "Rate limits: posting messages". */
  function limitPosts(method: string, { channel = '' }: Arguments): Fault | undefined {
    if (!method.startsWith('chat.post')) return undefined;
    const now = Date.now();
    const latest = (posts.get(channel) ?? []).filter((at) => at > now - 1_000);
    posts.set(channel, latest);
    if (latest.length >= postsPerSecond) return { method, status: 429, retryAfterSeconds: 1 };
    latest.push(now);
    return undefined;
  }

  const server = createServer((request, response) => void respond(request, response));
  const webSockets = new WebSocketServer({ server, path: '/link/' });
  webSockets.on('connection', (socket) => delivery.addSocket(socket));
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `http://${host}/api/`,
    workspace,
    workspaces,
    /** Bot tokens that count. */
    tokens,
    /** The organisation's, with its own tokens. */
    organisation,
    /** What an administrator does on Slack's page: allows the app for a workspace. @returns where Slack leads them. */
    approve: oauth.approve,
    calls,
    /** Of the app-level token. */
    appScopes,
    sendTo: delivery.sendTo,
    sendSigned: delivery.sendSigned,
    /** A request with these headers alone. */
    sendRaw: delivery.sendRaw,
    ...posting,
    ...interactions,
    fail(fault: Fault): void {
      faults.push(fault);
    },
    /** Time passes: response URLs count for half an hour. */
    expireResponseUrls: responseUrls.expire,
    connections: () => delivery.sockets.size,
    /** The sockets that are open stay so, and nothing comes through them any more. */
    deafen: delivery.deafen,
    /** Asks the app to connect anew, as Slack does now and then, or breaks its sockets off. */
    recycleSockets(how: 'politely' | 'abruptly'): void {
      for (const socket of delivery.sockets) {
        if (how === 'abruptly') socket.terminate();
        else socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      }
    },
    /** What the app said in a channel. */
    messages: (channel: string) =>
      workspace.messages.filter((one) => one.channel === channel && one.user === botUser),
    repliesTo: (ts: string) =>
      workspace.messages.filter((one) => one.threadTs === ts && one.user === botUser),
    responsesTo: (id: string) => workspace.messages.filter((one) => one.responseTo === id),
    async stop(): Promise<void> {
      for (const socket of delivery.sockets) socket.terminate();
      webSockets.close();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

function isForApp(method: string): boolean {
  return method.startsWith('apps.');
}

function tokenOf({ headers }: IncomingMessage, { token }: Arguments): string {
  return headers.authorization?.replace('Bearer ', '') ?? token ?? '';
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function readArguments(request: IncomingMessage, body: string): Arguments {
  const isJson = request.headers['content-type']?.includes('json') ?? false;
  if (!isJson) return Object.fromEntries(new URLSearchParams(body));
  return Object.fromEntries(
    Object.entries(JSON.parse(body) as Record<string, unknown>).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
