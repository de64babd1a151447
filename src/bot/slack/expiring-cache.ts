export interface ExpiringCache<Value> {
  /** The value kept for the key, else that of `load`; whoever asks meanwhile waits for the same. A failure is not kept. */
  get(key: string, load: () => Promise<Value>): Promise<Value>;
}

/** Enough for a large workspace; the oldest go first. */
const entriesKept = 10_000;

/** @param lifeMs how long a value is kept, in ms. */
export function createExpiringCache<Value>(
  lifeMs: number,
  now: () => number = Date.now,
): ExpiringCache<Value> {
  const entries = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();
  return {
    async get(key, load) {
      const kept = entries.get(key);
      if (kept !== undefined && kept.until > now()) return await kept.value;
      entries.delete(key);
      const entry = { value: load(), until: now() + lifeMs };
      entries.set(key, entry);
      const [oldest] = entries.keys();
      if (entries.size > entriesKept && oldest !== undefined) entries.delete(oldest);
      try {
        return await entry.value;
      } catch (error) {
        if (entries.get(key) === entry) entries.delete(key);
        throw error;
      }
    },
  };
}
