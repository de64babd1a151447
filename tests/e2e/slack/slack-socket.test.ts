import { SocketModeReceiver } from '@slack/bolt';
import { expect, it, vi } from 'vitest';
import { createBoltLog } from '../../../src/bot/slack/slack-log.ts';
import { createSocketConnection } from '../../../src/bot/slack/socket-connection.ts';
import { AppError } from '../../../src/operations/app-error.ts';
import { appToken } from './fake-slack.ts';
import { untilSaid } from './harness.ts';
import { useSlack } from './use-slack.ts';

const wire = useSlack('socket', { ackTimeoutMs: 1_000 });

async function expectAnswer(): Promise<void> {
  const { ts } = wire.slack.mention('UANA', 'C1', 'are you there?');
  await untilSaid(() => wire.slack.repliesTo(ts));
}

it.each(['politely', 'abruptly'] as const)(
  'connects anew where Slack ends the connection %s',
  async (how) => {
    await wire.start();
    const opened = (): number =>
      wire.slack.calls.filter((one) => one.method === 'apps.connections.open').length;
    expect(opened()).toBe(1);
    wire.slack.recycleSockets(how);
    await vi.waitFor(() => expect([opened(), wire.slack.connections()]).toEqual([2, 1]), { timeout: 5_000 });
    await expectAnswer();
  },
);

it('connects anew through errors of Slack’s servers', async () => {
  const { lines } = await wire.start();
  wire.slack.fail({ method: 'apps.connections.open', status: 500, times: 2 });
  wire.slack.recycleSockets('abruptly');
  await vi.waitFor(() => expect(wire.slack.connections()).toBe(1), { timeout: 5_000 });
  await vi.waitFor(() =>
    expect(lines.filter((line) => line.message.includes('tried again'))).toHaveLength(2),
  );
  await expectAnswer();
});

it('starts while Slack is out of reach, and answers when it can', async () => {
  wire.slack.fail({ method: 'apps.connections.open', status: 503, times: 1 });
  await wire.start();
  await vi.waitFor(() => expect(wire.slack.connections()).toBe(1), { timeout: 5_000 });
  await expectAnswer();
});

it('refuses to start with a token that Slack does not know', async () => {
  wire.slack.fail({ method: 'apps.connections.open', error: 'invalid_auth', times: 1 });
  const error: unknown = await wire.start().catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'invalid_config' });
});

it('opens a socket anew that has been silent for long', async () => {
  const log = { error: () => {}, warn: () => {}, debug: () => {} };
  const { client } = new SocketModeReceiver({
    appToken,
    logger: createBoltLog(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { slackApiUrl: wire.slack.apiUrl, retryConfig: { retries: 0 } } },
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
    expect(wire.slack.calls.filter((one) => one.method === 'apps.connections.open').length).toBeGreaterThan(
      2,
    ),
  );
  await connection.close();
  await vi.waitFor(() => expect(wire.slack.connections()).toBe(0));
});

it('answers by a new socket what was said through one that looks alive and lets nothing through', async () => {
  await wire.start(undefined, { silenceMs: 300 });
  wire.slack.deafen();
  expect(wire.slack.connections()).toBe(1);
  const { ts, delivered } = wire.slack.mention('UANA', 'C1', 'are you there?');
  await untilSaid(() => wire.slack.repliesTo(ts));
  expect((await delivered).attempts).toBeGreaterThan(1);
});

it('stops while it still tries to connect', async () => {
  wire.slack.fail({ method: 'apps.connections.open', status: 503, times: 1000 });
  const { adapter } = await wire.start();
  const begun = performance.now();
  await adapter.stop();
  expect(performance.now() - begun).toBeLessThan(2_000);
});
