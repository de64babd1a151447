/** What the fake platform remembers. */
export interface FakeUser {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly isBot?: boolean;
  /** Another workspace's, over Slack Connect. */
  readonly teamId?: string;
  readonly isEmailConfirmed?: boolean;
  readonly isDeactivated?: boolean;
  /** A guest. */
  readonly isRestricted?: boolean;
  /** Of another workspace, and in no channel that the two share. */
  readonly isStranger?: boolean;
  readonly photo?: string;
  readonly timeZone?: string;
  readonly locale?: string;
  readonly presence?: 'active' | 'away';
}

export interface FakeChannel {
  /** `C…` public, `G…` private, `D…` a direct message. */
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
  /** A group message, whose id looks like a channel's. */
  readonly isGroupMessage?: true;
}

export interface FakeMessage {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly FakeBlock[];
  readonly threadTs?: string;
  readonly metadata?: { readonly event_type: string; readonly event_payload: Record<string, unknown> };
  readonly isEdited?: true;
  /** Steps of a stream, while it is one and after. */
  readonly steps?: readonly FakeStep[];
  /** Its words as they were streamed, which stand over its blocks. */
  readonly streamed?: string;
  /** Time in ms until which more can be streamed; absent where it has ended. */
  readonly streamsUntil?: number;
  readonly isStopped?: true;
  /** Whom alone it was shown to. */
  readonly ephemeralFor?: string;
  /** Where it came by the response_url of a command or a button. */
  readonly responseTo?: string;
}

/** A step of what is streamed ("task_update"). */
export interface FakeStep {
  readonly id: string;
  readonly title: string;
  readonly status: string;
}

/** A modal that the app opened. */
export interface FakeView {
  readonly id: string;
  readonly user: string;
  readonly view: FakeBlock;
}

/** Lets the app open a modal for whoever pressed or chose something, once and soon. */
export interface FakeTrigger {
  readonly user: string;
  /** Time in ms until which it counts. */
  readonly until: number;
  isUsed: boolean;
}

export type FakeBlock = Readonly<Record<string, unknown>>;

export interface Workspace {
  readonly teamId: string;
  readonly botUser: string;
  readonly botId: string;
  readonly users: FakeUser[];
  readonly channels: FakeChannel[];
  readonly messages: FakeMessage[];
  /** Scopes of the bot token; a test may take some away. */
  readonly scopes: Set<string>;
  readonly triggers: Map<string, FakeTrigger>;
  readonly views: FakeView[];
  /** Previews of links, by the message that they stand in. */
  readonly unfurls: Map<string, Readonly<Record<string, unknown>>>;
  /** Home tabs, by user. */
  readonly homes: Map<string, FakeBlock>;
  /** Questions that are suggested, by direct conversation. */
  readonly prompts: Map<string, readonly string[]>;
  /** Statuses of threads, in the order in which they were set; an empty one was taken away. */
  readonly statuses: FakeStatus[];
  /** How long a stream may take, in ms; Slack ends it after about five minutes. */
  streamLifeMs: number;
}

export interface FakeStatus {
  readonly channel: string;
  readonly threadTs: string;
  readonly status: string;
}

/** A workspace in which nothing has been said. */
export function openWorkspace(
  teamId: string,
  botUser: string,
  options: {
    readonly users: readonly FakeUser[];
    readonly channels: readonly FakeChannel[];
    readonly scopes: readonly string[];
  },
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
    streamLifeMs: 5 * 60_000,
  };
}

let clock = 1_790_000_000_000_000;

/** A message's id in Slack: seconds and microseconds, growing. */
export function nextTs(): string {
  clock += 1_000;
  return `${Math.floor(clock / 1e6)}.${String(clock % 1e6).padStart(6, '0')}`;
}

/** All that a message shows, as a person would read it: entities decoded, links as their labels. */
export function visibleText({
  text,
  blocks,
  streamed = '',
}: Pick<FakeMessage, 'text' | 'blocks' | 'streamed'>): string {
  const shown = blocks.length === 0 && streamed === '' ? [text] : blocks.flatMap((block) => textsOf(block));
  const strings = streamed === '' ? shown : [streamed, ...shown];
  return strings
    .join('\n')
    .replace(/<([^<>|]+)\|([^<>]+)>/g, '$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Every `text` within a block, in order. */
export function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'text' && typeof part === 'string' ? [part] : textsOf(part),
  );
}
