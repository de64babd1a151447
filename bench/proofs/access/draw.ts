/** Draws that are the same for the same seed (Mulberry32, by Tommy Ettinger: 32 bits of state are enough here). */
export interface Draw {
  /** A whole number from 0, below the bound. */
  below(bound: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** Different ones, in no order; all of them where there are fewer. */
  some<Item>(items: readonly Item[], count: number): Item[];
  chance(share: number): boolean;
}

export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const draw: Draw = {
    below: (bound) => Math.floor(next() * bound),
    pick<Item>(items: readonly Item[]): Item {
      const item = items[draw.below(items.length)];
      if (item === undefined) throw new Error('nothing to draw from');
      return item;
    },
    some<Item>(items: readonly Item[], count: number): Item[] {
      const chosen = new Set<Item>();
      const wanted = Math.min(count, items.length);
      while (chosen.size < wanted) chosen.add(draw.pick(items));
      return [...chosen];
    },
    chance: (share) => next() < share,
  };
  return draw;
}
