import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns } from '../../../src/bot/take-turns.ts';

test('pieces of work begin one a turn of the event loop, in their order', async () => {
  const turn = createTurns();
  const begun: number[] = [];
  for (const piece of [1, 2, 3]) void turn().then(() => begun.push(piece));
  const seen: number[][] = [];
  for (let at = 0; at < 4; at += 1) {
    await nextTurn();
    seen.push([...begun]);
  }
  expect(begun).toEqual([1, 2, 3]);
  expect(seen.some((one) => one.length === 1)).toBe(true);
  expect(seen.some((one) => one.length === 2)).toBe(true);
});

test('a turn is had again after all have been taken', async () => {
  const turn = createTurns();
  await turn();
  await turn();
  await Promise.all([turn(), turn()]);
});
