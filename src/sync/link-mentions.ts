import { setImmediate } from 'node:timers/promises';
import type { NodeRecord, RelationshipRecord } from '../graph/changes.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { ContextReader } from './context-reader.ts';
import { type FoundMentions, findMentions, type Mention, type MentionText } from './find-mentions.ts';
import { digestOf, fingerprintOf } from './fingerprint.ts';
import { dateRelationship, sealNode, stateRelationship } from './graph-records.ts';
import { MentionIndex } from './mention-index.ts';
import { mentionSource } from './node-ids.ts';
import { readMentionNames } from './read-mention-names.ts';
import { settleContested, type TextContext } from './settle-contested.ts';
import type { ChangeCounts } from './sync-report.ts';

/** Grows whenever names are found otherwise, so that all texts are searched anew. */
const linkingVersion = 3;
const markId = `sync-run:${mentionSource}`;
const batchSize = 2000;
const noContext: TextContext = { near: new Set(), far: new Set() };
/** Texts between two turns for timers and chats. */
const textsAtOnce = 100;

export interface LinkOptions {
  readonly clock: () => Date;
  readonly today: string;
  /** Now and then; may throw to stop. */
  readonly beforeBatch: () => void;
  readonly onSearched: (texts: number) => void;
}

/** How far the texts have been searched, and for which names. */
interface LinkMark {
  readonly names: string;
  readonly revision: number;
  /** Texts with names that only their context may tell: it may change while they do not, so they are searched each time. */
  readonly contested?: readonly string[];
}

/**
 * Links the texts of tasks and passages to what they name: those that changed since the last time, or all where a name
 * changed. The mark of how far it came is written last, so that a run that broke off is done again.
 *
 * @returns null where there was nothing to do.
 */
export async function linkMentions(graph: GraphStore, options: LinkOptions): Promise<ChangeCounts | null> {
  const startedAt = options.clock().toISOString();
  const mark = await readMark(graph);
  if (mark?.revision === (await graph.revision())) return null;
  const names = await readMentionNames(graph, options.today);
  const hash = fingerprintOf([linkingVersion, names]);
  const since = mark?.names === hash ? mark.revision : undefined;
  const index = new MentionIndex(names);
  const counts = { created: 0, changed: 0, deleted: 0, unchanged: 0 };
  const stored = await readStored(graph);
  const upserts: RelationshipRecord[] = [];
  const deletes: string[] = [];
  const reader = new ContextReader(graph, options.today);
  const contested = new Set<string>();
  let waiting: SearchedText[] = [];
  const seen = new Set<string>();
  let searched = 0;
  for await (const text of graph.texts(since)) {
    if (since !== undefined) seen.add(text.id);
    await search(text);
  }
  const changed = searched;
  const again = since === undefined ? [] : (mark?.contested ?? []).filter((id) => !seen.has(id));
  for (let start = 0; start < again.length; start += textsAtOnce)
    for (const text of await readTexts(graph, again.slice(start, start + textsAtOnce))) await search(text);
  await settle();
  await flush();
  const endedAt = options.clock().toISOString();
  const next = { names: hash, revision: await graph.revision(), contested: [...contested].sort() };
  await graph.apply({ changedAt: endedAt, upsertNodes: [buildMark(next, startedAt, endedAt)] });
  const isSame = changed === 0 && since !== undefined;
  return isSame && counts.created + counts.changed + counts.deleted === 0 ? null : counts;

  async function search({ id, label, text }: SourceText): Promise<void> {
    const place = placeOf(id, label);
    const found = findMentions({ text, ...place }, index);
    if (found.contested.length === 0) compareLinks(id, found.mentions);
    else {
      contested.add(id);
      waiting.push({ id, own: [...place.own][0] ?? id, found });
      if (waiting.length >= textsAtOnce) await settle();
    }
    if (upserts.length + deletes.length >= batchSize) await flush();
    if (++searched % textsAtOnce !== 0) return;
    options.beforeBatch();
    options.onSearched(searched);
    await setImmediate();
  }

  async function settle(): Promise<void> {
    const settling = waiting;
    waiting = [];
    if (settling.length === 0) return;
    await reader.readCandidates(
      settling.flatMap(({ found }) =>
        found.contested.flatMap((name) => name.candidates.map(({ target }) => target)),
      ),
    );
    const around = await reader.aroundTexts([...new Set(settling.map(({ own }) => own))]);
    for (const { id, own, found } of settling)
      compareLinks(
        id,
        settleContested(found, around.get(own) ?? noContext, (one) => reader.contextOf(one)),
      );
  }

  function compareLinks(id: string, mentions: readonly Mention[]): void {
    const leftover = new Map(stored.get(digestOf(id)));
    for (const mention of mentions) {
      const record = linkOf(id, mention);
      const before = leftover.get(record.id);
      leftover.delete(record.id);
      counts[before === undefined ? 'created' : before === record.fingerprint ? 'unchanged' : 'changed']++;
      if (before !== record.fingerprint) upserts.push(record);
    }
    for (const stale of leftover.keys()) deletes.push(stale);
    counts.deleted += leftover.size;
  }

  async function flush(): Promise<void> {
    if (upserts.length + deletes.length === 0) return;
    options.beforeBatch();
    await graph.apply({
      changedAt: startedAt,
      upsertRelationships: upserts.splice(0),
      deleteRelationships: deletes.splice(0),
    });
  }
}

