import { type NodeLabel, nodeLabels } from '../../../graph-schema/index.ts';
import type { Neo4jDatabase, Run } from '../../operations/neo4j/open-neo4j.ts';
import { bookkeeping, isBookkeepingLink } from '../bookkeeping.ts';
import type { ChangeBatch, NodeRecord } from '../changes.ts';
import { checkNode } from '../check-record.ts';
import { searchableOf } from '../label-properties.ts';
import { decodeText } from './decode-value.ts';
import { nodeProperties } from './node-row.ts';
import { NodesByRule } from './nodes-by-rule.ts';
import { numberRules } from './number-rules.ts';
import { SeenRules } from './seen-rules.ts';
import { anyLabel, metaLabel, schemaLabel } from './stored-names.ts';
import { followRules, readSharedRules, type StoredWords, TextStatistics } from './text-statistics.ts';
import { deleteRelationships, endRelationships, writeRelationships } from './write-relationships.ts';

interface StoredNode extends StoredWords {
  readonly fingerprint: string;
  readonly acl: string | null;
  /** The rule's number. */
  readonly rule: number | null;
}

/** What a batch works with. */
interface Batch {
  readonly run: Run;
  readonly statistics: TextStatistics;
  readonly stamp: { readonly changedAt: string; readonly revision: number };
  /** Rules that came, changed or went. */
  readonly rules: Set<string>;
  readonly seen: SeenRules;
  readonly byRule: NodesByRule;
}

/**
 * Applies a batch in one transaction, in the order that `ChangeBatch` documents. What is stored with the same hash is not
 * written, and a batch that changes nothing leaves the revision as it is.
 *
 * @throws AppError `invalid_input` where a record does not fit the schema or an end of a relationship is missing; nothing
 *   is changed then.
 */
export async function applyBatch(database: Neo4jDatabase, batch: ChangeBatch): Promise<void> {
  await database.write(async (run) => {
    // Writing this node locks it: of two batches the second waits here, and finds what the first has written.
    const rows = await run(
      `MATCH (meta:${metaLabel} {name: 'graph'}) SET meta.locked = true REMOVE meta.locked RETURN meta.revision`,
    );
    const revision = Number(rows[0]?.[0]) + 1;
    const work: Batch = {
      run,
      statistics: new TextStatistics(),
      stamp: { changedAt: batch.changedAt, revision },
      rules: new Set(),
      seen: new SeenRules(run),
      byRule: new NodesByRule(),
    };
    let changed = await upsertNodes(work, lastOfEach(batch.upsertNodes ?? []));
    const links = lastOfEach(batch.upsertRelationships ?? []);
    changed += await writeRelationships(
      run,
      links.filter((one) => !isBookkeepingLink(one)),
      work.seen,
    );
    await writeRelationships(run, links.filter(isBookkeepingLink), work.seen);
    changed += await endRelationships(run, batch.endRelationships ?? []);
    await work.seen.unlink(batch.deleteRelationships ?? []);
    changed += await deleteRelationships(run, batch.deleteRelationships ?? []);
    changed += await deleteNodes(work, batch.deleteNodes ?? []);
    await work.seen.flush();
    await followRules(run, work.statistics, work.rules);
    await work.statistics.flush(run);
    if (changed > 0) await work.byRule.flush(run, revision);
  });
}

/** A record that comes twice in a batch counts as it comes last. */
function lastOfEach<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  const byId = new Map(items.map((item) => [item.id, item] as const));
  return byId.size === items.length ? items : [...byId.values()];
}

async function readStored(run: Run, ids: readonly string[]): Promise<Map<string, StoredNode>> {
  if (ids.length === 0) return new Map();
  const rows = await run(
    `UNWIND $ids AS id MATCH (n:${anyLabel} {id: id})
     RETURN id, labels(n), n.fingerprint, n.acl, n.rule, n.wordCount, n.shared, CASE WHEN n.shared THEN n.vector ELSE '' END`,
    { ids },
  );
  return new Map(
    rows.flatMap(([id, labels, fingerprint, acl, rule, wordCount, shared, vector]) => {
      const label = schemaLabel(labels);
      if (label === undefined) return [];
      const words = {
        wordCount: Number(wordCount ?? 0),
        shared: shared === true,
        vector: String(vector ?? ''),
      };
      const rights = { acl: decodeText(acl), rule: typeof rule === 'number' ? rule : null };
      return [[String(id), { label, fingerprint: String(fingerprint), ...rights, ...words }] as const];
    }),
  );
}

