/** Does what belongs to one key in the order in which it came, and what belongs to several at once. */
export type InTurn = (key: string, work: () => Promise<void>) => Promise<void>;

export function createInTurn(): InTurn {
  const last = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const now = before.catch(() => {}).then(work);
    last.set(key, now);
    try {
      await now;
    } finally {
      if (last.get(key) === now) last.delete(key);
    }
  };
}