interface SourceText {
  readonly id: string;
  readonly label: 'Task' | 'Passage';
  readonly text: string;
}

/** A text whose contested names wait for its context. */
interface SearchedText {
  readonly id: string;
  /** The task itself, or the passage's article. */
  readonly own: string;
  readonly found: FoundMentions;
}

function linkOf(from: string, { target, surface, confidence }: Mention): RelationshipRecord {
  const properties = { surface, confidence };
  const stated = stateRelationship({ type: 'MENTIONS', from, to: target, source: mentionSource, properties });
  return dateRelationship(stated, null);
}

/** Texts by id, as `GraphStore.texts` gives them; those that are gone are left out. */
async function readTexts(graph: GraphStore, ids: readonly string[]): Promise<SourceText[]> {
  return (await graph.readNodes(ids, operatorViewer)).flatMap(({ id, label, properties }) => {
    if (label !== 'Task' && label !== 'Passage') return [];
    const parts = label === 'Task' ? ['title', 'description'] : ['heading', 'text'];
    return [{ id, label, text: parts.flatMap((part) => properties[part] ?? []).join('\n') }];
  });
}

/** Stored links by the digest of the text they come from, which their ids carry; id to hash. */
async function readStored(graph: GraphStore): Promise<Map<string, Map<string, string>>> {
  const { relationships } = await graph.fingerprints(mentionSource);
  const stored = new Map<string, Map<string, string>>();
  for (const [id, { type, fingerprint }] of relationships) {
    if (type !== 'MENTIONS') continue;
    const from = id.split(':')[1] ?? '';
    const links = stored.get(from) ?? new Map<string, string>();
    links.set(id, fingerprint);
    stored.set(from, links);
  }
  return stored;
}

/** Where a text stands, from its id: `task:SOURCE:KEY` or `passage:SOURCE:KEY#ordinal`. */
function placeOf(id: string, label: 'Task' | 'Passage'): Omit<MentionText, 'text'> {
  const [, source = ''] = id.split(':', 2);
  if (label === 'Task') return { source, own: new Set([id]) };
  const articleKey = id.slice(`passage:${source}:`.length, id.lastIndexOf('#'));
  return { source, articleKey, own: new Set([`article:${source}:${articleKey}`]) };
}

async function readMark(graph: GraphStore): Promise<LinkMark | undefined> {
  const [node] = await graph.readNodes([markId], operatorViewer);
  const summary = node?.properties.summary;
  return typeof summary === 'string' ? (JSON.parse(summary) as LinkMark) : undefined;
}

function buildMark(mark: LinkMark, startedAt: string, endedAt: string): NodeRecord {
  return sealNode({
    id: markId,
    label: 'SyncRun',
    source: mentionSource,
    key: mentionSource,
    properties: { startedAt, endedAt, outcome: 'done', summary: JSON.stringify(mark) },
  });
}
