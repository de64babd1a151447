import type { Condition } from '../../graph/graph-query.ts';
import { listLimit } from './list-fields.ts';
import { usualOrder } from './plan-order.ts';
import type { Built } from './planner.ts';
import { withWhere } from './senses.ts';

/** People who meet a condition, told with what they do, or how many there are of them. */
export function peopleAsked(where: Condition | undefined, isCount: boolean): NonNullable<Built> {
  return {
    kind: 'query',
    query: {
      find: 'Employee',
      ...withWhere(where),
      return: isCount
        ? { kind: 'count' }
        : {
            kind: 'list',
            fields: [{ property: 'key' }, { property: 'title' }],
            limit: listLimit,
            orderBy: [usualOrder('Employee')],
          },
    },
    shape: { kind: isCount ? 'count' : 'list' },
  };
}
