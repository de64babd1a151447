import type { GraphStore } from '../graph/graph-store.ts';
import type { ComparedRead, SourceRead } from './plan-sync.ts';

/** What the sources gave, beside what the graph holds of each. */
export async function compareReads(
  graph: Pick<GraphStore, 'fingerprints'>,
  reads: readonly SourceRead[],
): Promise<ComparedRead[]> {
  return await Promise.all(
    reads.map(async (read) => ({ ...read, stored: await graph.fingerprints(read.connector.source) })),
  );
}
