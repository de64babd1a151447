import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/bot/message.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import { sign } from './delivery.ts';
import { type FakeSlack, signingSecret } from './fake-slack.ts';
import { type Bot, openState, startBot, startCompanySlack, untilSaid } from './harness.ts';

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
let slack: FakeSlack;
let state: StateStore;
let bot: Bot;
let heard: IncomingMessage[];

beforeEach(async () => {
  slack = await startCompanySlack();
  state = await openState();
  heard = [];
  bot = await startBot(
    slack,
    'http',
    async (message) => {
      heard.push(message);
      return { kind: 'text', text: message.text };
    },
    state,
  );
});
afterEach(async () => {
  await bot.stop();
  await slack.stop();
  await state.close();
});

/** A mention as Slack tells of it. */
function mentionBody(id = 'Ev1'): string {
  const message = slack.write('UANA', 'C1', '<@UBOT> hello');
  const event = slack.eventOf(message, { type: 'app_mention' });
  return JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: id, event });
}

it('answers the check of the request URL', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'a challenge' });
  const { status, body: said } = await slack.sendSigned(body, json);
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
    const before = slack.calls.length;
    expect((await slack.sendRaw(body, { ...json, ...headersOf(body) })).status).toBe(401);
    await sleep(50);
    expect(heard).toEqual([]);
    expect(slack.calls.slice(before)).toEqual([]);
    // It is not even in the inbox.
    expect(await state.receiveEvent({ id: 'slack:Ev1', payload: '{}' }, 'x', 1)).toBe(true);
  });

  it('is refused as a command and as a press too', async () => {
    const command = new URLSearchParams({ command: '/whois', text: 'Ben', trigger_id: '1', user_id: 'UANA' });
    const payload = JSON.stringify({ type: 'block_actions', trigger_id: '2', user: { id: 'UANA' } });
    for (const body of [command.toString(), new URLSearchParams({ payload }).toString()])
      expect((await slack.sendSigned(body, form, 'another secret')).status).toBe(401);
    expect(heard).toEqual([]);
  });
});

it('takes requests whose clock is a little off', async () => {
  for (const [at, secondsAgo] of [200, -200].entries()) {
    const body = mentionBody(`Ev${at}`);
    expect((await slack.sendSigned(body, json, undefined, secondsAgo)).status).toBe(200);
  }
  await untilSaid(() => slack.messages('C1'), 2);
});

it('acknowledges a replayed request, and answers it once', async () => {
  const body = mentionBody();
  const headers = { ...json, ...sign(body, signingSecret) };
  expect((await slack.sendRaw(body, headers)).status).toBe(200);
  await untilSaid(() => slack.messages('C1'));
  expect((await slack.sendRaw(body, headers)).status).toBe(200);
  await sleep(100);
  expect(heard).toHaveLength(1);
});

it('refuses what is no JSON', async () => {
  expect((await slack.sendSigned('{', json)).status).toBe(400);
});

it('leaves events for others when it has stopped', async () => {
  await bot.adapter.stop();
  expect((await slack.sendSigned(mentionBody(), json)).status).toBe(503);
});

function timeOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  return { 'x-slack-request-timestamp': headers['x-slack-request-timestamp'] ?? '' };
}
