import { randomUUID } from 'node:crypto';
import { cardMistakes } from '../../unit/bot/teams/check-card.ts';
import { type FakeResponse, registration } from './fake-identity.ts';
import { createFakeStreams, streamInfoOf } from './fake-streams.ts';

/** Somebody in Teams, as the roster shows them. */
export interface FakeMember {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly email?: string;
  readonly userPrincipalName?: string;
  readonly userRole?: string;
  readonly tenantId?: string;
}

/** An activity as it stood on the wire. */
export interface SentActivity {
  readonly id: string;
  readonly conversationId: string;
  readonly type: string;
  readonly replyToId?: string;
  readonly text?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: unknown }[];
  readonly entities?: readonly Readonly<Record<string, unknown>>[];
  readonly [property: string]: unknown;
}

/** The Connector service: conversations with their rosters, and what the bot sent to them. */
export interface FakeConnector {
  /** Whatever members see: a team, a group chat, a personal chat. */
  addRoster(id: string, members: readonly FakeMember[]): void;
  respond(method: string, url: URL, body: string): FakeResponse;
  /** Makes the next sends of activities fail. */
  failSends(...failures: readonly FakeResponse[]): void;
  /** Has a conversation take all that it takes within an hour, some minutes ago. */
  fillHour(conversationId: string): void;
  /** Makes rosters unreadable, as where the bot was removed. */
  failRosters(failure: FakeResponse | null): void;
  /** All that was sent, as it was sent. */
  readonly sent: readonly SentActivity[];
  /** The messages that stand there, as they are now. */
  readonly shown: readonly SentActivity[];
  /** Streams of a chat that have begun and not ended. */
  unfinishedStreams(conversationId: string): readonly string[];
  /** How often a chat with somebody was asked for. */
  chatsOpened(): number;
  /** How often a roster was read. */
  rosterReads(): number;
}

/** Limits of the service: "Format your bot messages" and "Optimize your bot with rate limiting in Teams". */
const largestMessage = 100 * 1024;
/** How many activities of a bot one conversation takes within so many seconds. */
const sendWindows = [
  { seconds: 1, most: 7 },
  { seconds: 2, most: 8 },
  { seconds: 30, most: 60 },
  { seconds: 3_600, most: 1_800 },
] as const;
const longestWindowMs = 3_600_000;

