import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { sign } from './delivery.ts';
import { signingSecret } from './fake-slack.ts';
import { type Bot, untilSaid } from './harness.ts';
import { useSlack } from './use-slack.ts';

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const wire = useSlack('http');
let bot: Bot;
beforeEach(async () => {
  bot = await wire.start();
});

/** A mention as Slack tells of it. */
function mentionBody(id = 'Ev1'): string {
  const message = wire.slack.write('UANA', 'C1', '<@UBOT> hello');
  const event = wire.slack.eventOf(message, { type: 'app_mention' });
  return JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: id, event });
}

it('answers the check of the request URL', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'a challenge' });
  const { status, body: said } = await wire.slack.sendSigned(body, json);
  expect([status, JSON.parse(said)]).toEqual([200, { challenge: 'a challenge' }]);
});

describe('a request that is not Slack’s, or not of now', () => {
  it.each<[string, (body: string) => Record<string, string>]>([
    ['no signature', () => ({})],
    [
      'a signature without a time',
      (body) => ({ ...sign(body, signingSecret), 'x-slack-request-timestamp': '' }),
    ],
    ['a time that is none', (body) => ({ ...sign(body, signingSecret), 'x-slack-request-timestamp': 'now' })],
    ['another secret', (body) => sign(body, 'another secret')],
    ['an empty secret', (body) => sign(body, '')],
    ['garbage', (body) => ({ ...sign(body, signingSecret), 'x-slack-signature': 'v0=00' })],
    ['another body', (body) => sign(body.replace('hello', 'goodbye'), signingSecret)],
    ['another time', (body) => ({ ...sign(body, signingSecret), ...timeOf(sign(body, signingSecret, 10)) })],
    ['a time of seven minutes ago', (body) => sign(body, signingSecret, 400)],
    ['a time in seven minutes', (body) => sign(body, signingSecret, -400)],
  ])('with %s is refused, and nothing is done', async (_, headersOf) => {
    const body = mentionBody();
    const before = wire.slack.calls.length;
    expect((await wire.slack.sendRaw(body, { ...json, ...headersOf(body) })).status).toBe(401);
    await sleep(50);
    expect(wire.heard).toEqual([]);
    expect(wire.slack.calls.slice(before)).toEqual([]);
    // It is not even in the inbox.
    expect(await wire.state.receiveEvent({ id: 'slack:Ev1', payload: '{}' }, 'x', 1)).toBe(true);
  });

  it('is refused as a command and as a press too', async () => {
    const command = new URLSearchParams({ command: '/whois', text: 'Ben', trigger_id: '1', user_id: 'UANA' });
    const payload = JSON.stringify({ type: 'block_actions', trigger_id: '2', user: { id: 'UANA' } });
    for (const body of [command.toString(), new URLSearchParams({ payload }).toString()])
      expect((await wire.slack.sendSigned(body, form, 'another secret')).status).toBe(401);
    expect(wire.heard).toEqual([]);
  });
});

it('takes requests whose clock is a little off', async () => {
  for (const [at, secondsAgo] of [200, -200].entries()) {
    const body = mentionBody(`Ev${at}`);
    expect((await wire.slack.sendSigned(body, json, undefined, secondsAgo)).status).toBe(200);
  }
  await untilSaid(() => wire.slack.messages('C1'), 2);
});

it('acknowledges a replayed request, and answers it once', async () => {
  const body = mentionBody();
  const headers = { ...json, ...sign(body, signingSecret) };
  expect((await wire.slack.sendRaw(body, headers)).status).toBe(200);
  await untilSaid(() => wire.slack.messages('C1'));
  expect((await wire.slack.sendRaw(body, headers)).status).toBe(200);
  await sleep(100);
  expect(wire.heard).toHaveLength(1);
});

it('refuses what is no JSON', async () => {
  expect((await wire.slack.sendSigned('{', json)).status).toBe(400);
});

it('leaves events for others when it has stopped', async () => {
  await bot.adapter.stop();
  expect((await wire.slack.sendSigned(mentionBody(), json)).status).toBe(503);
});

function timeOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  return { 'x-slack-request-timestamp': headers['x-slack-request-timestamp'] ?? '' };
}
