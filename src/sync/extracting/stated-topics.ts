import type { GraphStore } from '../../graph/graph-store.ts';
import { operatorViewer } from '../../graph/viewer.ts';
import { topicKey } from './topic-key.ts';

/** The topics of the graph, and those of them that authors tagged pages with. */
export interface StatedTopics {
  readonly all: readonly string[];
  /** Ids of those that a page is tagged with. */
  readonly tagged: ReadonlySet<string>;
  /** The same by `topicKey`. */
  readonly byKey: ReadonlyMap<string, string>;
  /** `ARTICLE TOPIC` of each tag. */
  readonly pages: ReadonlySet<string>;
}

const idsAtOnce = 500;

/** @param besides the source whose statements do not count. */
export async function readStatedTopics(
  graph: Pick<GraphStore, 'names' | 'relationshipsOf'>,
  besides: string,
): Promise<StatedTopics> {
  const names = await graph.names('Topic', operatorViewer);
  const all = names.map(({ id }) => id).sort();
  const tagged = new Set<string>();
  const pages = new Set<string>();
  for (let at = 0; at < all.length; at += idsAtOnce)
    for (const { type, from, to, source } of await graph.relationshipsOf(all.slice(at, at + idsAtOnce))) {
      if (type !== 'ABOUT' || source === besides) continue;
      tagged.add(to);
      pages.add(`${from} ${to}`);
    }
  const byKey = new Map<string, string>();
  for (const { id, name } of names)
    if (tagged.has(id) && !byKey.has(topicKey(name))) byKey.set(topicKey(name), id);
  return { all, tagged, byKey, pages };
}