/** @returns how many nodes were written, bookkeeping left out. */
async function upsertNodes(work: Batch, nodes: readonly NodeRecord[]): Promise<number> {
  const stored = await readStored(
    work.run,
    nodes.map((node) => node.id),
  );
  const changed = nodes.filter((node) => {
    const before = stored.get(node.id);
    return before?.label !== node.label || before.fingerprint !== node.fingerprint;
  });
  for (const node of changed) checkNode(node);
  const relabelled = changed.filter((node) => {
    const before = stored.get(node.id);
    return before !== undefined && before.label !== node.label;
  });
  const present = changed.filter(({ id, label }) => stored.get(id)?.label === label);
  await work.seen.leave(present.filter(({ id, acl }) => stored.get(id)?.acl !== (acl ?? null)));
  work.seen.rewritten(present);
  await removeNodes(work, new Map(relabelled.flatMap(({ id }) => pick(stored, id))));
  const numbers = await numberRules(work.run, rulesOf(changed));
  // Whether an article counts in the shared statistics hangs on its rule, which has to be there before it.
  for (const label of ['Acl' as const, ...nodeLabels.filter((one) => one !== 'Acl')]) {
    const ofLabel = changed.filter((node) => node.label === label);
    if (ofLabel.length > 0) await writeNodes(work, label, ofLabel, stored, numbers);
  }
  return changed.filter((node) => !bookkeeping.has(node.label)).length;
}

/** Rules that nodes are under, and those that come by themselves: whoever satisfies one asks for its number. */
function rulesOf(nodes: readonly NodeRecord[]): Set<string> {
  return new Set(nodes.flatMap(({ id, label, acl }) => (label === 'Acl' ? id : (acl ?? []))));
}

function pick<Value>(from: ReadonlyMap<string, Value>, id: string): [string, Value][] {
  const value = from.get(id);
  return value === undefined ? [] : [[id, value]];
}

async function writeNodes(
  work: Batch,
  label: NodeLabel,
  nodes: readonly NodeRecord[],
  stored: ReadonlyMap<string, StoredNode>,
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = nodes.map((node) => ({
    id: node.id,
    properties: nodeProperties(node, work.stamp, numbers),
  }));
  if (label === 'Acl') for (const { id } of nodes) work.rules.add(id);
  for (const { id, acl } of nodes) {
    const before = stored.get(id);
    if (before?.label === label) work.byRule.count(label, before.rule, -1);
    work.byRule.count(label, (acl === undefined ? undefined : numbers.get(acl)) ?? null, 1);
  }
  if (searchableOf(label).length > 0) {
    const rules = new Set(label === 'Article' ? nodes.map((node) => node.acl ?? '') : []);
    const sharedRules = await readSharedRules(work.run, rules);
    for (const { id, properties } of rows) {
      const before = stored.get(id);
      if (before?.label === label) work.statistics.count(before, -1);
      const shared = label === 'Article' && sharedRules.has(String(properties.acl));
      if (label === 'Article') properties.shared = shared;
      const vector = String(properties.vector ?? '');
      work.statistics.count({ label, wordCount: Number(properties.wordCount), shared, vector }, 1);
    }
  }
  // Nobody else writes in the meantime, so that what is not there can be made without looking again.
  const present = rows.filter(({ id }) => stored.get(id)?.label === label);
  const absent = rows.filter(({ id }) => stored.get(id)?.label !== label);
  if (present.length > 0)
    await work.run(`UNWIND $rows AS row MATCH (n:${anyLabel} {id: row.id}) SET n = row.properties`, {
      rows: present,
    });
  if (absent.length > 0)
    await work.run(`UNWIND $rows AS row CREATE (n:${anyLabel}:${label}) SET n = row.properties`, {
      rows: absent,
    });
}

/** @returns how many nodes went, bookkeeping left out. */
async function deleteNodes(work: Batch, ids: readonly string[]): Promise<number> {
  const stored = await readStored(work.run, [...new Set(ids)]);
  await removeNodes(work, stored);
  return [...stored.values()].filter(({ label }) => !bookkeeping.has(label)).length;
}

async function removeNodes(work: Batch, stored: ReadonlyMap<string, StoredNode>): Promise<void> {
  if (stored.size === 0) return;
  for (const [id, words] of stored) {
    if (words.label === 'Acl') work.rules.add(id);
    work.byRule.count(words.label, words.rule, -1);
    if (searchableOf(words.label).length > 0) work.statistics.count(words, -1);
  }
  await work.seen.leave([...stored].map(([id, { label }]) => ({ id, label })));
  await work.run(`UNWIND $ids AS id MATCH (n:${anyLabel} {id: id}) DETACH DELETE n`, {
    ids: [...stored.keys()],
  });
}
