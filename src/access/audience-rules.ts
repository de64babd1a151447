import type { NameRecord } from '../graph/graph-store.ts';
import type { GroupSet } from './group-sets.ts';
import { principalsOf, type ReadingRule, type RuleNames, satisfies } from './principals.ts';

/** Somebody with the groups that they answer to. */
export interface GroupedPerson {
  readonly record: NameRecord;
  readonly groups: GroupSet;
}

/**
 * Ids of the rules that every one of them satisfies. What rules ask of groups is asked once for all who are in the same
 * teams; who somebody is by themselves counts where that is not enough, which few rules outlive.
 */
export function commonRules(
  rules: readonly ReadingRule[],
  people: readonly GroupedPerson[],
  names: RuleNames,
): ReadonlySet<string> {
  let common = rules;
  for (const [groups, those] of Map.groupBy(people, (person) => person.groups)) {
    const shared = new Set(['everyone', ...groups]);
    const byGroups = new Set(common.filter((rule) => satisfies(shared, rule)));
    let personal = common.filter((rule) => !byGroups.has(rule) && namesPeople(rule));
    for (const { record } of those) {
      if (personal.length === 0) break;
      const principals = principalsOf(record, groups, names);
      personal = personal.filter((rule) => satisfies(principals, rule));
    }
    const both = new Set([...byGroups, ...personal]);
    common = common.filter((rule) => both.has(rule));
    if (common.length === 0) break;
  }
  return new Set(common.map(({ id }) => id));
}

const namesPeople = ({ clauses }: ReadingRule): boolean =>
  clauses.some((clause) => clause.some((reader) => reader.startsWith('user:')));
