import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { createDelivery, type Delivery, type DeliveryOptions } from './delivery.ts';
import { createOAuth } from './oauth.ts';
import { type Arguments, callMethod, isUnseen, type Result, readMessage } from './web-api.ts';
import {
  type FakeChannel,
  type FakeMessage,
  type FakeUser,
  type FakeView,
  nextTs,
  type Workspace,
} from './workspace.ts';

export const botToken = 'xoxb-fake';
export const appToken = 'xapp-fake';
export const signingSecret = 'a signing secret';

export interface FakeSlackOptions extends Partial<DeliveryOptions> {
  readonly users: readonly FakeUser[];
  readonly channels: readonly FakeChannel[];
  readonly scopes: readonly string[];
  /** More workspaces, which install the app. */
  readonly others?: readonly OtherWorkspace[];
  /** Slack's are three seconds. */
  readonly triggerLifeMs?: number;
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
  const oauth = createOAuth(workspaces, tokens);
  const { triggerLifeMs = 3_000, postsPerSecond = Number.POSITIVE_INFINITY } = options;
  const posts = new Map<string, number[]>();
  const faults: Fault[] = [];
  const calls: { readonly method: string; readonly args: Arguments }[] = [];
  const responseUrls = new Map<string, { readonly channel: string; readonly user: string; left: number }>();
  const delivery = createDelivery({
    signingSecret,
    ackTimeoutMs: 3_000,
    retryDelaysMs: [0, 50, 100],
    ...options,
  });
  const appScopes = new Set(['connections:write']);
  let host = '';

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const [, area, name = ''] = (request.url ?? '').split('/');
    if (area === 'response') return takeResponse(name, body, response);
    const args = readArguments(request, body);
    calls.push({ method: name, args });
    const fault = takeFault(name) ?? limitPosts(name, args);
    const retryAfter = fault?.retryAfterSeconds;
    response.writeHead(fault?.status ?? 200, {
      'content-type': 'application/json',
      'x-oauth-scopes': [...(isForApp(name) ? appScopes : workspace.scopes)].join(','),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    });
    const result =
      fault === undefined ? call(request, name, args) : { ok: false, error: fault.error ?? 'ratelimited' };
    response.end(JSON.stringify(result));
  }

  function call(request: IncomingMessage, name: string, args: Arguments): Result {
    if (name === 'oauth.v2.access') return oauth.access(args);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? args.token;
    if (token === undefined) return { ok: false, error: 'not_authed' };
    if (!isForApp(name)) {
      const spoken = tokens.get(token);
      if (spoken === undefined) return { ok: false, error: 'invalid_auth' };
      if (name === 'auth.revoke') tokens.delete(token);
      return callMethod(spoken, name, args);
    }
    if (token !== appToken) return { ok: false, error: 'invalid_auth' };
    if (!appScopes.has('connections:write')) {
      return { ok: false, error: 'missing_scope', needed: 'connections:write', provided: '' };
    }
    return { ok: true, url: `ws://${host}/link/?ticket=${randomUUID()}` };
  }

  function takeFault(method: string): Fault | undefined {
    const fault = faults.find((one) => one.method === method && (one.times ?? 1) > 0);
    if (fault !== undefined) fault.times = (fault.times ?? 1) - 1;
    return fault;
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

  /** A response URL takes five messages ("Handling user interaction: using the response_url"). */
  function takeResponse(name: string, body: string, response: ServerResponse): void {
    const place = responseUrls.get(name);
    if (place === undefined || place.left === 0) {
      response.writeHead(404).end('expired_url');
      return;
    }
    place.left -= 1;
    const json = JSON.parse(body) as Record<string, unknown>;
    const message = readMessage(workspace, {
      text: String(json.text ?? ''),
      channel: place.channel,
      ...(typeof json.thread_ts === 'string' ? { thread_ts: json.thread_ts } : {}),
      ...(json.blocks === undefined ? {} : { blocks: JSON.stringify(json.blocks) }),
      ...(json.response_type === 'in_channel' ? {} : { user: place.user }),
    });
    if (typeof message === 'string') {
      response.writeHead(400).end(message);
      return;
    }
    if (!isUnseen(workspace, message)) workspace.messages.push({ ...message, responseTo: name });
    response.writeHead(200).end('ok');
  }

  function newResponseUrl(channel: string, user: string): string {
    const id = randomUUID();
    responseUrls.set(id, { channel, user, left: 5 });
    return id;
  }

  function newTrigger(user: string): string {
    const id = `${Date.now()}.${randomUUID()}`;
    workspace.triggers.set(id, { user, until: Date.now() + triggerLifeMs, isUsed: false });
    return id;
  }

  /** Tells the app of an event; with `eventId`, of one again. */
  function deliverEvent(
    event: Record<string, unknown>,
    eventId = `Ev${randomUUID()}`,
    teamId = workspace.teamId,
  ): Promise<Delivery> {
    const { botUser: user_id } = workspace;
    return delivery.deliver('events_api', eventId, {
      token: 'legacy',
      team_id: teamId,
      api_app_id: 'A1',
      type: 'event_callback',
      event_id: eventId,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ team_id: teamId, user_id, is_bot: true, is_enterprise_install: false }],
      event,
    });
  }

  function write(user: string, channel: string, text: string, threadTs?: string): FakeMessage {
    const place = { ts: nextTs(), channel, user, text, blocks: [] };
    const message: FakeMessage = threadTs === undefined ? place : { ...place, threadTs };
    workspace.messages.push(message);
    return message;
  }

  function eventOf(message: FakeMessage, more: Record<string, unknown>): Record<string, unknown> {
    const { ts, channel, user, text, threadTs } = message;
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
    return { ts, event_ts: ts, channel, user, text, team: workspace.teamId, ...thread, ...more };
  }

  /** The direct messages of a user; the conversation is opened with the first. */
  function openDirect(user: string): string {
    const id = `D${user}`;
    if (!workspace.channels.some((one) => one.id === id)) {
      workspace.channels.push({ id, name: 'direct', members: [user, botUser] });
    }
    return id;
  }

  function replaceMessage(message: FakeMessage, by: FakeMessage | null): void {
    const at = workspace.messages.findIndex((one) => one.ts === message.ts);
    workspace.messages.splice(at, 1, ...(by === null ? [] : [by]));
  }

  function wordsOf({ ts, channel, user, text, threadTs }: FakeMessage): Record<string, unknown> {
    const parent = workspace.messages.find((one) => one.channel === channel && one.ts === threadTs);
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs, parent_user_id: parent?.user };
    return { type: 'message', ts, user, text, ...thread };
  }

  function changeOf(message: FakeMessage, more: Record<string, unknown>): Record<string, unknown> {
    const { channel } = message;
    const kinds: Readonly<Record<string, string>> = { C: 'channel', G: 'group', D: 'im' };
    const ts = nextTs();
    return {
      type: 'message',
      hidden: true,
      channel,
      channel_type: kinds[channel[0] ?? ''],
      ts,
      event_ts: ts,
      previous_message: wordsOf(message),
      ...more,
    };
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
    /** What an administrator does on Slack's page: allows the app for a workspace. @returns where Slack leads them. */
    approve: oauth.approve,
    calls,
    /** Of the app-level token. */
    appScopes,
    sendTo: delivery.sendTo,
    sendSigned: delivery.sendSigned,
    /** A request with these headers alone. */
    sendRaw: delivery.sendRaw,
    deliverEvent,
    eventOf,
    write,
    fail(fault: Fault): void {
      faults.push(fault);
    },
    /** Time passes: response URLs count for half an hour. */
    expireResponseUrls(): void {
      responseUrls.clear();
    },
    connections: () => delivery.sockets.size,
    /** Asks the app to connect anew, as Slack does now and then, or breaks its sockets off. */
    recycleSockets(how: 'politely' | 'abruptly'): void {
      for (const socket of delivery.sockets) {
        if (how === 'abruptly') socket.terminate();
        else socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      }
    },
    mention(user: string, channel: string, text: string, threadTs?: string) {
      const message = write(user, channel, `<@${botUser}> ${text}`, threadTs);
      return { ...message, delivered: deliverEvent(eventOf(message, { type: 'app_mention' })) };
    },
    /** Writes in a thread of a channel without naming the bot, which hears of it all the same. */
    replyInThread(user: string, channel: string, text: string, threadTs: string) {
      const message = write(user, channel, text, threadTs);
      const parent = workspace.messages.find((one) => one.channel === channel && one.ts === threadTs);
      const channel_type = channel.startsWith('G') ? 'group' : 'channel';
      const more = { type: 'message', channel_type, parent_user_id: parent?.user };
      return { ...message, delivered: deliverEvent(eventOf(message, more)) };
    },
    directMessage(user: string, text: string, threadTs?: string) {
      const message = write(user, openDirect(user), text, threadTs);
      return {
        ...message,
        delivered: deliverEvent(eventOf(message, { type: 'message', channel_type: 'im' })),
      };
    },
    /** Runs a command; `id` finds its responses. */
    command(user: string, channel: string, command: string, text: string) {
      const id = newResponseUrl(channel, user);
      const trigger = newTrigger(user);
      const delivered = delivery.deliver('slash_commands', trigger, {
        token: 'legacy',
        team_id: workspace.teamId,
        channel_id: channel,
        channel_name: workspace.channels.find((one) => one.id === channel)?.name ?? 'directmessage',
        user_id: user,
        command,
        text,
        api_app_id: 'A1',
        is_enterprise_install: 'false',
        response_url: `http://${host}/response/${id}`,
        trigger_id: trigger,
      });
      return { id, delivered };
    },
    /** Presses a button of a message. @throws Error where the message has none of that id. */
    click(user: string, message: FakeMessage, actionId: string) {
      const button = buttonsOf(message).find((one) => one.action_id === actionId);
      if (button === undefined) throw new Error(`no button ${actionId}`);
      const id = newResponseUrl(message.channel, user);
      const trigger = newTrigger(user);
      const { ts, channel, threadTs, ephemeralFor } = message;
      const delivered = delivery.deliver('interactive', trigger, {
        type: 'block_actions',
        team: { id: workspace.teamId },
        user: { id: user, team_id: workspace.teamId },
        api_app_id: 'A1',
        token: 'legacy',
        trigger_id: trigger,
        container: {
          type: 'message',
          message_ts: ts,
          channel_id: channel,
          is_ephemeral: ephemeralFor !== undefined,
          ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        },
        channel: { id: channel },
        ...(ephemeralFor === undefined ? { message: { type: 'message', ts, thread_ts: threadTs } } : {}),
        response_url: `http://${host}/response/${id}`,
        actions: [{ ...button, block_id: 'b', action_ts: nextTs() }],
      });
      return { id, delivered };
    },
    /** Its author edits a message; the same words are a preview of a link that Slack adds. */
    edit(message: FakeMessage, text: string) {
      const edited: FakeMessage = { ...message, text };
      replaceMessage(message, edited);
      return deliverEvent(changeOf(message, { subtype: 'message_changed', message: wordsOf(edited) }));
    },
    /** Its author deletes a message; one with replies leaves a tombstone. */
    remove(message: FakeMessage) {
      const hasReplies = workspace.messages.some((one) => one.threadTs === message.ts);
      replaceMessage(message, null);
      const tombstone = { ...wordsOf(message), subtype: 'tombstone', text: 'This message was deleted.' };
      return deliverEvent(
        changeOf(
          message,
          hasReplies
            ? { subtype: 'message_changed', message: { ...tombstone, user: 'USLACKBOT' } }
            : { subtype: 'message_deleted', deleted_ts: message.ts },
        ),
      );
    },
    /** Posts links of a domain that the app has registered; or writes them, where `source` is `composer`. */
    shareLinks(
      user: string,
      channel: string,
      urls: readonly string[],
      source: 'composer' | 'conversations_history' = 'conversations_history',
    ) {
      const message = write(user, channel, `look: ${urls.join(' ')}`);
      const members = workspace.channels.find((one) => one.id === channel)?.members ?? [];
      const delivered = deliverEvent({
        type: 'link_shared',
        channel: source === 'composer' ? 'COMPOSER' : channel,
        is_bot_user_member: members.includes(botUser),
        user,
        message_ts: source === 'composer' ? randomUUID() : message.ts,
        unfurl_id: randomUUID(),
        source,
        event_ts: message.ts,
        links: urls.map((url) => ({ domain: new URL(url).hostname, url })),
      });
      return { ...message, delivered };
    },
    /** Chooses a shortcut on a message. */
    shortcut(user: string, message: FakeMessage, callbackId: string) {
      const id = newResponseUrl(message.channel, user);
      const trigger = newTrigger(user);
      const delivered = delivery.deliver('interactive', trigger, {
        type: 'message_action',
        callback_id: callbackId,
        trigger_id: trigger,
        token: 'legacy',
        team: { id: workspace.teamId },
        user: { id: user, team_id: workspace.teamId },
        channel: { id: message.channel },
        message_ts: message.ts,
        message: { type: 'message', ...wordsOf(message) },
        response_url: `http://${host}/response/${id}`,
      });
      return { id, delivered };
    },
    /** Opens a tab of the app; the event is told each time. */
    openApp(user: string, tab: 'home' | 'messages') {
      const channel = openDirect(user);
      return deliverEvent({ type: 'app_home_opened', user, channel, tab, event_ts: nextTs() });
    },
    /** Presses a button of the home tab. */
    clickHome(user: string, actionId: string) {
      const view = workspace.homes.get(user);
      const button = buttonsOf({ blocks: (view?.blocks ?? []) as FakeMessage['blocks'] }).find(
        (one) => one.action_id === actionId,
      );
      if (button === undefined) throw new Error(`no button ${actionId}`);
      const trigger = newTrigger(user);
      return delivery.deliver('interactive', trigger, {
        type: 'block_actions',
        team: { id: workspace.teamId },
        user: { id: user, team_id: workspace.teamId },
        api_app_id: 'A1',
        token: 'legacy',
        trigger_id: trigger,
        container: { type: 'view', view_id: 'VHOME' },
        view: { id: 'VHOME', ...view },
        actions: [{ ...button, block_id: 'b', action_ts: nextTs() }],
      });
    },
    /** Sends a modal off, its fields filled in by block and action. */
    submit(user: string, { id, view }: FakeView, values: Readonly<Record<string, Record<string, object>>>) {
      const trigger = newTrigger(user);
      return delivery.deliver('interactive', trigger, {
        type: 'view_submission',
        team: { id: workspace.teamId },
        user: { id: user, team_id: workspace.teamId },
        api_app_id: 'A1',
        token: 'legacy',
        trigger_id: trigger,
        view: { id, ...view, state: { values } },
        response_urls: [],
      });
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

function openWorkspace(
  teamId: string,
  botUser: string,
  options: Pick<FakeSlackOptions, 'users' | 'channels' | 'scopes'>,
): Workspace {
  return {
    teamId,
    botUser,
    botId: 'B1',
    users: [...options.users, { id: botUser, name: 'Orgwise', isBot: true }],
    channels: [...options.channels],
    messages: [],
    scopes: new Set(options.scopes),
    triggers: new Map(),
    views: [],
    homes: new Map(),
    unfurls: new Map(),
    prompts: new Map(),
    statuses: [],
  };
}

export interface FakeButton {
  readonly action_id: string;
  readonly value?: string;
  readonly text: { readonly text: string };
}

export function buttonsOf(message: Pick<FakeMessage, 'blocks'>): readonly FakeButton[] {
  return message.blocks
    .filter((block) => block.type === 'actions')
    .flatMap((block) => block.elements as readonly FakeButton[]);
}

function isForApp(method: string): boolean {
  return method.startsWith('apps.');
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