/** @param streamLifeMs how long a stream may take: two minutes in Teams. */
export function createFakeConnector(streamLifeMs = 120_000): FakeConnector {
  const streams = createFakeStreams(streamLifeMs);
  const rosters = new Map<string, readonly FakeMember[]>();
  const sent: SentActivity[] = [];
  const shown: SentActivity[] = [];
  let chatsOpened = 0;
  const failures: FakeResponse[] = [];
  const times = new Map<string, number[]>();
  let rosterFailure: FakeResponse | null = null;
  let reads = 0;

  /** A thread is a part of its channel: `19:…@thread.tacv2;messageid=…`. */
  const rosterOf = (id: string) => rosters.get(id) ?? rosters.get(id.split(';')[0] ?? '');

  function send(conversationId: string, replyToId: string | undefined, body: string): FakeResponse {
    const failure = failures.shift();
    if (failure !== undefined) return failure;
    const activity = JSON.parse(body) as Partial<SentActivity>;
    const mistake = mistakeOf(activity);
    if (mistake !== null) return failed(400, 'BadSyntax', mistake);
    if (body.length * 2 > largestMessage) return failed(413, 'MessageSizeTooBig', 'Message size too large.');
    const info = streamInfoOf(activity.entities);
    const step = info === undefined ? null : streams.take(conversationId, activity, info);
    if (step?.kind === 'refused') return step.response;
    if (step?.kind === 'dropped') return { status: 202, json: {} };
    const now = Date.now();
    const recent = (times.get(conversationId) ?? []).filter((time) => time > now - longestWindowMs);
    const isOver = sendWindows.some(
      ({ seconds, most }) => recent.filter((time) => time > now - seconds * 1_000).length >= most,
    );
    if (isOver)
      return { ...failed(429, 'TooManyRequests', 'Too many requests.'), headers: { 'retry-after': '1' } };
    times.set(conversationId, [...recent, now]);
    const id = step?.id ?? `b${randomUUID()}`;
    const taken = {
      ...JSON.parse(body),
      id,
      conversationId,
      ...(replyToId === undefined ? {} : { replyToId }),
    };
    sent.push(taken);
    if (taken.type === 'message') shown.push(taken);
    return step === null || step.isFirst ? { status: 201, json: { id } } : { status: 202, json: {} };
  }

  /** A message of the bot's own takes the place of what it was ("Update and delete messages sent from your bot"). */
  function replace(conversationId: string, id: string | undefined, body: string): FakeResponse {
    const at = shown.findIndex((one) => one.id === id && one.conversationId === conversationId);
    const before = shown[at];
    if (before === undefined) return failed(404, 'ActivityNotFoundInConversation', 'Activity not found.');
    const activity = JSON.parse(body) as Partial<SentActivity>;
    const mistake = mistakeOf(activity);
    if (mistake !== null) return failed(400, 'BadSyntax', mistake);
    if (body.length * 2 > largestMessage) return failed(413, 'MessageSizeTooBig', 'Message size too large.');
    const { replyToId } = before;
    shown[at] = {
      ...JSON.parse(body),
      id: before.id,
      conversationId,
      ...(replyToId === undefined ? {} : { replyToId }),
    };
    return { status: 200, json: { id } };
  }

  function remove(conversationId: string, id: string | undefined): FakeResponse {
    const at = shown.findIndex((one) => one.id === id && one.conversationId === conversationId);
    if (at === -1 && streams.remove(conversationId, id ?? '')) return { status: 200, json: {} };
    if (at === -1) return failed(404, 'ActivityNotFoundInConversation', 'Activity not found.');
    shown.splice(at, 1);
    return { status: 200, json: {} };
  }

  /** A chat with one person, where that person has added the bot ("Send proactive messages"). */
  function create(body: string): FakeResponse {
    const { members, tenantId } = JSON.parse(body) as {
      members: readonly { readonly id: string }[];
      tenantId?: string;
    };
    chatsOpened += 1;
    const [wanted] = members;
    if (members.length !== 1 || wanted === undefined || tenantId !== registration.tenantId)
      return failed(400, 'BadArgument', 'A chat has one member, and a tenant.');
    const [id] = [...rosters].find(([at, there]) => at.startsWith('a:') && there[0]?.id === wanted.id) ?? [];
    return id === undefined
      ? failed(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.')
      : { status: 201, json: { id } };
  }

  function read(
    members: readonly FakeMember[],
    rest: readonly string[],
    query: URLSearchParams,
  ): FakeResponse {
    reads += 1;
    if (rosterFailure !== null) return rosterFailure;
    const [kind, id] = rest;
    if (kind === 'members' && id === undefined) return { status: 200, json: members };
    if (kind === 'members') {
      const member = members.find((one) => one.id === id || one.aadObjectId === id);
      return member === undefined
        ? failed(404, 'MemberNotFoundInConversation', 'Member not found in conversation.')
        : { status: 200, json: member };
    }
    const size = Math.min(Number(query.get('pageSize') ?? 200), 500);
    const from = Number(query.get('continuationToken') ?? 0);
    const next = from + size < members.length ? { continuationToken: String(from + size) } : {};
    return { status: 200, json: { members: members.slice(from, from + size), ...next } };
  }

  return {
    sent,
    shown,
    unfinishedStreams: (conversationId) => streams.unfinished(conversationId),
    chatsOpened: () => chatsOpened,
    addRoster: (id, members) => rosters.set(id, members),
    fillHour(conversationId) {
      const { most } = sendWindows[3];
      times.set(conversationId, Array<number>(most).fill(Date.now() - 600_000));
    },
    failSends: (...more) => failures.push(...more),
    failRosters: (failure) => {
      rosterFailure = failure;
    },
    rosterReads: () => reads,
    respond(method, url, body) {
      const [, , kind, conversation, ...rest] = url.pathname.split('/').map(decodeURIComponent);
      if (kind === 'conversations' && conversation === undefined && method === 'POST') return create(body);
      const members = rosterOf(conversation ?? '');
      if (kind !== 'conversations' || conversation === undefined || members === undefined)
        return failed(404, 'ConversationNotFound', 'Conversation not found.');
      if (rest[0] === 'activities') {
        if (method === 'POST') return send(conversation, rest[1], body);
        if (method === 'PUT') return replace(conversation, rest[1], body);
        if (method === 'DELETE') return remove(conversation, rest[1]);
        return failed(405, 'BadMethod', 'Sending, replacing and deleting are known here.');
      }
      return read(members, rest, url.searchParams);
    },
  };
}

/** What Teams refuses about a card or an entity of a message ("Enhance AI-generated bot messages", error handling). */
function mistakeOf({ attachments = [], entities = [], channelData }: Partial<SentActivity>): string | null {
  const cards = attachments.filter((one) => one.contentType === 'application/vnd.microsoft.card.adaptive');
  const [mistake] = cards.flatMap((one) => cardMistakes(one.content));
  if (mistake !== undefined) return `Error parsing an Adaptive Card: ${mistake}.`;
  const messages = entities.filter((one) => one.type === 'https://schema.org/Message');
  if (messages.length > 1) return 'Multiple root message entities found under entities array.';
  const [message] = messages;
  const citations = (message?.citation ?? []) as readonly {
    appearance?: { name?: string; abstract?: string };
  }[];
  if (message !== undefined && message['@type'] !== 'Message') return 'Error parsing message entity.';
  if (citations.length > 20) return 'Bot message with more than 20 citations.';
  if (citations.some((one) => !one.appearance?.name || one.appearance.name.length > 80))
    return 'Error while parsing citation entity.';
  const label = message?.usageInfo as { readonly name?: string } | undefined;
  if (label !== undefined && !label.name) return 'Error parsing message entity.';
  const loop = (channelData as { feedbackLoop?: { type?: string } } | undefined)?.feedbackLoop;
  return loop === undefined || loop.type === 'default' ? null : 'The type of feedback form is not known.';
}

export function failed(status: number, code: string, message: string): FakeResponse {
  return { status, json: { error: { code, message } } };
}
