import { afterEach, beforeEach } from 'vitest';
import type { IncomingMessage } from '../../../src/bot/message.ts';
import type { Reply } from '../../../src/bot/reply.ts';
import type { SlackOAuth, SlackToken } from '../../../src/bot/slack/slack-settings.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import type { FakeSlack } from './fake-slack.ts';
import { type Bot, openState, startBot, startCompanySlack, type TransportKind } from './harness.ts';

/** What a bot does with what it is told. */
export type Handle = (...given: Parameters<Parameters<typeof startBot>[2]>) => Promise<Reply>;

/** Slack and what bots keep, both new for each test. */
export interface SlackFixture {
  readonly slack: FakeSlack;
  readonly state: StateStore;
  /** What bots were told, in its order. */
  readonly heard: IncomingMessage[];
  /** Connects a bot, which is stopped with the test where the test does not do so. */
  start(handle?: Handle, options?: BotOptions): Promise<Bot>;
}

export interface BotOptions {
  /** Where it keeps its state, where that is not the fixture's. */
  readonly state?: StateStore;
  readonly holdMs?: number;
  readonly access?: SlackToken | SlackOAuth;
  /** After which a silent socket is opened anew. */
  readonly silenceMs?: number;
}

/** Says the question back, so that a test sees what came in. */
export async function echo(message: Pick<IncomingMessage, 'kind' | 'text'>): Promise<Reply> {
  return { kind: 'text', text: `${message.kind}: ${message.text}` };
}

/** A workspace of the small company for each test of a file, and bots in it. */
export function useSlack(
  kind: TransportKind,
  options: Parameters<typeof startCompanySlack>[0] = {},
): SlackFixture {
  let slack: FakeSlack;
  let state: StateStore;
  let heard: IncomingMessage[];
  let bots: Bot[];

  beforeEach(async () => {
    slack = await startCompanySlack(options);
    state = await openState();
    heard = [];
    bots = [];
  });
  afterEach(async () => {
    for (const bot of bots) await bot.stop();
    await slack.stop();
    await state.close();
  });

  return {
    get slack() {
      return slack;
    },
    get state() {
      return state;
    },
    get heard() {
      return heard;
    },
    async start(handle = echo, { state: own = state, holdMs, access, silenceMs } = {}) {
      const remember: Handle = async (message, watch) => {
        heard.push(message);
        return await handle(message, watch);
      };
      const bot = await startBot(slack, kind, remember, own, holdMs, undefined, access, undefined, silenceMs);
      let stopped: Promise<void> | undefined;
      const once = { ...bot, stop: () => (stopped ??= bot.stop()) };
      bots.push(once);
      return once;
    },
  };
}
