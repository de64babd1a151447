import type { Wanted } from './expectation.ts';

/** What is wanted and not found, and what was found and is wanted by nobody. */
export interface Mismatch {
  readonly missing: readonly Wanted[];
  readonly extra: readonly string[];
}

/**
 * Pairs what is wanted with what was found, each at most once, so that two namesakes need two rows. Alternatives may
 * overlap, so an item gives way where another form suits it too (augmenting paths): as many as can be are paired.
 *
 * @param suits whether a wanted form and something found are the same.
 */
export function matchWanted(
  wanted: readonly Wanted[],
  found: readonly string[],
  suits: (form: string, found: string) => boolean,
): Mismatch {
  const takenBy = new Map<number, number>();

  function place(item: number, tried: Set<number>): boolean {
    const forms = wanted[item] ?? [];
    for (const [index, one] of found.entries()) {
      if (tried.has(index) || !forms.some((form) => suits(form, one))) continue;
      tried.add(index);
      const holder = takenBy.get(index);
      if (holder === undefined || place(holder, tried)) {
        takenBy.set(index, item);
        return true;
      }
    }
    return false;
  }

  const missing = wanted.filter((_, item) => !place(item, new Set()));
  return { missing, extra: found.filter((_, index) => !takenBy.has(index)) };
}
