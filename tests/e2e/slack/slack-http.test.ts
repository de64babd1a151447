import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StateStore } from '../../../src/state/state-store.ts';
import type { FakeSlack } from './fake-slack.ts';
import { type Bot, openState, startBot, startCompanySlack } from './harness.ts';

const body = JSON.stringify({ type: 'url_verification', challenge: 'a challenge' });
const json = { 'content-type': 'application/json' };
let slack: FakeSlack;
let state: StateStore;
let bot: Bot;

beforeAll(async () => {
  slack = await startCompanySlack();
  state = await openState();
  bot = await startBot(slack, 'http', async ({ text }) => ({ kind: 'text', text }), state);
});
afterAll(async () => {
  await bot.stop();
  await slack.stop();
  await state.close();
});

it('answers the check of the request URL', async () => {
  const { status, body: said } = await slack.sendSigned(body, json);
  expect([status, JSON.parse(said)]).toEqual([200, { challenge: 'a challenge' }]);
});

it('refuses a wrong signature, and right ones from too far in the past or the future', async () => {
  expect((await slack.sendSigned(body, json, 'another secret')).status).toBe(401);
  expect((await slack.sendSigned(body, json, undefined, 400)).status).toBe(401);
  expect((await slack.sendSigned(body, json, undefined, -400)).status).toBe(401);
  expect((await slack.sendSigned(body, json, undefined, 200)).status).toBe(200);
});

it('refuses what is no JSON', async () => {
  expect((await slack.sendSigned('{', json)).status).toBe(400);
});

it('leaves events for others when it has stopped', async () => {
  await bot.adapter.stop();
  expect((await slack.sendSigned(body, json)).status).toBe(503);
});
