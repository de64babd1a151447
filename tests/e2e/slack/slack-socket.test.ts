import { SocketModeReceiver } from '@slack/bolt';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBoltLog } from '../../../src/bot/slack/slack-log.ts';
import { createSocketConnection } from '../../../src/bot/slack/socket-connection.ts';
import { AppError } from '../../../src/operations/app-error.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import type { FakeSlack } from './fake-slack.ts';
import { appToken } from './fake-slack.ts';
import { type Bot, openState, startBot, startCompanySlack, untilSaid } from './harness.ts';

let slack: FakeSlack;
let state: StateStore;
let bot: Bot | undefined;

beforeEach(async () => {
  slack = await startCompanySlack();
  state = await openState();
  bot = undefined;
});
afterEach(async () => {
  await bot?.stop();
  await slack.stop();
  await state.close();
});

async function start(): Promise<Bot> {
  bot = await startBot(slack, 'socket', async ({ text }) => ({ kind: 'text', text }), state);
  return bot;
}

async function expectAnswer(): Promise<void> {
  const { ts } = slack.mention('UANA', 'C1', 'are you there?');
  await untilSaid(() => slack.repliesTo(ts));
}

it.each(['politely', 'abruptly'] as const)(
  'connects anew where Slack ends the connection %s',
  async (how) => {
    await start();
    const opened = (): number => slack.calls.filter((one) => one.method === 'apps.connections.open').length;
    expect(opened()).toBe(1);
    slack.recycleSockets(how);
    await vi.waitFor(() => expect([opened(), slack.connections()]).toEqual([2, 1]), { timeout: 5_000 });
    await expectAnswer();
  },
);

it('connects anew through errors of Slack’s servers', async () => {
  const { lines } = await start();
  slack.fail({ method: 'apps.connections.open', status: 500, times: 2 });
  slack.recycleSockets('abruptly');
  await vi.waitFor(() => expect(slack.connections()).toBe(1), { timeout: 5_000 });
  await vi.waitFor(() =>
    expect(lines.filter((line) => line.message.includes('tried again'))).toHaveLength(2),
  );
  await expectAnswer();
});

it('starts while Slack is out of reach, and answers when it can', async () => {
  slack.fail({ method: 'apps.connections.open', status: 503, times: 1 });
  await start();
  await vi.waitFor(() => expect(slack.connections()).toBe(1), { timeout: 5_000 });
  await expectAnswer();
});

it('refuses to start with a token that Slack does not know', async () => {
  slack.fail({ method: 'apps.connections.open', error: 'invalid_auth', times: 1 });
  const error: unknown = await start().catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'invalid_config' });
});

it('opens a socket anew that has been silent for long', async () => {
  const log = { error: () => {}, warn: () => {}, debug: () => {} };
  const { client } = new SocketModeReceiver({
    appToken,
    logger: createBoltLog(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } } },
  });
  const connection = createSocketConnection({
    client,
    log,
    isFinal: () => false,
    silenceMs: 100,
    firstWaitMs: 10,
  });
  await connection.open();
  await vi.waitFor(() =>
    expect(slack.calls.filter((one) => one.method === 'apps.connections.open').length).toBeGreaterThan(2),
  );
  await connection.close();
  await vi.waitFor(() => expect(slack.connections()).toBe(0));
});

it('stops while it still tries to connect', async () => {
  slack.fail({ method: 'apps.connections.open', status: 503, times: 1000 });
  const { adapter } = await start();
  const begun = performance.now();
  await adapter.stop();
  expect(performance.now() - begun).toBeLessThan(2_000);
});
