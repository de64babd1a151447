import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BotAdapter } from '../../../src/bot/bot-adapter.ts';
import { createInbox, type Inbox } from '../../../src/bot/inbox.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import type { StateStore } from '../../../src/state/state-store.ts';

let state: StateStore;
let inboxes: Inbox[];
let logged: string[];
const log = {
  error: (_: object, message: string) => logged.push(message),
  warn: (_: object, message: string) => logged.push(message),
};
const open = (holdMs?: number): Inbox => {
  const inbox = createInbox({ state, log, ...(holdMs === undefined ? {} : { holdMs }) });
  inboxes.push(inbox);
  return inbox;
};

/** An adapter that only notes what is handed to it. */
function adapterThatResumes(name: string) {
  const resumed: [string, unknown][] = [];
  const adapter: BotAdapter = {
    name,
    start: async () => {},
    stop: async () => {},
    resume: async (id, payload) => {
      resumed.push([id, payload]);
    },
  };
  return { adapter, resumed };
}

beforeEach(async () => {
  state = createSqliteStateStore({ file: ':memory:' });
  await state.migrate();
  inboxes = [];
  logged = [];
});
afterEach(async () => {
  for (const inbox of inboxes) await inbox.close();
  await state.close();
});

describe('the inbox', () => {
  test('says that an event is taken before its work has ended, and works on it once', async () => {
    const { promise: end, resolve } = Promise.withResolvers<void>();
    let worked = 0;
    const work = async (): Promise<void> => {
      worked++;
      await end;
    };
    const [one, two] = [open(), open()];
    expect(await one.accept('slack', 'Ev1', {}, work)).toBe('accepted');
    expect(await two.accept('slack', 'Ev1', {}, work)).toBe('duplicate');
    expect(await two.accept('teams', 'Ev1', {}, work)).toBe('accepted');
    await vi.waitFor(() => expect(worked).toBe(2));
    resolve();
  });

  test('hands an event whose replica went silent to the adapter it came by, with its payload', async () => {
    await state.receiveEvent({ id: 'slack:Ev1', payload: '{"channel":"C1"}' }, 'a dead replica', 20);
    await state.receiveEvent({ id: 'teams:Ev2', payload: '{}' }, 'a dead replica', 60_000);
    const { adapter, resumed } = adapterThatResumes('slack');
    open(60).watch([adapter]);
    await expect.poll(() => resumed).toEqual([['Ev1', { channel: 'C1' }]]);
    await sleep(100);
    expect(resumed).toHaveLength(1);
  });

  test('a backlog is taken over ten at a time, without waiting for the next look', async () => {
    for (let at = 0; at < 25; at += 1)
      await state.receiveEvent({ id: `slack:Ev${at}`, payload: '{}' }, 'a dead replica', 1);
    let atOnce = 0;
    let most = 0;
    const { adapter, resumed } = adapterThatResumes('slack');
    const slow: BotAdapter = {
      ...adapter,
      async resume(...given) {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await sleep(5);
        atOnce -= 1;
        await adapter.resume?.(...given);
      },
    };
    // It looks once a second.
    open(3_000).watch([slow]);
    await expect.poll(() => resumed.length, { timeout: 1_700 }).toBe(25);
    expect(most).toBe(10);
  });

  test('an event that takes long is not taken over while its replica lives', async () => {
    const { promise: end, resolve } = Promise.withResolvers<void>();
    await open(120).accept('slack', 'Ev1', {}, () => end);
    const { adapter, resumed } = adapterThatResumes('slack');
    open(120).watch([adapter]);
    await sleep(400);
    expect(resumed).toEqual([]);
    resolve();
  });

  test('many events of a replica that died are taken over as soon as those before are answered', async () => {
    const ids = Array.from({ length: 45 }, (_, at) => `Ev${at}`);
    for (const id of ids) await state.receiveEvent({ id: `slack:${id}`, payload: '{}' }, 'dead', 1);
    const { adapter, resumed } = adapterThatResumes('slack');
    // It looks once a second, ten at a time.
    open(3_000).watch([adapter]);
    await vi.waitFor(() => expect(resumed).toHaveLength(45), { timeout: 2_500, interval: 20 });
    expect(resumed.map(([id]) => id).sort()).toEqual(ids.sort());
  });

  test('an event whose work fails is tried again, by whoever takes it over', async () => {
    await open(30).accept('slack', 'Ev1', {}, () => Promise.reject(new Error('no')));
    const { adapter, resumed } = adapterThatResumes('slack');
    open(30).watch([adapter]);
    await expect.poll(() => resumed).toEqual([['Ev1', {}]]);
    await sleep(120);
    expect(resumed).toHaveLength(1);
    expect(logged[0]).toBe('An event could not be answered');
  });

  test('an event that fails however often it is tried is given up, once', async () => {
    await state.receiveEvent({ id: 'slack:Ev1', payload: '{"user":"U1"}' }, 'a dead replica', 1);
    const { adapter, resumed } = adapterThatResumes('slack');
    const givenUp: unknown[] = [];
    const failing: BotAdapter = {
      ...adapter,
      async resume(...given) {
        await adapter.resume?.(...given);
        throw new Error('no');
      },
      async giveUp(id, payload) {
        givenUp.push([id, payload]);
      },
    };
    open(20).watch([failing]);
    open(20).watch([failing]);
    await expect.poll(() => givenUp, { timeout: 3_000 }).toEqual([['Ev1', { user: 'U1' }]]);
    await sleep(100);
    expect(resumed).toHaveLength(5);
    expect(givenUp).toHaveLength(1);
  });

  test('an event of a platform that a replica does not serve waits for one that does', async () => {
    await state.receiveEvent({ id: 'teams:Ev1', payload: '{}' }, 'a dead replica', 1);
    open(30).watch([adapterThatResumes('slack').adapter]);
    await sleep(80);
    const { adapter, resumed } = adapterThatResumes('teams');
    open(30).watch([adapter]);
    await expect.poll(() => resumed, { timeout: 2_000 }).toEqual([['Ev1', {}]]);
  });

  test('closing waits for what was begun', async () => {
    let ended = false;
    const inbox = open();
    await inbox.accept('slack', 'Ev1', {}, async () => {
      await sleep(50);
      ended = true;
    });
    await inbox.close();
    expect(ended).toBe(true);
  });

  test('a store that takes too long counts as unreachable, and what it notes later as dealt with', async () => {
    const slow: StateStore = {
      ...state,
      receiveEvent: async (...event) => {
        await sleep(80);
        return await state.receiveEvent(...event);
      },
    };
    const inbox = createInbox({ state: slow, log, noteMs: 30 });
    let worked = false;
    const accepted = inbox.accept('slack', 'Ev1', {}, async () => {
      worked = true;
    });
    await expect(accepted).rejects.toMatchObject({ code: 'storage_unreachable' });
    await sleep(120);
    expect(worked).toBe(false);
    expect(await state.receiveEvent({ id: 'slack:Ev1', payload: '{}' }, 'two', 1)).toBe(false);
    expect(await state.takeOverEvents('two', 60_000, 10)).toEqual([]);
  });

  test('an event that cannot be noted is not worked on, and whoever brought it learns of it', async () => {
    const broken: StateStore = { ...state, receiveEvent: () => Promise.reject(new Error('unreachable')) };
    let worked = false;
    const inbox = createInbox({ state: broken, log });
    const accepted = inbox.accept('slack', 'Ev1', {}, async () => {
      worked = true;
    });
    await expect(accepted).rejects.toThrow('unreachable');
    expect(worked).toBe(false);
  });
});
