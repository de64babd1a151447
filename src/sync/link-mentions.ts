import { setImmediate } from 'node:timers/promises';
import type { NodeRecord, RelationshipRecord } from '../graph/changes.ts';
import type { GraphStore, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { readTitles } from './article-titles.ts';
import { findMentions, type MentionText } from './find-mentions.ts';
import { digestOf, fingerprintOf } from './fingerprint.ts';
import { dateRelationship, sealNode, stateRelationship } from './graph-records.ts';
import { MentionIndex, type MentionNames } from './mention-index.ts';
import { mentionSource } from './node-ids.ts';
import type { ChangeCounts } from './sync-report.ts';

/** Grows whenever names are found otherwise, so that all texts are searched anew. */
const linkingVersion = 3;
const markId = `sync-run:${mentionSource}`;
const batchSize = 2000;
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
  const names = await readNames(graph, options.today);
  const hash = fingerprintOf([linkingVersion, names]);
  const since = mark?.names === hash ? mark.revision : undefined;
  const index = new MentionIndex(names);
  const counts = { created: 0, changed: 0, deleted: 0, unchanged: 0 };
  const stored = await readStored(graph);
  const upserts: RelationshipRecord[] = [];
  const deletes: string[] = [];
  let searched = 0;
  for await (const { id, label, text } of graph.texts(since)) {
    const leftover = new Map(stored.get(digestOf(id)));
    for (const mention of findMentions({ text, ...placeOf(id, label) }, index).mentions) {
      const record = dateRelationship(
        stateRelationship({
          type: 'MENTIONS',
          from: id,
          to: mention.target,
          source: mentionSource,
          properties: { surface: mention.surface, confidence: mention.confidence },
        }),
        null,
      );
      const before = leftover.get(record.id);
      leftover.delete(record.id);
      counts[before === undefined ? 'created' : before === record.fingerprint ? 'unchanged' : 'changed']++;
      if (before !== record.fingerprint) upserts.push(record);
    }
    for (const stale of leftover.keys()) deletes.push(stale);
    counts.deleted += leftover.size;
    if (upserts.length + deletes.length >= batchSize) await flush();
    if (++searched % textsAtOnce === 0) {
      options.beforeBatch();
      options.onSearched(searched);
      await setImmediate();
    }
  }
  await flush();
  if (searched === 0 && since !== undefined) return null;
  const endedAt = options.clock().toISOString();
  await graph.apply({
    changedAt: endedAt,
    upsertNodes: [buildMark({ names: hash, revision: await graph.revision() }, startedAt, endedAt)],
  });
  return counts;

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

async function readNames(graph: GraphStore, today: string): Promise<MentionNames> {
  const names: NameRecord[] = [];
  for (const label of ['Employee', 'Team', 'Company', 'Project'] as const)
    names.push(...(await graph.names(label)));
  const titles = await readTitles(graph, today);
  const articles = (await graph.keys('Article')).map((node) => ({
    ...node,
    title: titles.get(node.id) ?? '',
  }));
  return { names, tasks: await graph.keys('Task'), articles };
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
