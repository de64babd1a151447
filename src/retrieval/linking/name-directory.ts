import type { GraphReader } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { buildNameIndex, type NameIndex, type NameIndexOptions } from './name-index.ts';

const namedLabels = ['Employee', 'Team', 'Company', 'Project', 'Topic'] as const;

/** The name index of the graph as it is now, made anew only when a sync has changed something. */
export interface NameDirectory {
  current(viewer: Viewer): Promise<NameIndex>;
}

export function createNameDirectory(graph: GraphReader, options: NameIndexOptions): NameDirectory {
  let revision = -1;
  const byRights = new Map<string, Promise<NameIndex>>();
  return {
    async current(viewer) {
      const now = await graph.revision();
      if (now !== revision) {
        revision = now;
        byRights.clear();
      }
      // Names are everybody's; values of tasks are not, so that an index is shared by those of the same rights only.
      const rights = viewer.acls === 'all' ? 'all' : [...viewer.acls].sort().join(' ');
      const known = byRights.get(rights);
      if (known !== undefined) return await known;
      if (byRights.size > 100) byRights.clear();
      const made = build(graph, viewer, options);
      byRights.set(rights, made);
      return await made;
    },
  };
}

async function build(graph: GraphReader, viewer: Viewer, options: NameIndexOptions): Promise<NameIndex> {
  const records = await Promise.all(namedLabels.map((label) => graph.names(label)));
  return buildNameIndex(records.flat(), await graph.distinctValues(viewer), options);
}
