import type { NameCandidate } from '../linking/name-index.ts';
import type { QueryPlan } from '../planning/planner.ts';
import type { Wording } from './wording.ts';

/**
 * Questions that go on from an answer, each of which is understood in the same conversation: which ones, after a number; which of
 * them are late, after a list; what somebody works on, after who that is. None where nothing was found.
 *
 * @param total how many there are of what was asked for; undefined where it is no list and no number.
 */
export function suggestFollowUps(
  { query, shape, named }: QueryPlan,
  total: number | undefined,
  { followUps }: Wording,
): readonly string[] {
  if (!('find' in query)) return [];
  const { find } = query;
  // Names may also be those that were spoken of before.
  const meant = JSON.stringify(query.where ?? {});
  const [only, another] = [...named.values()].filter(
    ({ id, label }) => label === find && meant.includes(JSON.stringify(id)),
  );
  const one: NameCandidate | undefined = another === undefined ? only : undefined;
  if (shape.kind === 'profile' && find === 'Employee' && one !== undefined)
    return [followUps.workingOn(one.name), followUps.reports(one.name)];
  if (shape.kind === 'property' && find === 'Task' && one !== undefined) return [followUps.assignee(one.key)];
  if (total === undefined || total < 2) return [];
  if (shape.kind === 'count') return [followUps.which()];
  // What is about days has been asked for the late ones already.
  if (shape.kind !== 'list' || meant.includes('"dueDate"')) return [];
  if (find === 'Task') return [followUps.overdue()];
  return find === 'Employee' ? [followUps.withOverdue()] : [];
}
