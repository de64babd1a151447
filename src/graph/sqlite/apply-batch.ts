import { type NodeLabel, relationships } from '../../../graph-schema/index.ts';
import { AppError } from '../../operations/app-error.ts';
import { inTransaction } from '../../operations/run-migrations.ts';
import { bookkeeping, isBookkeepingLink } from '../bookkeeping.ts';
import type { ChangeBatch, NodeRecord, RelationshipRecord } from '../changes.ts';
import { checkNode, checkRelationship } from '../check-record.ts';
import { foldText } from '../fold-text.ts';
import { ArticleTerms } from './article-terms.ts';
import { SeenRules } from './seen-rules.ts';
import type { StatementCache } from './statement-cache.ts';
import { deleteNode, writeNode } from './write-node.ts';

/** What a batch works with. */
interface Batch {
  readonly cache: StatementCache;
  readonly terms: ArticleTerms;
  readonly seen: SeenRules;
}

/**
 * Applies a batch in one transaction, in the order that `ChangeBatch` documents. What is stored with the same hash is not
 * written, and a batch that changes nothing leaves the revision as it is.
 *
 * @throws AppError `invalid_input` where a record does not fit the schema or an end of a relationship is missing; nothing
 *   is changed then.
 */
export function applyBatch(cache: StatementCache, batch: ChangeBatch): void {
  inTransaction(cache.database, () => {
    const work: Batch = { cache, terms: new ArticleTerms(cache), seen: new SeenRules(cache) };
    const revision = Number(cache.row("SELECT value FROM meta WHERE name = 'revision'")?.[0]) + 1;
    const stamp = { changedAt: batch.changedAt, revision };
    let changed = 0;
    for (const node of rulesFirst(batch.upsertNodes ?? [])) {
      const written = upsertNode(work, node, stamp);
      if (!bookkeeping.has(node.label)) changed += written;
    }
    for (const one of batch.upsertRelationships ?? []) {
      const written = upsertRelationship(work, one);
      if (!isBookkeepingLink(one)) changed += written;
    }
    for (const one of batch.endRelationships ?? []) changed += endRelationship(cache, one.id, one.on);
    for (const id of batch.deleteRelationships ?? []) {
      work.seen.unlink(id);
      changed += cache.run('DELETE FROM relationship WHERE id = ?', id);
    }
    for (const id of batch.deleteNodes ?? []) {
      const isBookkeeping = bookkeeping.has(labelOf(cache, id) ?? 'Source');
      const removed = removeNode(work, id);
      if (!isBookkeeping) changed += removed;
    }
    work.seen.flush();
    work.terms.flush();
    if (changed > 0) cache.run("UPDATE meta SET value = ? WHERE name = 'revision'", revision);
  });
  cache.rules.follow();
}

/** Whether an article counts in the shared statistics hangs on its rule, which has to be there before it. */
function rulesFirst(nodes: readonly NodeRecord[]): readonly NodeRecord[] {
  if (!nodes.some((node) => node.label === 'Acl')) return nodes;
  return [...nodes.filter((node) => node.label === 'Acl'), ...nodes.filter((node) => node.label !== 'Acl')];
}

function upsertNode(
  work: Batch,
  node: NodeRecord,
  stamp: { readonly changedAt: string; readonly revision: number },
): 0 | 1 {
  const { cache, terms, seen } = work;
  const stored = cache.row('SELECT label, fingerprint, acl FROM node WHERE id = ?', node.id);
  if (stored?.[0] === node.label && stored[1] === node.fingerprint) return 0;
  checkNode(node);
  if (stored !== undefined && stored[0] !== node.label) removeNode(work, node.id);
  else if (stored !== undefined && stored[2] !== (node.acl ?? null)) seen.leave(node.id, node.label);
  const before = node.label === 'Acl' && terms.isShared(node.id);
  writeNode(cache, terms, node, stamp, stored?.[0] === node.label);
  if (node.label === 'Acl') terms.ruleChanged(node.id, before);
  return 1;
}

function removeNode({ cache, terms, seen }: Batch, id: string): 0 | 1 {
  const label = labelOf(cache, id);
  if (label === undefined) return 0;
  const before = label === 'Acl' && terms.isShared(id);
  seen.leave(id, label);
  deleteNode(cache, terms, id, label);
  seen.forget(id, label);
  if (label === 'Acl') terms.ruleChanged(id, before);
  return 1;
}

function labelOf(cache: StatementCache, id: string): NodeLabel | undefined {
  // The table is written by this module alone, from checked labels.
  return cache.row('SELECT label FROM node WHERE id = ?', id)?.[0] as NodeLabel | undefined;
}

function upsertRelationship({ cache, seen }: Batch, one: RelationshipRecord): 0 | 1 {
  const stored = cache.row('SELECT fingerprint, ended FROM relationship WHERE id = ?', one.id);
  if (stored?.[0] === one.fingerprint && stored[1] === 0) return 0;
  checkRelationship(one, (id) => labelOf(cache, id));
  if (stored !== undefined) seen.unlink(one.id);
  const role = one.properties?.role;
  cache.run(
    `INSERT INTO relationship (id, type, from_id, to_id, source, role, role_key, surface, confidence,
       valid_from, valid_to, ended, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
     ON CONFLICT (id) DO UPDATE SET type = excluded.type, from_id = excluded.from_id, to_id = excluded.to_id,
       source = excluded.source, role = excluded.role, role_key = excluded.role_key, surface = excluded.surface,
       confidence = excluded.confidence, valid_from = excluded.valid_from, valid_to = excluded.valid_to, ended = 0,
       fingerprint = excluded.fingerprint`,
    one.id,
    one.type,
    one.from,
    one.to,
    one.source,
    role ?? null,
    typeof role === 'string' ? foldText(role) : null,
    one.properties?.surface ?? null,
    one.properties?.confidence ?? null,
    one.period?.from ?? null,
    one.period?.to ?? null,
    one.fingerprint,
  );
  seen.link(one);
  return 1;
}

/** An end that the source itself had told stays where it is earlier. */
function endRelationship(cache: StatementCache, id: string, on: string): number {
  const stored = cache.row('SELECT type FROM relationship WHERE id = ?', id);
  if (stored === undefined) return 0;
  const type = stored[0] as keyof typeof relationships;
  if (!relationships[type].temporal)
    throw new AppError(
      'invalid_input',
      `Relationship ${id} (${type}): this type has no period, delete it instead.`,
    );
  return cache.run(
    'UPDATE relationship SET valid_to = min(coalesce(valid_to, ?), ?), ended = 1 WHERE id = ? AND ended = 0',
    on,
    on,
    id,
  );
}
