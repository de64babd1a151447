import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TeamsEndpoints } from '../../../src/bot/teams/teams-endpoints.ts';
import { cardMistakes } from '../../unit/bot/teams/check-card.ts';
import { createFakeAccounts, type FakeAccounts, signInCardOf } from './fake-accounts.ts';
import { createFakeChannels, type FakeChannels } from './fake-channels.ts';
import {
  createFakeConnector,
  type FakeConnector,
  type FakeMember,
  failed,
  type SentActivity,
} from './fake-connector.ts';
import {
  channelIssuer,
  createFakeIdentity,
  type FakeIdentity,
  type FakeResponse,
  registration,
  type TokenFlaws,
} from './fake-identity.ts';
import { waitFor } from './wait-for.ts';

export type Activity = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly conversation: { readonly id: string };
};

/** What became of an activity that was handed to the bot. */
export interface Delivery {
  readonly activity: Activity;
  readonly status: number;
  readonly body: string;
  /** How long the bot took to acknowledge it, in ms. */
  readonly tookMs: number;
}

/** Where something is written: a personal chat, a group chat, a thread of a channel. */
export interface Place {
  readonly conversation: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly channelData: Readonly<Record<string, unknown>>;
}

/** Microsoft Teams in this process: who is there, what they write, and what the bot answers. */
export interface FakeTeams {
  readonly identity: FakeIdentity;
  readonly connector: FakeConnector;
  readonly accounts: FakeAccounts;
  readonly channels: FakeChannels;
  /** Where the bot finds the service, as `createTeamsAdapter` takes it. */
  readonly endpoints: TeamsEndpoints;
  /** Tells where the bot takes activities: the messaging endpoint of its registration. */
  connect(messagingEndpoint: string): void;
  person(name: string, more?: Partial<FakeMember>): FakeMember;
  personal(user: FakeMember): Place;
  groupChat(members: readonly FakeMember[]): Place;
  /** A new thread of a channel, whose roster is the team's. */
  channel(members: readonly FakeMember[], channelType?: string): Place;
  direct(user: FakeMember, text: string): Promise<Delivery>;
  /** `text` follows the mention of the bot. */
  mention(user: FakeMember, place: Place, text: string): Promise<Delivery>;
  /** Edits a message that was delivered; `text` is all of it, without the mention where it had one. */
  edit(delivery: Delivery, user: FakeMember, place: Place, text: string): Promise<Delivery>;
  /** Deletes a message that was delivered. */
  remove(delivery: Delivery, user: FakeMember, place: Place): Promise<Delivery>;
  /** What choosing a command of the menu writes into a personal chat. */
  command(user: FakeMember, name: string, rest: string): Promise<Delivery>;
  /**
   * Presses a button (`Action.Execute`) of a card that the bot sent; `inputs` are what stands in the card's fields. Teams
   * waits `pressPatienceMs` for the answer.
   */
  click(
    user: FakeMember,
    place: Place,
    card: Pick<SentActivity, 'id'>,
    action: CardAction,
    inputs?: Readonly<Record<string, string>>,
  ): Promise<Delivery>;
  /**
   * What one of somebody's clients does with a card that asks them to sign in: it sends the token that Teams has of them for
   * the app, without asking.
   */
  signInSilently(
    user: FakeMember,
    place: Place,
    card: SentActivity,
    token: string,
    times?: number,
  ): Promise<readonly Delivery[]>;
  /** Sends the code that the page gave to whoever signed in there. */
  signInByCode(user: FakeMember, place: Place, code: string): Promise<Delivery>;
  /** Uses the message extension; `value` is what Teams sends of it. Gives the response's body. */
  compose(
    user: FakeMember,
    place: Place,
    name: 'query' | 'queryLink' | 'fetchTask' | 'submitAction',
    value: Readonly<Record<string, unknown>>,
  ): Promise<ComposeAnswer>;
  /** A chat between people, to which the bot was not added. */
  chatOfOthers(): Place;
  /** Uses Teams' own buttons under a message, which are there where the message asks for them. */
  react(
    user: FakeMember,
    place: Place,
    message: SentActivity,
    reaction: 'like' | 'dislike',
    feedbackText: string,
  ): Promise<Delivery>;
  /** An activity of any kind, as Teams fills it. */
  activity(user: FakeMember, place: Place, more: Readonly<Record<string, unknown>>): Activity;
  deliver(activity: Activity, flaws?: TokenFlaws): Promise<Delivery>;
  /** What the bot sent as replies to an activity; typing is none. */
  repliesTo(activityId: string): readonly SentActivity[];
  /** Waits until the bot has answered. */
  answerTo(delivery: Delivery): Promise<SentActivity>;
  stop(): Promise<void>;
}

