import type { FoundMovements } from './find-movements.ts';
import type { Movement } from './sync-report.ts';

/**
 * Who joined, moved and left by a run that broke off and by the one after it, as by one. What the first one wrote, the second does
 * not see; what it did not write, both do.
 *
 * @param isPresent whether a person, by the digest of their node's id, is there once the second has written.
 */
export function mergeMovements(
  earlier: FoundMovements,
  later: FoundMovements,
  isPresent: (person: string) => boolean,
): FoundMovements {
  const came = personsOf(earlier.joined);
  const went = personsOf(earlier.left.filter(({ lastDay }) => lastDay === null));
  const joined = latest(
    earlier.joined.filter(({ person }) => isPresent(person)),
    later.joined.filter(({ person }) => !went.has(person)),
  );
  const left = latest(
    earlier.left.filter(({ person, lastDay }) => isPresent(person) === (lastDay !== null)),
    later.left.filter(({ person, lastDay }) => lastDay !== null || !came.has(person)),
  );
  const isNew = personsOf(joined);
  const before = new Map(earlier.moved.map((one) => [one.person, one]));
  const moved = latest(earlier.moved, later.moved).flatMap((one) => {
    if (!isPresent(one.person) || isNew.has(one.person)) return [];
    const former = before.get(one.person);
    const changes =
      former === undefined || former === one ? one.changes : mergeChanges(former.changes, one.changes);
    return changes.length === 0 ? [] : [{ ...one, changes }];
  });
  return { joined, moved, left };
}

const order: readonly Movement['what'][] = ['title', 'manager', 'team', 'lead'];

function mergeChanges(earlier: readonly Movement[], later: readonly Movement[]): readonly Movement[] {
  const none: Pick<Movement, 'from' | 'to'> = { from: [], to: [] };
  return order.flatMap((what) => {
    const first = earlier.find((one) => one.what === what) ?? none;
    const second = later.find((one) => one.what === what) ?? none;
    const from = new Set([...first.from, ...second.from.filter((name) => !first.to.includes(name))]);
    const to = new Set([...first.to.filter((name) => !second.from.includes(name)), ...second.to]);
    const ended = [...from].filter((name) => !to.has(name)).sort();
    const begun = [...to].filter((name) => !from.has(name)).sort();
    return ended.length + begun.length === 0 ? [] : [{ what, from: ended, to: begun }];
  });
}

function personsOf(items: readonly { readonly person: string }[]): ReadonlySet<string> {
  return new Set(items.map(({ person }) => person));
}

/** One for each person, of the later run where both have one. */
function latest<Item extends { readonly person: string }>(
  earlier: readonly Item[],
  later: readonly Item[],
): Item[] {
  return [...new Map([...earlier, ...later].map((one) => [one.person, one])).values()];
}
