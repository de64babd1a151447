import type { GraphStore } from '../graph/graph-store.ts';
import { sourceOfId } from '../graph/source-of-id.ts';
import type { VectorIndex } from '../graph/vector-index.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { Embedder } from '../models/embedder.ts';
import { readTitles } from './article-titles.ts';
import { digestOf, fingerprintOf } from './fingerprint.ts';
import { sealNode } from './graph-records.ts';
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
/** No source is called so: a source's name has no colon. */
const markSource = 'passages:embedded';
const markId = `sync-run:${markSource}`;

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
 * @throws ModelError where the model fails; what was embedded by then stays, and the next run goes on from there.
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
  for await (const { id, label } of graph.texts(await readMark(graph)))
    if (label === 'Passage' && !isWithheld(id)) pages.add(articleOfPassage(id));
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
  if (pages.size > 0) await writeMark(graph, revision, startedAt, clock().toISOString());
  return embedded;
}

/** What is embedded of a passage: without the names of its page and section, many say little. */
function passageText(title: string, heading: string, text: string): string {
  return [title, heading, text].filter((part) => part !== '').join('\n');
}

/** The revision up to which all texts have been looked at; undefined before the first run. */
async function readMark(graph: GraphStore): Promise<number | undefined> {
  const [node] = await graph.readNodes([markId], operatorViewer);
  const revision = Number(node?.properties.summary ?? Number.NaN);
  return Number.isInteger(revision) ? revision : undefined;
}

async function writeMark(
  graph: GraphStore,
  revision: number,
  startedAt: string,
  endedAt: string,
): Promise<void> {
  const mark = sealNode({
    id: markId,
    label: 'SyncRun',
    source: markSource,
    key: markSource,
    properties: { startedAt, endedAt, outcome: 'done', summary: String(revision) },
  });
  await graph.apply({ changedAt: endedAt, upsertNodes: [mark] });
}
