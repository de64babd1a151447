export interface ExpiringCache<Value> {
  /** The value kept for the key, else that of `load`; whoever asks meanwhile waits for the same. A failure is not kept. */
  get(key: string, load: () => Promise<Value>): Promise<Value>;
  /** Keeps what was read otherwise. */
  keep(key: string, value: Value): void;
  has(key: string): boolean;
}

/** Enough for a large workspace; the oldest go first. */
const entriesKept = 10_000;

/** @param lifeMs how long a value is kept, in ms. */
export function createExpiringCache<Value>(
  lifeMs: number,
  now: () => number = Date.now,
): ExpiringCache<Value> {
  const entries = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();

  function add(key: string, value: Promise<Value>) {
    entries.delete(key);
    const entry = { value, until: now() + lifeMs };
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > entriesKept && oldest !== undefined) entries.delete(oldest);
    return entry;
  }

  return {
    has: (key) => (entries.get(key)?.until ?? 0) > now(),
    keep(key, value) {
      add(key, Promise.resolve(value));
    },
    async get(key, load) {
      const kept = entries.get(key);
      if (kept !== undefined && kept.until > now()) return await kept.value;
      const entry = add(key, load());
      try {
        return await entry.value;
      } catch (error) {
        if (entries.get(key) === entry) entries.delete(key);
        throw error;
      }
    },
  };
}
