import type { DistinctValue, GraphReader } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';

/** No relationship is looked at, so that any day will do. */
const anyDay = '2000-01-01';

/** The words that trackers have for the states of tasks. */
export interface TrackerStates {
  /** Whether there are several words for one of our states, such as "In Review" beside "In Progress". */
  readonly ownStates: boolean;
  /** By each word as it is stored, the states of ours that tasks with it are in. */
  readonly statesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the words for states: each is one state's, so that there are more words than states where one has several. */
export async function readTrackerStates(
  graph: GraphReader,
  viewer: Viewer,
  distinct: readonly DistinctValue[],
): Promise<TrackerStates> {
  const words = distinct.filter(({ label, property }) => label === 'Task' && property === 'sourceStatus');
  const statesOf = new Map<string, Set<string>>();
  if (words.length < 2) return { ownStates: false, statesOf };
  const result = await graph.query(
    {
      find: 'Task',
      return: {
        kind: 'groups',
        by: [
          { property: 'status', as: 'status' },
          { property: 'sourceStatus', as: 'word' },
        ],
        measures: [{ measure: 'count', as: 'count' }],
      },
    },
    viewer,
    anyDay,
  );
  if (result.kind !== 'groups') return { ownStates: false, statesOf };
  const states = new Set<string>();
  for (const { keys } of result.rows) {
    const [state, word] = keys.map(({ value }) => String(value ?? ''));
    if (state === undefined || word === undefined) continue;
    states.add(state);
    statesOf.set(word, (statesOf.get(word) ?? new Set()).add(state));
  }
  return { ownStates: words.length > states.size, statesOf };
}
