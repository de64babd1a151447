import type { NodeRecord, RelationshipRecord } from '../../graph/changes.ts';
import type { GraphStore } from '../../graph/graph-store.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { StateStore } from '../../state/state-store.ts';
import { dateRelationship, sealNode, stateRelationship } from '../graph-records.ts';
import { calledWhole } from '../match-name.ts';
import { MentionIndex } from '../mention-index.ts';
import { articleOfPassage, mentionSource, sharedId, sharedSource } from '../node-ids.ts';
import { readMentionNames } from '../read-mention-names.ts';
import { ChangeTally, type SyncReport } from '../sync-report.ts';
import { keptExtracts } from './kept-extracts.ts';
import { readableOf } from './read-passages.ts';
import { readStatedTopics, type StatedTopics } from './stated-topics.ts';
import { topicKey } from './topic-key.ts';

/** What a model found belongs to this source; no source is called so, as their names have no colon. */
export const extractSource = 'passages:extract';
/** Below all that is stated, and below the names that rules find in texts. */
const confidence = 0.5;
const batchSize = 2000;
const idsAtOnce = 1000;

export interface LinkExtractsOptions {
  readonly today: string;
  readonly changedAt: string;
  /** Whoever may ask at all. */
  readonly everyone: Viewer;
  /** Passages that have a text, by the key that it is kept under. */
  readonly passagesOf: ReadonlyMap<string, readonly string[]>;
  readonly beforeBatch: () => void;
}

/** A topic as passages speak of it. */
interface FoundTopic {
  /** How often passages that everybody may read spell it how. */
  readonly spellings: Map<string, number>;
  readonly quotes: { readonly passage: string; readonly quote: string }[];
}

interface Wanted {
  readonly nodes: readonly NodeRecord[];
  readonly relationships: ReadonlyMap<string, RelationshipRecord>;
}

/**
 * Brings the graph in line with what is kept of texts: topics with the passages and pages that are about them, and links to whom
 * passages name. Made anew from all that is kept, so that what a passage no longer says goes with it.
 *
 * Everybody may know what topics there are. So a topic has a node only where authors tagged a page with it or a passage that
 * everybody may read bears it out, under a spelling of such a passage.
 *
 * @returns what changed, and the texts that are kept and stand nowhere any more.
 */
export async function linkExtracts(
  graph: GraphStore,
  state: StateStore,
  options: LinkExtractsOptions,
): Promise<{ readonly counts: SyncReport['shared']; readonly gone: readonly string[] }> {
  const index = new MentionIndex(await readMentionNames(graph, options.today));
  const stated = await readStatedTopics(graph, extractSource);
  const { topics, named, gone } = await gather(graph, state, index, options);
  const links = new Map<string, RelationshipRecord>();
  const add = (link: RelationshipRecord): void => {
    links.set(link.id, link);
  };
  const nodes: NodeRecord[] = [];
  for (const [key, topic] of topics) {
    const known = stated.byKey.get(key);
    const name = known === undefined ? likeliest(topic.spellings) : null;
    if (name === undefined) continue;
    // As a tag of that spelling would have it.
    const id = known ?? sharedId('Topic', name ?? key);
    if (name !== null) nodes.push(topicNode(id, name));
    for (const { passage, quote } of topic.quotes) {
      add(mention(passage, id, quote));
      const article = articleOfPassage(passage);
      if (!stated.pages.has(`${article} ${id}`)) add(about(article, id));
    }
  }
  const found = (await graph.fingerprints(mentionSource)).relationships;
  for (const { passage, target, quote } of named)
    if (!found.has(mention(passage, target, '', mentionSource).id)) add(mention(passage, target, quote));
  return { counts: await write(graph, { nodes, relationships: links }, stated, options), gone };
}

