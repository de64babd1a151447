import type { GraphStore } from '../graph/graph-store.ts';
import { readEmbedMark } from './embed-mark.ts';
import { readExtractMark } from './extracting/extract-mark.ts';
import type { ExtractionStop } from './extracting/extraction.ts';

/** What follows syncs, and how far it is. */
export interface PassageWork {
  readonly what: 'extraction' | 'embedding';
  /** When it ended the last time, an instant; null before it did. */
  readonly endedAt: string | null;
  /** Passages. */
  readonly left: number;
  /** Passages of which nothing usable came, and which are not tried again. */
  readonly unusable: number;
  /** Absent where nothing stopped it. */
  readonly stopped?: ExtractionStop;
}

/** How far passages are read by a model and embedded, each where it is configured. */
export async function readPassageWork(
  graph: Pick<GraphStore, 'readNodes'>,
  { extraction, embeddings }: { readonly extraction: unknown; readonly embeddings: unknown },
): Promise<PassageWork[]> {
  const work: PassageWork[] = [];
  if (extraction !== null) {
    const { endedAt, left, unusable = 0, stopped } = (await readExtractMark(graph)) ?? {};
    const isRead = endedAt !== undefined && left !== null && left !== undefined;
    work.push({
      what: 'extraction',
      ...{ endedAt: isRead ? endedAt : null, left: left ?? 0, unusable },
      ...(stopped !== undefined && { stopped }),
    });
  }
  if (embeddings !== null) {
    const { endedAt = null, left = 0, stopped } = (await readEmbedMark(graph)) ?? {};
    work.push({
      what: 'embedding',
      ...{ endedAt, left, unusable: 0 },
      ...(stopped !== undefined && { stopped: stopped === 'over_budget' ? 'budget' : stopped }),
    });
  }
  return work;
}
