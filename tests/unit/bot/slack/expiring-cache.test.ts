import { expect, it } from 'vitest';
import { createExpiringCache } from '../../../../src/bot/slack/expiring-cache.ts';

it('loads once for all who ask, and anew when the value is old', async () => {
  let now = 0;
  let loads = 0;
  const cache = createExpiringCache<number>(1_000, () => now);
  const load = async (): Promise<number> => {
    loads += 1;
    return loads;
  };
  expect(await Promise.all([cache.get('a', load), cache.get('a', load)])).toEqual([1, 1]);
  now = 999;
  expect(await cache.get('a', load)).toBe(1);
  now = 1_000;
  expect(await cache.get('a', load)).toBe(2);
});

it('keeps no failure', async () => {
  const cache = createExpiringCache<string>(1_000);
  await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await cache.get('a', async () => 'yes')).toBe('yes');
});