/** All that is kept, by topic and by who is named. */
async function gather(
  graph: GraphStore,
  state: StateStore,
  index: MentionIndex,
  { passagesOf, everyone, today }: LinkExtractsOptions,
): Promise<{
  readonly topics: ReadonlyMap<string, FoundTopic>;
  readonly named: readonly { readonly passage: string; readonly target: string; readonly quote: string }[];
  readonly gone: readonly string[];
}> {
  const topics = new Map<string, FoundTopic>();
  const named: { passage: string; target: string; quote: string }[] = [];
  const gone: string[] = [];
  const spelt: { readonly passage: string; readonly key: string; readonly name: string }[] = [];
  const countSpellings = async (): Promise<void> => {
    const some = spelt.splice(0);
    const open = await readableOf(graph, [...new Set(some.map(({ passage }) => passage))], everyone, today);
    for (const { passage, key, name } of some) {
      const spellings = topics.get(key)?.spellings;
      if (open.has(passage)) spellings?.set(name, (spellings.get(name) ?? 0) + 1);
    }
  };
  for await (const { key: text, kept } of keptExtracts(state)) {
    const passages = passagesOf.get(text);
    if (passages === undefined) gone.push(text);
    if (passages === undefined || 'tries' in kept) continue;
    const names = new Set(kept.entities.map(({ name }) => topicKey(name)));
    for (const { name, quote } of kept.topics) {
      const key = topicKey(name);
      // Who is named is no topic, known or not: no node is made for a person.
      if (names.has(key) || calledWhole(name, index.root).length > 0) continue;
      const topic = topics.get(key) ?? { spellings: new Map<string, number>(), quotes: [] };
      topics.set(key, topic);
      for (const passage of passages) {
        topic.quotes.push({ passage, quote });
        spelt.push({ passage, key, name });
        if (spelt.length >= idsAtOnce) await countSpellings();
      }
    }
    for (const { name, quote } of kept.entities) {
      const [target, other] = calledWhole(name, index.root);
      if (target === undefined || other !== undefined) continue;
      for (const passage of passages) named.push({ passage, target, quote });
    }
  }
  await countSpellings();
  return { topics, named, gone };
}

async function write(
  graph: GraphStore,
  { nodes, relationships }: Wanted,
  stated: StatedTopics,
  { changedAt, beforeBatch }: Pick<LinkExtractsOptions, 'changedAt' | 'beforeBatch'>,
): Promise<SyncReport['shared']> {
  const tally = new ChangeTally();
  const storedNodes = (await graph.fingerprints(sharedSource)).nodes;
  const stored = (await graph.fingerprints(extractSource)).relationships;
  const upsertNodes = nodes.filter((node) => {
    const before = storedNodes.get(node.id)?.fingerprint;
    tally.add(
      'Topic',
      before === undefined ? 'created' : before === node.fingerprint ? 'unchanged' : 'changed',
    );
    return before !== node.fingerprint;
  });
  const upserts = [...relationships.values()].filter((link) => {
    const before = stored.get(link.id)?.fingerprint;
    tally.add(
      link.type,
      before === undefined ? 'created' : before === link.fingerprint ? 'unchanged' : 'changed',
    );
    return before !== link.fingerprint;
  });
  const deletes = [...stored].filter(([id]) => !relationships.has(id));
  for (const [, { type }] of deletes) tally.add(type, 'deleted');
  const kept = new Set(nodes.map(({ id }) => id));
  const unused = stated.all.filter((id) => !kept.has(id) && !stated.tagged.has(id));
  tally.add('Topic', 'deleted', unused.length);

  // Nodes before the links to them, and these gone before the nodes that nothing leads to any more.
  for (const some of chunks(upsertNodes)) await apply({ upsertNodes: some });
  for (const some of chunks(upserts)) await apply({ upsertRelationships: some });
  for (const some of chunks(deletes.map(([id]) => id))) await apply({ deleteRelationships: some });
  for (const some of chunks(unused)) await apply({ deleteNodes: some });
  return tally.toCounts();

  async function apply(batch: Omit<Parameters<GraphStore['apply']>[0], 'changedAt'>): Promise<void> {
    beforeBatch();
    await graph.apply({ changedAt, ...batch });
  }
}

/** Takes all of it out of the graph again. */
export async function unlinkExtracts(
  graph: GraphStore,
  options: Pick<LinkExtractsOptions, 'changedAt' | 'beforeBatch'>,
): Promise<SyncReport['shared']> {
  const stated = await readStatedTopics(graph, extractSource);
  return await write(graph, { nodes: [], relationships: new Map() }, stated, options);
}

function chunks<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  for (let at = 0; at < items.length; at += batchSize) parts.push(items.slice(at, at + batchSize));
  return parts;
}

/** The most frequent spelling, of those the shortest, small letters before capitals; undefined where not everybody may read one. */
function likeliest(spellings: ReadonlyMap<string, number>): string | undefined {
  const [first] = [...spellings].sort(
    ([one, often], [other, rarely]) => rarely - often || one.length - other.length || (one > other ? -1 : 1),
  );
  return first?.[0];
}

function topicNode(id: string, name: string): NodeRecord {
  const key = id.slice('topic:'.length);
  return sealNode({ id, label: 'Topic', source: sharedSource, key, properties: { name } });
}

function mention(from: string, to: string, surface: string, source = extractSource): RelationshipRecord {
  const properties = { surface, confidence };
  return dateRelationship(stateRelationship({ type: 'MENTIONS', from, to, source, properties }), null);
}

function about(from: string, to: string): RelationshipRecord {
  return dateRelationship(stateRelationship({ type: 'ABOUT', from, to, source: extractSource }), null);
}
