import type { GraphQuery, GroupKey } from '../../graph/graph-query.ts';
import { walkCondition } from '../../graph/walk-condition.ts';

/**
 * The same figures by the trackers' own words for the states of tasks. Where some of our states were asked for, "done and open
 * tasks by team", it is these that are told.
 */
export function inOwnStates(query: GraphQuery): GraphQuery {
  if (!('find' in query) || query.find !== 'Task' || query.return.kind !== 'groups') return query;
  let asksForStates = false;
  walkCondition('Task', query.where, (label, condition) => {
    asksForStates ||= label === 'Task' && 'property' in condition && condition.property === 'status';
  });
  if (asksForStates) return query;
  const by = query.return.by.map(
    (key): GroupKey =>
      'property' in key && key.property === 'status' ? { ...key, property: 'sourceStatus' } : key,
  );
  return { ...query, return: { ...query.return, by } };
}
