import type { GraphStore } from '../../graph/graph-store.ts';
import { sourceOfId } from '../../graph/source-of-id.ts';
import type { StateStore } from '../../state/state-store.ts';
import { readPublicViewer } from '../public-viewer.ts';
import type { SyncDeps } from '../sync-deps.ts';
import { extractMarkId, readExtractMark, writeExtractMark } from './extract-mark.ts';
import type { Extraction, ExtractionReport } from './extraction.ts';
import { extractKey, forgetExtracts, keptExtracts } from './kept-extracts.ts';
import { linkExtracts, unlinkExtracts } from './link-extracts.ts';
import { mostTries, readPassages, type UnreadText } from './read-passages.ts';

/** Grows whenever topics are linked otherwise, so that they are linked anew. */
const linkingVersion = 1;
export interface ExtractOptions {
  /** Now and then; throws to stop. */
  readonly beforeBatch: () => void;
  /** Does what writes to the graph while no sync does; gives null where that cannot be had for now. */
  readonly writing: <Done>(work: (beforeBatch: () => void) => Promise<Done>) => Promise<Done | null>;
  readonly signal: AbortSignal;
  readonly onRead: (done: number, total: number) => void;
}

/**
 * Has the passages read that are new or changed, within what a day may take, and links topics and names that they bear out. Where it
 * is not configured, what it once made goes. Syncs may go on while it reads: what they change meanwhile is left for the next time.
 *
 * @returns null where there was nothing to do.
 */
export async function extractFromPassages(
  { graph, state, extraction, clock, today }: SyncDeps,
  options: ExtractOptions,
): Promise<ExtractionReport | null> {
  const startedAt = clock().toISOString();
  const mark = await readExtractMark(graph);
  if (extraction === undefined)
    return mark === undefined
      ? null
      : await options.writing((beforeBatch) => removeExtracted(graph, state, startedAt, { beforeBatch }));
  const withheld = [...extraction.withheldSources].sort();
  const isLinked =
    mark?.version === linkingVersion &&
    mark.revision === (await graph.revision()) &&
    mark.withheld.join(' ') === withheld.join(' ');
  if (isLinked && mark.left === 0) return null;
  // Known before anything is made, so that what a run made that broke off can be taken out again.
  const begun = { version: linkingVersion, revision: -1, withheld, left: null, unusable: 0 };
  if (mark === undefined) await writeExtractMark(graph, begun, startedAt, startedAt);
  const revision = await graph.revision();
  const passagesOf = await readPassageTexts(graph, extraction);
  const { unread, unusable } = await findUnread(state, passagesOf);
  const everyone = await readPublicViewer(graph);
  const outcome = await readPassages(graph, state, unread, {
    extraction,
    clock,
    today: today(),
    everyone,
    ...options,
  });
  const { read, givenUp, stopped } = outcome;
  const left = unread.length - read - givenUp;
  const told = { left, unusable: unusable + givenUp, ...(stopped !== undefined && { stopped }) };
  const writeHow = async (linkedAt: number): Promise<void> =>
    await writeExtractMark(
      graph,
      { version: linkingVersion, revision: linkedAt, withheld, ...told },
      startedAt,
      clock().toISOString(),
    );
  await writeHow(-1);
  const counts = await options.writing(async (beforeBatch) => {
    // A sync that went on meanwhile changed rights and texts, and left passages that nobody has asked about.
    const isSame = (await graph.revision()) === revision;
    const { counts, gone } = await linkExtracts(graph, state, {
      today: today(),
      changedAt: startedAt,
      everyone: isSame ? everyone : await readPublicViewer(graph),
      passagesOf: isSame ? passagesOf : await readPassageTexts(graph, extraction),
      beforeBatch,
    });
    await forgetExtracts(state, gone);
    await writeHow(isSame ? await graph.revision() : -1);
    return counts;
  });
  return { read, ...told, counts: counts ?? {} };
}

async function removeExtracted(
  graph: GraphStore,
  state: StateStore,
  changedAt: string,
  { beforeBatch }: Pick<ExtractOptions, 'beforeBatch'>,
): Promise<ExtractionReport> {
  const counts = await unlinkExtracts(graph, { changedAt, beforeBatch });
  const keys: string[] = [];
  for await (const { key } of keptExtracts(state)) keys.push(key);
  await forgetExtracts(state, keys);
  beforeBatch();
  await graph.apply({ changedAt, deleteNodes: [extractMarkId] });
  return { read: 0, left: 0, unusable: 0, counts };
}

/** Passages that have a text, by the key that it is kept under. */
async function readPassageTexts(
  graph: GraphStore,
  { withheldSources }: Extraction,
): Promise<Map<string, string[]>> {
  const passagesOf = new Map<string, string[]>();
  for await (const { id, label, text } of graph.texts()) {
    if (label !== 'Passage' || text.trim() === '' || withheldSources.has(sourceOfId(id) ?? '')) continue;
    const key = extractKey(text);
    const passages = passagesOf.get(key);
    if (passages === undefined) passagesOf.set(key, [id]);
    else passages.push(id);
  }
  return passagesOf;
}

async function findUnread(
  state: StateStore,
  passagesOf: ReadonlyMap<string, readonly string[]>,
): Promise<{ readonly unread: readonly UnreadText[]; readonly unusable: number }> {
  const tries = new Map<string, number>();
  for await (const { key, kept } of keptExtracts(state))
    if (passagesOf.has(key)) tries.set(key, 'tries' in kept ? kept.tries : -1);
  const unread: UnreadText[] = [];
  let unusable = 0;
  for (const [key, [passage = '']] of passagesOf) {
    const tried = tries.get(key) ?? 0;
    if (tried >= mostTries) unusable++;
    else if (tried >= 0) unread.push({ key, passage, tries: tried });
  }
  // What has failed before comes last, so that it keeps nothing else waiting.
  return { unread: unread.sort((one, other) => one.tries - other.tries), unusable };
}
