import type { DistinctValue, GraphReader } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';

/** No relationship is looked at, so that any day will do. */
const anyDay = '2000-01-01';

/**
 * Whether the trackers have several words for one of our states, such as "In Review" beside "In Progress": each word is one
 * state's, so that there are then more words than states.
 */
export async function hasOwnStates(
  graph: GraphReader,
  viewer: Viewer,
  distinct: readonly DistinctValue[],
): Promise<boolean> {
  const words = distinct.filter(({ label, property }) => label === 'Task' && property === 'sourceStatus');
  if (words.length < 2) return false;
  const states = await graph.query(
    {
      find: 'Task',
      return: {
        kind: 'groups',
        by: [{ property: 'status', as: 'status' }],
        measures: [{ measure: 'count', as: 'count' }],
      },
    },
    viewer,
    anyDay,
  );
  return states.kind === 'groups' && words.length > states.rows.length;
}
