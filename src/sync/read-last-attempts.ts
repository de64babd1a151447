import type { GraphStore } from '../graph/graph-store.ts';

/**
 * When each source was last tried by a run that came to its end. A source that a later run is writing, or broke off while it
 * wrote, is none of them: what it wrote is a part, so that the source is due.
 */
export async function readLastAttempts(
  graph: Pick<GraphStore, 'sources'>,
): Promise<ReadonlyMap<string, Date>> {
  const attempts = new Map<string, Date>();
  for (const { name, attemptedAt, updatingSince } of await graph.sources()) {
    if (attemptedAt === null) continue;
    if (updatingSince !== null && updatingSince > attemptedAt) continue;
    attempts.set(name, new Date(attemptedAt));
  }
  return attempts;
}
