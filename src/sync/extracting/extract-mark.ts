import type { GraphStore } from '../../graph/graph-store.ts';
import { operatorViewer } from '../../graph/viewer.ts';
import { sealNode } from '../graph-records.ts';
import type { ExtractionStop } from './extraction.ts';
import { extractSource } from './link-extracts.ts';

export const extractMarkId = `sync-run:${extractSource}`;

/** How the graph stood when all that is kept was linked, and what was left to read. */
export interface ExtractMark {
  readonly version: number;
  readonly revision: number;
  readonly withheld: readonly string[];
  /** Null until the first reading has ended. */
  readonly left: number | null;
  readonly unusable: number;
  readonly stopped?: ExtractionStop;
}

/** With the instant at which it was written; undefined before the first reading. */
export async function readExtractMark(
  graph: Pick<GraphStore, 'readNodes'>,
): Promise<(ExtractMark & { readonly endedAt: string }) | undefined> {
  const [node] = await graph.readNodes([extractMarkId], operatorViewer);
  const { summary, endedAt } = node?.properties ?? {};
  if (typeof summary !== 'string') return undefined;
  return { ...(JSON.parse(summary) as ExtractMark), endedAt: String(endedAt) };
}

export async function writeExtractMark(
  graph: Pick<GraphStore, 'apply'>,
  mark: ExtractMark,
  startedAt: string,
  endedAt: string,
): Promise<void> {
  const node = sealNode({
    id: extractMarkId,
    label: 'SyncRun',
    source: extractSource,
    key: extractSource,
    properties: { startedAt, endedAt, outcome: 'done', summary: JSON.stringify(mark) },
  });
  await graph.apply({ changedAt: endedAt, upsertNodes: [node] });
}
