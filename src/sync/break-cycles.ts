import type { StatedRelationship } from './graph-records.ts';

export interface BrokenCycle {
  /** The relationship that was dropped: of those in the cycle, the one from the smallest id. */
  readonly dropped: StatedRelationship;
  /** Ids of the nodes in the cycle, from the dropped one's on. */
  readonly members: readonly string[];
}

/**
 * Finds rings among relationships that must lead upwards (managers) and drops one of each, always the same.
 *
 * @param relationships of one type, each from below to above.
 */
export function breakCycles(relationships: readonly StatedRelationship[]): readonly BrokenCycle[] {
  const above = new Map<string, StatedRelationship[]>();
  const inOrder = [...relationships].sort((one, other) =>
    one.from < other.from || (one.from === other.from && one.to < other.to) ? -1 : 1,
  );
  for (const one of inOrder) {
    const list = above.get(one.from);
    if (list === undefined) above.set(one.from, [one]);
    else list.push(one);
  }
  const broken: BrokenCycle[] = [];
  for (let cycle = findCycle(above); cycle !== undefined; cycle = findCycle(above)) {
    const dropped = cycle.reduce((smallest, one) => (one.from < smallest.from ? one : smallest));
    const start = cycle.indexOf(dropped);
    const members = [...cycle.slice(start), ...cycle.slice(0, start)].map((one) => one.from);
    broken.push({ dropped, members });
    above.set(
      dropped.from,
      (above.get(dropped.from) ?? []).filter((one) => one !== dropped),
    );
  }
  return broken;
}

/** Depth first without recursion: a chain of managers may be as long as a damaged export makes it. */
function findCycle(
  above: ReadonlyMap<string, readonly StatedRelationship[]>,
): StatedRelationship[] | undefined {
  const done = new Set<string>();
  for (const root of above.keys()) {
    if (done.has(root)) continue;
    const path: StatedRelationship[] = [];
    const onPath = new Set([root]);
    const pending = [{ node: root, next: 0 }];
    for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
      const step = above.get(top.node)?.[top.next++];
      if (step === undefined) {
        done.add(top.node);
        onPath.delete(top.node);
        pending.pop();
        path.pop();
      } else if (onPath.has(step.to)) {
        path.push(step);
        return path.slice(path.findIndex((one) => one.from === step.to));
      } else if (!done.has(step.to)) {
        path.push(step);
        onPath.add(step.to);
        pending.push({ node: step.to, next: 0 });
      }
    }
  }
  return undefined;
}
