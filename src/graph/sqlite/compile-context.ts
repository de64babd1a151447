import type { HeldDays } from '../held-days.ts';
import type { Viewer } from '../viewer.ts';
import type { CompileContext } from './property-sql.ts';

/** Rules as JSON, by the set: a viewer asks many times with the same one. */
const lists = new WeakMap<ReadonlySet<string>, string>();

/** @returns null where the viewer may read everything. */
export function aclList(viewer: Viewer): string | null {
  if (viewer.acls === 'all') return null;
  let list = lists.get(viewer.acls);
  if (list === undefined) {
    list = JSON.stringify([...viewer.acls]);
    lists.set(viewer.acls, list);
  }
  return list;
}

/**
 * @param rules null where the viewer may read everything.
 * @param days on one of which relationships must hold.
 */
export function createCompileContext(
  viewer: Viewer,
  rules: CompileContext['rules'],
  today: string,
  days: HeldDays = { first: today, last: today },
): CompileContext {
  let aliases = 0;
  return { viewer, rules, days, today, nextAlias: () => `a${aliases++}` };
}