export interface CardAction {
  readonly type: string;
  readonly verb?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What the message extension answers. */
export interface ComposeAnswer {
  readonly isRefusedToken?: boolean;
  readonly composeExtension?: {
    readonly type: string;
    readonly text?: string;
    readonly suggestedActions?: { readonly actions: readonly { readonly value: string }[] };
    readonly attachments?: readonly {
      readonly content: unknown;
      readonly preview: { readonly content: { readonly title: string; readonly text: string } };
    }[];
  };
  readonly task?: {
    readonly type: string;
    readonly value: string | { readonly card: { readonly content: unknown } };
  };
}

export interface FakeTeamsOptions {
  /**
   * How long an acknowledgement is awaited before the same activity is sent once more: 15 s in Teams, by
   * MicrosoftDocs/msteams-docs issue 6084. Status codes are not answered by a second try.
   */
  readonly patienceMs?: number;
  /** How long a stream may take, in ms; two minutes in Teams. */
  readonly streamLifeMs?: number;
  /** Believes a bot without a token, as a local client does. */
  readonly isOpen?: boolean;
}

/** How long Teams waits for the answer to a pressed button. */
const pressPatienceMs = 10_000;

/** How long Teams waits for the message extension: five seconds for a search, and for a dialog ("Respond to the dialog submit action"). */
const composePatienceMs = 5000;

/** "Link unfurling supports Adaptive Cards version 1.3 and earlier" ("Link unfurling"). */
const newestOfLinks = '1.3';

const bot = { id: `28:${registration.appId}`, name: 'Orgwise' };

export async function startFakeTeams(options: FakeTeamsOptions = {}): Promise<FakeTeams> {
  const { patienceMs = 15_000, isOpen = false } = options;
  const identity = createFakeIdentity();
  const connector = createFakeConnector(options.streamLifeMs);
  const accounts = createFakeAccounts();
  const channels = createFakeChannels();
  let messagingEndpoint = '';
  let lastId = Date.now();
  const server = createServer((request, response) => void respond(request, response));
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${url}/`;

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, json, headers } = answer(request, Buffer.concat(chunks).toString('utf8'));
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
  }

  function answer(request: IncomingMessage, body: string): FakeResponse {
    const asked = new URL(request.url ?? '/', url);
    const method = request.method ?? 'GET';
    const known = identity.respond(method, asked.pathname, body, url);
    if (known !== undefined) return known;
    const read = channels.respond(asked, identity.isForGraph(request.headers.authorization));
    if (read !== undefined) return read;
    const account = accounts.readProfile(asked, request.headers.authorization);
    if (account !== undefined) return account;
    if (!isOpen && !identity.isAuthorized(request.headers.authorization))
      return failed(401, 'Unauthorized', 'Authorization has been denied for this request.');
    return accounts.respond(method, asked, body) ?? connector.respond(method, asked, body);
  }

  async function post(activity: Activity, token: string, waitMs: number): Promise<Response> {
    return await fetch(messagingEndpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(waitMs),
    });
  }

  function activity(user: FakeMember, place: Place, more: Readonly<Record<string, unknown>>): Activity {
    lastId += 1;
    const isChannel = place.conversation.conversationType === 'channel';
    const thread = isChannel ? { id: `${place.conversation.id};messageid=${lastId}` } : {};
    return {
      type: 'message',
      id: String(lastId),
      timestamp: new Date().toISOString(),
      serviceUrl,
      channelId: 'msteams',
      from: { id: user.id, name: user.name, aadObjectId: user.aadObjectId },
      recipient: bot,
      channelData: place.channelData,
      locale: 'en-GB',
      localTimezone: 'Europe/Berlin',
      entities: [
        { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/Berlin' },
      ],
      ...more,
      // A place that stands for a thread already keeps it: what is written there is a reply in it.
      conversation: place.conversation.id.includes(';')
        ? place.conversation
        : { ...place.conversation, ...thread },
    };
  }

  async function deliver(
    sent: Activity,
    flaws: TokenFlaws = {},
    waitMs: number = patienceMs,
  ): Promise<Delivery> {
    const token = identity.tokenForBot(serviceUrl, flaws);
    const begun = performance.now();
    const response = await post(sent, token, waitMs).catch((error: unknown) => {
      // Who presses a button is told that it did not work; it is not pressed again by itself.
      const isSentAgain = sent.type !== 'invoke' && error instanceof Error && error.name === 'TimeoutError';
      if (isSentAgain) return post(sent, token, waitMs);
      throw error;
    });
    const tookMs = performance.now() - begun;
    return { activity: sent, status: response.status, body: await response.text(), tookMs };
  }

  const tenant = { tenant: { id: registration.tenantId } };
  const inTenant = { tenantId: registration.tenantId };

  const teams: FakeTeams = {
    identity,
    connector,
    accounts,
    channels,
    endpoints: {
      loginUrl: `${url}/login`,
      scope: channelIssuer,
      tokenIssuer: channelIssuer,
      openIdUrl: `${url}/openid`,
      emulatorOpenIdUrl: `${url}/openid`,
      userTokenUrl: `${url}/user-tokens`,
      graphUrl: `${url}/graph`,
      clientUrl: 'https://teams.example',
    },
    connect: (address) => {
      messagingEndpoint = address;
    },
    person: (name, more) => ({
      id: `29:${randomUUID()}`,
      aadObjectId: randomUUID(),
      name,
      userRole: 'user',
      ...inTenant,
      ...more,
    }),
    personal(user) {
      const id = `a:${user.aadObjectId}`;
      connector.addRoster(id, [user]);
      return { conversation: { id, conversationType: 'personal', ...inTenant }, channelData: tenant };
    },
    groupChat(members) {
      const id = `19:${randomUUID()}@thread.v2`;
      connector.addRoster(id, members);
      return {
        conversation: { id, conversationType: 'groupChat', isGroup: true, ...inTenant },
        channelData: tenant,
      };
    },
    channel(members, type = 'standard') {
      const id = `19:${randomUUID()}@thread.tacv2`;
      const team = `19:${randomUUID()}@thread.tacv2`;
      connector.addRoster(id, []);
      connector.addRoster(team, members);
      return {
        conversation: { id, conversationType: 'channel', isGroup: true, ...inTenant },
        channelData: { ...tenant, team: { id: team, aadGroupId: randomUUID() }, channel: { id, type } },
      };
    },
    activity,
    deliver,
    direct: (user, text) => deliver(activity(user, teams.personal(user), { text, textFormat: 'plain' })),
    mention(user, place, text) {
      const markup = `<at>${bot.name}</at>`;
      return deliver(
        activity(user, place, {
          text: `${markup}&nbsp;${text}`,
          textFormat: 'plain',
          entities: [{ type: 'mention', mentioned: bot, text: markup }],
        }),
      );
    },
    edit({ activity: before }, user, place, text) {
      const { entities = [] } = before as { readonly entities?: readonly { readonly type: string }[] };
      const isMention = entities.some((one) => one.type === 'mention');
      return deliver({
        ...activity(user, place, before),
        type: 'messageUpdate',
        timestamp: new Date().toISOString(),
        channelData: { ...place.channelData, eventType: 'editMessage' },
        text: isMention ? `<at>${bot.name}</at> ${text}` : text,
        conversation: before.conversation,
      });
    },
    remove({ activity: before }, user, place) {
      const { text: _, entities: __, ...rest } = before;
      return deliver({
        ...activity(user, place, rest),
        type: 'messageDelete',
        timestamp: new Date().toISOString(),
        channelData: { ...place.channelData, eventType: 'softDeleteMessage' },
        conversation: before.conversation,
      });
    },
    command: (user, name, rest) => teams.direct(user, `${name} ${rest}`.trim()),
    async click(user, place, card, { type, verb, data = {} }, inputs = {}) {
      if (type !== 'Action.Execute') throw new Error(`${type} is no button that sends anything`);
      const action = { type, verb, data: { ...data, ...inputs } };
      const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } };
      const pressed = await deliver(
        activity(user, place, { ...invoke, replyToId: card.id }),
        {},
        pressPatienceMs,
      );
      const mistake = pressed.status === 200 ? mistakeOfPress(pressed.body, verb === 'refresh') : null;
      if (mistake !== null) throw new Error(`a press was answered with ${mistake}`);
      return pressed;
    },
    signInSilently(user, place, card, token, times = 1) {
      const { connectionName, tokenExchangeResource } = signInCardOf(card);
      if (tokenExchangeResource === undefined) throw new Error('the card offers no exchange');
      const value = { id: tokenExchangeResource.id, connectionName, token };
      const invoke = { type: 'invoke', name: 'signin/tokenExchange', value, replyToId: card.id };
      return Promise.all(
        Array.from({ length: times }, () => deliver(activity(user, place, invoke), {}, pressPatienceMs)),
      );
    },
    signInByCode(user, place, code) {
      const invoke = { type: 'invoke', name: 'signin/verifyState', value: { state: code } };
      return deliver(activity(user, place, invoke), {}, pressPatienceMs);
    },
    async compose(user, place, name, value) {
      const invoke = { type: 'invoke', name: `composeExtension/${name}`, value };
      const delivered = await deliver(activity(user, place, invoke), {}, composePatienceMs);
      // What Teams may not exchange, it asks its user about ("Enable SSO for message extension").
      if (delivered.status === 412) return { isRefusedToken: true };
      if (delivered.status !== 200) throw new Error(`${name} was answered with ${delivered.status}`);
      const answered = JSON.parse(delivered.body || '{}') as ComposeAnswer;
      const mistakes = cardsOf(answered).flatMap((card) =>
        cardMistakes(card, name === 'queryLink' ? newestOfLinks : undefined),
      );
      if (mistakes.length > 0) throw new Error(`${name} was answered with a card that has ${mistakes}`);
      return answered;
    },
    chatOfOthers: () => ({
      conversation: {
        id: `19:${randomUUID()}_${randomUUID()}@unq.gbl.spaces`,
        conversationType: 'personal',
        ...inTenant,
      },
      channelData: tenant,
    }),
    async react(user, place, message, reaction, feedbackText) {
      const { feedbackLoop } = (message.channelData ?? {}) as { readonly feedbackLoop?: object };
      if (feedbackLoop === undefined) throw new Error('the message has no buttons for feedback');
      const feedback = JSON.stringify({ feedbackText });
      const value = { actionName: 'feedback', actionValue: { reaction, feedback } };
      const invoke = { type: 'invoke', name: 'message/submitAction', value, replyToId: message.id };
      const delivered = await deliver(activity(user, place, invoke), {}, pressPatienceMs);
      // "message/submitAction invoke response isn't empty" is an error that the user sees.
      if (delivered.status === 200 && !['', '{}'].includes(delivered.body))
        throw new Error(`the response is not empty: ${delivered.body}`);
      return delivered;
    },
    repliesTo: (activityId) =>
      connector.sent.filter((one) => one.type === 'message' && one.replyToId === activityId),
    answerTo: (delivery) => waitFor(() => teams.repliesTo(delivery.activity.id)[0]),
    async stop() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
  return teams;
}

function cardsOf({ composeExtension, task }: ComposeAnswer): readonly unknown[] {
  const dialog = typeof task?.value === 'object' ? [task.value.card.content] : [];
  return [...(composeExtension?.attachments ?? []).map((one) => one.content), ...dialog];
}

/** What Teams does not take as the answer to a pressed button ("Universal Actions for Adaptive Cards", response format). */
function mistakeOfPress(body: string, isRefresh: boolean): string | null {
  const { statusCode, type, value } = JSON.parse(body || '{}') as Readonly<Record<string, unknown>>;
  if (statusCode !== 200) return `the status ${String(statusCode)} in its body`;
  if (type === 'application/vnd.microsoft.card.adaptive') return cardMistakes(value)[0] ?? null;
  if (type !== 'application/vnd.microsoft.activity.message') return `the type ${String(type)}`;
  // Nothing is shown of it where a card is only drawn anew.
  return typeof value === 'string' && (value !== '' || isRefresh) ? null : 'no words';
}
