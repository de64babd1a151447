import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { SourceReport, SyncOutcome } from './sync-report.ts';

export interface PastRun extends Pick<SourceReport, 'counts' | 'problems' | 'message'> {
  readonly source: string;
  readonly outcome: SyncOutcome;
  readonly startedAt: string;
  readonly endedAt: string;
}

/** The runs of a source that are still recorded, the last one first; for the operator, since problems name records. */
export async function readSyncHistory(graph: GraphStore, source: string): Promise<PastRun[]> {
  const { nodes } = await graph.fingerprints(source);
  const ids = [...nodes].filter(([, { label }]) => label === 'SyncRun').map(([id]) => id);
  const runs = await graph.readNodes(ids, operatorViewer);
  return runs
    .map(({ properties }): PastRun => {
      const text = (name: string): string => String(properties[name] ?? '');
      const summary = JSON.parse(text('summary')) as Pick<PastRun, 'counts' | 'problems' | 'message'>;
      return {
        source,
        ...summary,
        outcome: text('outcome') as SyncOutcome,
        startedAt: text('startedAt'),
        endedAt: text('endedAt'),
      };
    })
    .sort((one, other) => (one.startedAt < other.startedAt ? 1 : -1));
}
