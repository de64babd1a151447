/** How much each may ask: all at once, and then evenly. */
export interface RateLimit {
  /** `first`: it is too much, and was not when last asked, so that it is worth a note. */
  take(who: string): 'allowed' | 'first' | 'over';
}

interface Bucket {
  left: number;
  at: number;
  isOver: boolean;
}

/** Whoever has a full bucket again need not be remembered; this many may be under way at once. */
const mostKept = 10_000;

/**
 * A bucket for each, which holds a minute's worth and fills evenly.
 *
 * @param perMinute 0 for no limit.
 * @param clock in ms.
 */
export function createRateLimit(perMinute: number, clock: () => number = () => performance.now()): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(who) {
      if (perMinute === 0) return 'allowed';
      const now = clock();
      const known = buckets.get(who) ?? { left: perMinute, at: now, isOver: false };
      const left = Math.min(perMinute, known.left + ((now - known.at) / 60_000) * perMinute);
      // What was used last is forgotten last.
      buckets.delete(who);
      buckets.set(who, { left: left >= 1 ? left - 1 : left, at: now, isOver: left < 1 });
      for (const oldest of buckets.keys()) {
        if (buckets.size <= mostKept) break;
        buckets.delete(oldest);
      }
      if (left >= 1) return 'allowed';
      return known.isOver ? 'over' : 'first';
    },
  };
}
