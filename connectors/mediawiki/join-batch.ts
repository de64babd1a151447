/** Pages of one batch, whose parts come in several answers. */
export interface Batch {
  add(pages: readonly unknown[]): void;
  /** The pages so far, each with all of its parts; the batch is empty then. */
  take(): readonly unknown[];
}

/** Joins answers that continue one another: lists of a page are put together, other parts are the same in each ("API:Continue"). */
export function joinBatch(): Batch {
  const pages = new Map<unknown, Record<string, unknown>>();
  return {
    add(more) {
      for (const page of more) {
        const parts = partsOf(page);
        const key = parts.pageid ?? Symbol('a page without a number');
        const known = pages.get(key);
        if (known === undefined) pages.set(key, { ...parts });
        else
          for (const [name, value] of Object.entries(parts)) {
            const before = known[name];
            known[name] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
          }
      }
    },
    take() {
      const taken = [...pages.values()];
      pages.clear();
      return taken;
    },
  };
}

function partsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
