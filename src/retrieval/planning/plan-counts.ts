import type { Condition } from '../../graph/graph-query.ts';
import type { Connected } from './connect-parts.ts';
import { hasAny } from './group-keys.ts';
import type { Built } from './planner.ts';
import type { Frame } from './read-frame.ts';
import { allOf, withWhere } from './senses.ts';

/** "How many are urgent, how many high and how many low?": a figure for each value that is named, where it is asked more than once. */
export function planCountsOfValues(frame: Frame, connected: Connected): Built {
  const asked = frame.cues.filter(({ item }) => item.cues.has('ask.count') && !item.cues.has('light'));
  const [first, ...others] = frame.values.flatMap(({ item }) => item.candidates.slice(0, 1));
  if (asked.length < 2 || first === undefined || others.length === 0) return null;
  if (first.label !== connected.target || others.some(({ property }) => property !== first.property))
    return null;
  return {
    kind: 'query',
    query: {
      find: connected.target,
      ...withWhere(connected.where),
      return: {
        kind: 'groups',
        by: [{ property: first.property, as: first.property.replace('extra.', '') }],
        measures: [{ measure: 'count', as: 'count' }],
      },
    },
    shape: { kind: 'groups', ranked: false },
  };
}

/** "How many direct reports does each VP have?": a figure for each, none included. */
export function planCountsOfEach(frame: Frame, connected: Connected): Built {
  const said = hasAny(frame);
  if (
    frame.ask !== 'count' ||
    !said('group.each') ||
    frame.entities.some((one) => one.item.label === 'Employee')
  )
    return null;
  if (connected.target !== 'Employee' || !said('role.report')) return null;
  const isLine = (one: Condition): boolean => 'related' in one && one.related.type === 'REPORTS_TO';
  const parts =
    connected.where === undefined ? [] : 'all' in connected.where ? connected.where.all : [connected.where];
  return {
    kind: 'query',
    query: {
      find: 'Employee',
      ...withWhere(allOf(parts.filter((one) => !isLine(one)))),
      return: {
        kind: 'list',
        fields: [
          { property: 'key' },
          { countOf: { type: 'REPORTS_TO', direction: 'in', label: 'Employee' }, as: 'count' },
        ],
        orderBy: [{ by: 'count', descending: true }],
        limit: 200,
      },
    },
    shape: { kind: 'counts', counted: 'Employee' },
  };
}
