import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';

/** Titles of all articles by their ids, without reading the articles. */
export async function readTitles(graph: GraphStore, today: string): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  const limit = 1000;
  for (let offset = 0; ; offset += limit) {
    const query = {
      find: 'Article',
      return: { kind: 'list', orderBy: [{ by: 'id' }], limit, offset },
    } as const;
    const result = await graph.query(query, operatorViewer, today);
    if (result.kind !== 'list') return titles;
    for (const row of result.rows) titles.set(row.id, row.name);
    if (result.rows.length < limit) return titles;
  }
}
