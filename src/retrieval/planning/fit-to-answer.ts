import type { Field, FindQuery, GraphQuery } from '../../graph/graph-query.ts';
import { listLimit } from './list-fields.ts';

/**
 * A valid query as an answer can be written from it: a list brings the keys that its rows are cited by, and groups are
 * counts by one key.
 *
 * @throws SyntaxError that tells whoever made the query what an answer has no words for.
 */
export function fitToAnswer(query: GraphQuery): GraphQuery {
  if ('paths' in query) return query;
  const { return: returned } = query;
  switch (returned.kind) {
    case 'list':
      return {
        ...query,
        return: {
          ...returned,
          fields: withKey(returned.fields ?? []),
          limit: Math.min(returned.limit ?? listLimit, listLimit),
        },
      };
    case 'groups': {
      const [measure, another] = returned.measures;
      if (measure?.measure !== 'count' || another !== undefined || returned.by.length !== 1)
        throw new SyntaxError(
          'Groups have one key, and {"measure": "count", "as": "count"} as their only measure.',
        );
      return { ...query, return: withCount(returned, measure.as) };
    }
    default:
      return query;
  }
}

function withKey(fields: readonly Field[]): Field[] {
  const others = fields.filter((field) =>
    'property' in field && !('related' in field) ? field.property !== 'key' : field.as !== 'key',
  );
  return [{ property: 'key' }, ...others];
}

type Groups = Extract<FindQuery['return'], { kind: 'groups' }>;

/** Answers look for the measure by this name. */
function withCount(groups: Groups, name: string): Groups {
  return {
    ...groups,
    measures: [{ measure: 'count', as: 'count' }],
    ...(groups.orderBy === undefined
      ? {}
      : { orderBy: groups.orderBy.map((order) => (order.by === name ? { ...order, by: 'count' } : order)) }),
  };
}
