import type { GraphStore } from '../graph/graph-store.ts';
import { readSourceStates } from './read-source-states.ts';
import type { PastRun } from './sync-history.ts';

const kinds = ['Employee', 'Team', 'Task', 'Article'] as const;

/** The plans of those configured sources whose last run a brake stopped, as somebody judges them. */
export async function readStoppedPlans(
  graph: Pick<GraphStore, 'keys' | 'readNodes' | 'sources'>,
  configured: readonly { readonly source: string; readonly driver: string }[],
) {
  const states = await readSourceStates(graph, configured);
  return states.flatMap(({ isConfigured, lastRun }) =>
    isConfigured && lastRun?.outcome === 'stopped' ? describe(lastRun) : [],
  );
}

function describe({ id, source, startedAt, kept }: PastRun) {
  if (kept === undefined) return [];
  const counts = kinds.flatMap((kind) => {
    const { created = 0, changed = 0, deleted = 0 } = kept.counts[kind] ?? {};
    return created + changed + deleted === 0 ? [] : [{ kind, created, changed, deleted }];
  });
  const gone = { total: kept.gone.total, first: kept.gone.first.map(({ name }) => name) };
  return [{ run: id, source, startedAt, counts, gone }];
}
