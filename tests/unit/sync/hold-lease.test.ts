import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import { holdLease } from '../../../src/sync/hold-lease.ts';

async function openState(): Promise<StateStore> {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-lease-'));
  const state = createSqliteStateStore({ file: join(folder, 'state.db') });
  await state.migrate();
  onTestFinished(async () => {
    await state.close();
    rmSync(folder, { recursive: true });
  });
  return state;
}

it('keeps others out for as long as it is held, and no longer', async () => {
  const state = await openState();
  const held = await holdLease(state, 150);
  await sleep(400);
  held.check();
  await expect(holdLease(state, 150)).rejects.toMatchObject({ code: 'sync_busy' });
  await held.release();
  await (await holdLease(state, 150)).release();
});

it('ends by itself after a crash, when nobody renews it', async () => {
  const state = await openState();
  // What a killed process leaves: a lease, and no timer.
  await state.acquireLease('sync', 'a killed process', 200);
  await expect(holdLease(state)).rejects.toMatchObject({ code: 'sync_busy' });
  await sleep(250);
  await (await holdLease(state)).release();
});

it('stops its run where it was lost to another one', async () => {
  const state = await openState();
  const slept: StateStore = { ...state, renewLease: async () => false };
  const held = await holdLease(slept, 60);
  await sleep(80);
  expect(() => held.check()).toThrow(/lost its turn to another one/);
});

it('stops its run after a sleep longer than its life, before any renewal could say so', async () => {
  const state = await openState();
  const held = await holdLease(state, 100);
  // The whole process stands still, its timers too, as where it is stopped or the machine sleeps.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
  const other = await holdLease(state, 100);
  expect(() => held.check()).toThrow(/lost its turn to another one/);
  await other.release();
});

it('goes on after a shorter one, and after a renewal that failed where a later one is in time', async () => {
  const state = await openState();
  let failures = 1;
  const shaky: StateStore = {
    ...state,
    renewLease: (lease, ttlMs) =>
      failures-- > 0 ? Promise.reject(new Error('The database is away.')) : state.renewLease(lease, ttlMs),
  };
  const held = await holdLease(shaky, 450);
  await sleep(300);
  held.check();
  await sleep(300);
  held.check();
  await held.release();
});

it('stops its run where no renewal came through for its whole life', async () => {
  const state = await openState();
  const held = await holdLease({ ...state, renewLease: () => new Promise(() => undefined) }, 100);
  held.check();
  await sleep(130);
  expect(() => held.check()).toThrow(/lost its turn to another one/);
});
