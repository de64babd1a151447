import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until there is something. @throws Error after `timeoutMs`. */
export async function waitFor<Value>(look: () => Value | undefined, timeoutMs = 10_000): Promise<Value> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Nothing came within ${timeoutMs} ms.`);
    await sleep(10);
  }
}
