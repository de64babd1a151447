import type { GraphStore } from '../graph/graph-store.ts';
import { sourceOfId } from '../graph/source-of-id.ts';
import type { VectorIndex } from '../graph/vector-index.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { Embedder } from '../models/embedder.ts';
import { ModelError } from '../models/model-error.ts';
import { readTitles } from './article-titles.ts';
import { readEmbedMark, writeEmbedMark } from './embed-mark.ts';
import { digestOf, fingerprintOf } from './fingerprint.ts';
import { articleOfPassage } from './node-ids.ts';

/** What a sync needs to keep vectors beside passages. */
export interface Embedding {
  readonly embedder: Embedder;
  /** Of the embedding model, so that another model's vectors are made anew. */
  readonly name: string;
  readonly vectors: VectorIndex;
  /** Sources whose passages are not embedded. */
  readonly withheldSources?: ReadonlySet<string>;
}

/** Grows whenever a passage's text is put together otherwise, so that all are embedded anew. */
const textVersion = 2;
/** Written at once, so that a run that breaks off has not paid in vain. */
const batchSize = 64;
/** Pages whose passages are read at once. */
const pagesAtOnce = 50;
export interface EmbedOptions {
  readonly today: string;
  readonly clock: () => Date;
  /** May throw to stop. */
  readonly beforeBatch: () => void;
}

/**
 * Embeds the passages that have no vector for their text, their heading and their page's title, and forgets the vectors
 * of passages that are gone. Reads the texts of those alone, and of what changed since the last complete run.
 *
 * @returns how many were embedded.
 * @throws ModelError where the model fails; what was embedded by then stays, how much is left is noted, and the next run goes on from there.
 */
export async function embedPassages(
  graph: GraphStore,
  { embedder, name, vectors, withheldSources = new Set() }: Embedding,
  { today, clock, beforeBatch }: EmbedOptions,
): Promise<number> {
  const startedAt = clock().toISOString();
  const revision = await graph.revision();
  const stored = await vectors.digests();
  const titles = await readTitles(graph, today);
  // The first half of a digest tells model and title, the second the text: whether the first holds is known unread.
  const headOf = (articleId: string): string =>
    digestOf(fingerprintOf([textVersion, name, ...embedder.dimensions, titles.get(articleId) ?? '']));
  const isWithheld = (id: string): boolean => withheldSources.has(sourceOfId(id) ?? '');
  const ids = (await graph.keys('Passage')).map(({ id }) => id).filter((id) => !isWithheld(id));
  const stale = ids.filter((id) => stored.get(id)?.startsWith(`${headOf(articleOfPassage(id))} `) !== true);
  const pages = new Set(stale.map(articleOfPassage));
  const mark = await readEmbedMark(graph);
  for await (const { id, label } of graph.texts(mark?.revision ?? undefined))
    if (label === 'Passage' && !isWithheld(id)) pages.add(articleOfPassage(id));
  let embedded = 0;
  let left = 0;
  let failure: ModelError | undefined;
  let batch: { id: string; digest: string; text: string }[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    beforeBatch();
    const some = batch;
    batch = [];
    const made = failure === undefined ? await embed(some.map(({ text }) => text)) : null;
    if (made === null) {
      left += some.length;
      return;
    }
    await vectors.write(
      some.flatMap(({ id, digest }, at) => {
        const vector = made[at];
        return vector === undefined ? [] : [{ id, digest, vector }];
      }),
    );
    embedded += some.length;
  };
  const waiting = [...pages];
  for (let at = 0; at < waiting.length; at += pagesAtOnce) {
    const passages = await graph.readPassages(waiting.slice(at, at + pagesAtOnce), operatorViewer);
    for (const { id, articleId, heading, text } of passages) {
      const whole = passageText(titles.get(articleId) ?? '', heading, text);
      const digest = `${headOf(articleId)} ${digestOf(whole)}`;
      if (text.trim() === '' || stored.get(id) === digest) continue;
      batch.push({ id, digest, text: whole });
      if (batch.length === batchSize) await flush();
    }
  }
  await flush();
  const kept = new Set(ids);
  const gone = [...stored.keys()].filter((id) => !kept.has(id));
  if (gone.length > 0) await vectors.remove(gone);
  if (pages.size > 0 || mark === undefined || mark.left > 0) {
    const reached =
      failure === undefined
        ? { revision, left }
        : { revision: mark?.revision ?? null, left, stopped: failure.reason };
    await writeEmbedMark(graph, reached, startedAt, clock().toISOString());
  }
  if (failure !== undefined) throw failure;
  return embedded;

  /** Null where the model fails: what is left is then only counted. */
  async function embed(texts: readonly string[]): Promise<readonly Float32Array[] | null> {
    try {
      return await embedder.embed(texts);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      failure = error;
      return null;
    }
  }
}

/** What is embedded of a passage: without the names of its page and section, many say little. */
function passageText(title: string, heading: string, text: string): string {
  return [title, heading, text].filter((part) => part !== '').join('\n');
}
