import type { GraphWriter } from '../graph/graph-store.ts';
import type { VectorIndex } from '../graph/vector-index.ts';
import type { Embedder } from '../models/embedder.ts';
import { fingerprintOf } from './fingerprint.ts';

/** What a sync needs to keep vectors beside passages. */
export interface Embedding {
  readonly embedder: Embedder;
  /** Of the embedding model, so that another model's vectors are made anew. */
  readonly name: string;
  readonly vectors: VectorIndex;
}

/** Written at once, so that a run that breaks off has not paid in vain. */
const batchSize = 64;

/**
 * Embeds the passages whose text has no vector yet, and forgets the vectors of passages that are gone.
 *
 * @param beforeBatch may throw to stop.
 * @returns how many were embedded.
 * @throws ModelError where the model fails; what was embedded by then stays, and the next run goes on from there.
 */
export async function embedPassages(
  graph: Pick<GraphWriter, 'texts'>,
  { embedder, name, vectors }: Embedding,
  beforeBatch: () => void,
): Promise<number> {
  const gone = new Map(await vectors.digests());
  let embedded = 0;
  let batch: { id: string; digest: string; text: string }[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    beforeBatch();
    const made = await embedder.embed(batch.map(({ text }) => text));
    await vectors.write(
      batch.flatMap(({ id, digest }, at) => {
        const vector = made[at];
        return vector === undefined ? [] : [{ id, digest, vector }];
      }),
    );
    embedded += batch.length;
    batch = [];
  };
  for await (const { id, label, text } of graph.texts()) {
    if (label !== 'Passage' || text.trim() === '') continue;
    const digest = fingerprintOf([name, embedder.dimensions, text]);
    const isCurrent = gone.get(id) === digest;
    gone.delete(id);
    if (isCurrent) continue;
    batch.push({ id, digest, text });
    if (batch.length === batchSize) await flush();
  }
  await flush();
  if (gone.size > 0) await vectors.remove([...gone.keys()]);
  return embedded;
}
