import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';

/** Whoever may ask at all: what this viewer reads, everybody does. */
export async function readPublicViewer(graph: Pick<GraphReader, 'acls'>): Promise<Viewer> {
  const open = (await graph.acls()).filter(({ clauses }) =>
    clauses.every((clause) => clause.includes('everyone')),
  );
  return { acls: new Set(open.map(({ id }) => id)) };
}
