import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { ModelFailure } from '../models/model-error.ts';
import { sealNode } from './graph-records.ts';

/** No source is called so: a source's name has no colon. */
const source = 'passages:embedded';
const id = `sync-run:${source}`;

/** How far passages are embedded. */
export interface EmbedMark {
  /** Revision of the graph up to which all texts have been looked at; null before. */
  readonly revision: number | null;
  /** Passages that have no vector for their text. */
  readonly left: number;
  /** Absent where nothing stopped it. */
  readonly stopped?: ModelFailure;
}

/** With the instant at which it was written; undefined before the first round. */
export async function readEmbedMark(
  graph: Pick<GraphStore, 'readNodes'>,
): Promise<(EmbedMark & { readonly endedAt: string }) | undefined> {
  const [node] = await graph.readNodes([id], operatorViewer);
  const { summary, endedAt } = node?.properties ?? {};
  if (typeof summary !== 'string') return undefined;
  const mark = JSON.parse(summary) as EmbedMark | number;
  // Earlier versions wrote the revision alone.
  const told = typeof mark === 'number' ? { revision: mark, left: 0 } : mark;
  return { ...told, endedAt: String(endedAt) };
}

export async function writeEmbedMark(
  graph: Pick<GraphStore, 'apply'>,
  mark: EmbedMark,
  startedAt: string,
  endedAt: string,
): Promise<void> {
  const node = sealNode({
    ...{ id, label: 'SyncRun', source, key: source },
    properties: { startedAt, endedAt, outcome: 'done', summary: JSON.stringify(mark) },
  });
  await graph.apply({ changedAt: endedAt, upsertNodes: [node] });
}
