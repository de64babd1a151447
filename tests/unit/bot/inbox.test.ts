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

  test('an event that takes long is not taken over while its replica lives', async () => {
    const { promise: end, resolve } = Promise.withResolvers<void>();
    await open(120).accept('slack', 'Ev1', {}, () => end);
    const { adapter, resumed } = adapterThatResumes('slack');
    open(120).watch([adapter]);
    await sleep(400);
    expect(resumed).toEqual([]);
    resolve();
  });

  test('an event whose work fails is told in the log and counts as dealt with', async () => {
    await open(30).accept('slack', 'Ev1', {}, () => Promise.reject(new Error('no')));
    const { adapter, resumed } = adapterThatResumes('slack');
    open(30).watch([adapter]);
    await sleep(120);
    expect(resumed).toEqual([]);
    expect(logged).toEqual(['An event could not be answered']);
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
