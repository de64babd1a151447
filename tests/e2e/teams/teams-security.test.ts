import { describe, expect, it, vi } from 'vitest';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import { connectionName } from './fake-accounts.ts';
import { registration, type TokenFlaws } from './fake-identity.ts';
import type { Activity, FakeTeams } from './fake-teams.ts';
import { appSettings, echo, startBot } from './start-bot.ts';

// The library itself writes a line for every token that it refuses.
vi.spyOn(console, 'error').mockImplementation(() => {});

const now = Math.floor(Date.now() / 1000);
const stranger = 'c0ffee00-0000-4000-8000-000000000000';

/** Everything that a request can ask of the bot, each of which would do something if it were believed. */
const requests: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a message': { text: 'Who is Ben?' },
  'a pressed button': {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'explain', data: { ref: `${'x'.repeat(22)}.0` } } },
  },
  'the home, anew': {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'home', data: { home: true } } },
  },
  'a search': {
    type: 'invoke',
    name: 'composeExtension/query',
    value: { commandId: 'searchPeople', parameters: [{ name: 'query', value: 'Ben' }] },
  },
  'an opinion': {
    type: 'invoke',
    name: 'message/submitAction',
    value: { actionName: 'feedback', actionValue: { reaction: 'like', feedback: '{}' } },
    replyToId: 'b1',
  },
  'a deletion': { type: 'messageDelete' },
  'a sign-in': { type: 'invoke', name: 'signin/verifyState', value: { state: '123456' } },
};

/** A bot that tells whether anything at all was done: in its state, by its handler, to Teams. */
async function startWatched() {
  const state = createSqliteStateStore({ file: ':memory:' });
  await state.migrate();
  const touched: string[] = [];
  const watched = new Proxy(state, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function' || name === 'takeOverEvents' || name === 'close') return value;
      return (...args: unknown[]) => {
        touched.push(String(name));
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  });
  const running = await startBot(echo, {
    state: watched,
    settings: { ...appSettings, oauthConnection: connectionName },
    searchThings: async () => {
      touched.push('searchThings');
      return { refused: null, found: [] };
    },
  });
  const expectNothingDone = (): void => {
    expect(running.messages).toEqual([]);
    expect(running.teams.connector.sent).toEqual([]);
    expect(running.teams.identity.logins()).toBe(0);
    expect(touched).toEqual([]);
  };
  return { ...running, touched, expectNothingDone };
}

function activityOf(teams: FakeTeams, more: Readonly<Record<string, unknown>>): Activity {
  const ana = teams.person('Ana Silva', { email: 'ana@acme.example' });
  return teams.activity(ana, teams.personal(ana), more);
}

const flaws: Readonly<Record<string, TokenFlaws>> = {
  'a forged signature under a known key': { forged: true },
  'no signature': { unsigned: true },
  'a token that has expired': { claims: { nbf: now - 9000, exp: now - 3600 } },
  'a token not yet valid': { claims: { nbf: now + 3600, exp: now + 7200 } },
  "another bot's token": { claims: { aud: stranger } },
  'a token for nobody': { claims: { aud: undefined } },
  'another issuer': { claims: { iss: 'https://sts.windows.net/evil/' } },
  'no issuer': { claims: { iss: undefined } },
  'an unknown key': { header: { kid: 'nobody' } },
  'no key': { header: { kid: undefined } },
  'a symmetric algorithm': { header: { alg: 'HS256' } },
  'a key that may not speak for Teams': { header: { kid: 'webchat-only' } },
  'a service URL that is not the sender’s': { claims: { serviceurl: 'https://evil.example/' } },
  'no service URL': { claims: { serviceurl: undefined } },
  'the issuer of emulators': {
    claims: {
      iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
      appid: registration.appId,
      ver: '1.0',
    },
  },
};

describe('a token with a flaw', () => {
  it.each(Object.entries(flaws))('is refused with 401, and nothing is done: %s', async (_, flaw) => {
    const { teams, expectNothingDone } = await startWatched();
    for (const more of Object.values(requests)) {
      const refused = await teams.deliver(activityOf(teams, more), flaw);
      expect(refused).toMatchObject({ status: 401, body: '' });
    }
    expectNothingDone();
  });

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Bearer x.y.z', 'Bearer a.b', 'Basic abc', 'bearer null'])(
    'is refused with 401, and nothing is done, where the header is %j',
    async (authorization) => {
      const { teams, url, expectNothingDone } = await startWatched();
      for (const more of Object.values(requests)) {
        const headers = {
          'content-type': 'application/json',
          ...(authorization === undefined ? {} : { authorization }),
        };
        const body = JSON.stringify(activityOf(teams, more));
        expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(401);
      }
      expectNothingDone();
    },
  );
});

describe('a good token', () => {
  it.each(Object.entries(requests))('lets %s do something', async (_, more) => {
    const { teams, touched, adapter } = await startWatched();
    const done = await teams.deliver(activityOf(teams, more));
    await adapter.stop();
    expect(done.status).toBe(200);
    expect(touched).not.toEqual([]);
  });

  it.each(['emulator', 'AseChannel', 'webchat', ''])('opens nothing to the channel %j', async (channelId) => {
    const { teams, expectNothingDone } = await startWatched();
    const refused = await teams.deliver(activityOf(teams, { text: 'Hi', channelId }));
    expect(refused.status).toBe(401);
    expectNothingDone();
  });

  it.each([
    ['another tenant', { channelData: { tenant: { id: stranger } } }],
    ['no tenant', { channelData: {}, conversation: { id: 'a:x', conversationType: 'personal' } }],
    ['another tenant’s conversation', { conversation: { id: 'a:x', tenantId: stranger } }],
  ])('opens nothing to %s', async (_, foreign) => {
    const { teams, logged, expectNothingDone } = await startWatched();
    for (const more of Object.values(requests)) {
      const activity = { ...activityOf(teams, more), ...foreign };
      expect((await teams.deliver(activity)).status).toBe(401);
    }
    expectNothingDone();
    expect(logged.map((one) => one.message)).toContain('An activity of another tenant was refused');
  });

  it('is worth nothing for another service URL than its own', async () => {
    const { teams, expectNothingDone } = await startWatched();
    const activity = { ...activityOf(teams, { text: 'Hi' }), serviceUrl: 'https://evil.example/' };
    expect((await teams.deliver(activity)).status).toBe(401);
    expectNothingDone();
  });
});

describe('without authentication', () => {
  it('anybody is believed, and the start warns of it', async () => {
    const { teams, logged } = await startBot(echo, {
      settings: { authentication: { kind: 'off' } },
      isOpen: true,
    });
    expect(logged[0]?.message).toContain('without authentication');
    const asked = await teams.direct(teams.person('Ana Silva'), 'Who is Ben?');
    expect((await teams.answerTo(asked)).text).toBe('You said: Who is Ben?');
    expect(teams.identity.logins()).toBe(0);
  });
});
