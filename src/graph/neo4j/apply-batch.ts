import neo4j from 'neo4j-driver';
import {
  type NodeLabel,
  type RelationshipType,
  relationships,
  relationshipTypes,
} from '../../../graph-schema/index.ts';
import { AppError } from '../../operations/app-error.ts';
import type { Neo4jConnection, RunStatement } from '../../operations/neo4j/neo4j-connection.ts';
import type { ChangeBatch, NodeRecord, RelationshipRecord } from '../changes.ts';
import { checkNode, checkRelationship } from '../stored/check-record.ts';
import { ArticleTerms } from './article-terms.ts';
import { decodeText } from './decode-value.ts';
import { labelOf } from './label-of.ts';
import { bookkeeping as names } from './stored-names.ts';
import { type Stamp, storedNode, storedRelationship } from './stored-node.ts';
import { WordTotals } from './word-totals.ts';

/** How fresh sources are is no knowledge: writing it leaves the revision as it is. */
const bookkeeping: ReadonlySet<NodeLabel> = new Set(['Source', 'SyncRun', 'Question']);

/** A node that the graph holds, as far as a batch has to know it. */
interface StoredNode {
  readonly label: NodeLabel;
  readonly fingerprint: string;
}

/**
 * Applies a batch in one transaction, in the order that `ChangeBatch` documents. What is stored with the same hash is not
 * written, and a batch that changes nothing leaves the revision as it is.
 *
 * @throws AppError `invalid_input` where a record does not fit the schema or an end of a relationship is missing; nothing
 *   is changed then.
 */
export async function applyBatch(connection: Neo4jConnection, batch: ChangeBatch): Promise<void> {
  await connection.write(async (run) => {
    const revision = await takeTurn(run);
    const work = new BatchWork(run, { changedAt: batch.changedAt, revision: revision + 1 });
    await work.upsertNodes(batch.upsertNodes ?? []);
    await work.upsertRelationships(batch.upsertRelationships ?? []);
    await work.endRelationships(batch.endRelationships ?? []);
    await work.deleteRelationships(batch.deleteRelationships ?? []);
    await work.deleteNodes(batch.deleteNodes ?? []);
    if (await work.finish())
      await run({
        text: `MATCH (node:${names.meta} {name: 'graph'}) SET node.revision = $revision`,
        parameters: { revision: neo4j.int(revision + 1) },
      });
  });
}

/** Two batches at once would count words and revisions past each other: the second waits for the first. */
async function takeTurn(run: RunStatement): Promise<number> {
  const [row] = await run({
    text: `MATCH (node:${names.meta} {name: 'graph'}) SET node.turn = coalesce(node.turn, 0) + 1 RETURN node.revision AS revision`,
  });
  return Number(row?.get('revision') ?? 0);
}

class BatchWork {
  readonly #run: RunStatement;
  readonly #stamp: Stamp;
  readonly #terms: ArticleTerms;
  readonly #words: WordTotals;
  #changed = 0;

  constructor(run: RunStatement, stamp: Stamp) {
    this.#run = run;
    this.#stamp = stamp;
    this.#terms = new ArticleTerms(run);
    this.#words = new WordTotals(run);
  }

  /** @returns whether any knowledge changed. */
  async finish(): Promise<boolean> {
    await this.#terms.flush();
    await this.#words.flush();
    return this.#changed > 0;
  }

  async upsertNodes(nodes: readonly NodeRecord[]): Promise<void> {
    if (nodes.length === 0) return;
    const stored = await this.#readNodes(nodes.map((node) => node.id));
    const changed = [...new Map(nodes.map((node) => [node.id, node])).values()].filter((node) => {
      const before = stored.get(node.id);
      return before?.label !== node.label || before.fingerprint !== node.fingerprint;
    });
    for (const node of changed) checkNode(node);
    const moved = changed.filter((node) => (stored.get(node.id)?.label ?? node.label) !== node.label);
    await this.#removeNodes(
      moved.map((node) => node.id),
      stored,
    );
    // Whether an article counts in the shared statistics hangs on its rule, which has to be there before it.
    const byLabel = Map.groupBy(changed, (node) => node.label);
    const rules = byLabel.get('Acl') ?? [];
    if (rules.length > 0)
      await this.#terms.rulesChange(
        rules.map((node) => node.id),
        () => this.#write('Acl', rules),
      );
    for (const [label, group] of byLabel) if (label !== 'Acl') await this.#write(label, group);
    this.#changed += changed.filter((node) => !bookkeeping.has(node.label)).length;
  }

  async #write(label: NodeLabel, nodes: readonly NodeRecord[]): Promise<void> {
    const rows = nodes.map((node) => ({ id: node.id, properties: storedNode(node, this.#stamp) }));
    await this.#words.replace(label, rows);
    if (label === 'Article') await this.#terms.replace(rows);
    await this.#run({
      text: `UNWIND $rows AS row MERGE (node:Node {id: row.id}) SET node:${label}, node = row.properties`,
      parameters: { rows },
    });
  }

  async #readNodes(ids: readonly string[]): Promise<Map<string, StoredNode>> {
    const rows = await this.#run({
      text: 'UNWIND $ids AS id MATCH (node:Node {id: id}) RETURN id, labels(node) AS labels, node.fingerprint AS fingerprint',
      parameters: { ids: [...new Set(ids)] },
    });
    return new Map(
      rows.map((row) => [
        String(row.get('id')),
        { label: labelOf(row.get('labels')), fingerprint: decodeText(row.get('fingerprint')) ?? '' },
      ]),
    );
  }

  async upsertRelationships(given: readonly RelationshipRecord[]): Promise<void> {
    if (given.length === 0) return;
    const last = [...new Map(given.map((one) => [one.id, one])).values()];
    const unchanged = await this.#unchanged(last);
    const changed = last.filter((one) => !unchanged.has(one.id));
    if (changed.length === 0) return;
    const ends = await this.#readNodes(changed.flatMap((one) => [one.from, one.to]));
    for (const one of changed) checkRelationship(one, (id) => ends.get(id)?.label);
    for (const [type, group] of Map.groupBy(changed, (one) => one.type)) {
      const rows = group.map((one) => ({
        id: one.id,
        from: one.from,
        to: one.to,
        properties: storedRelationship(one),
      }));
      await this.#run({
        text: `UNWIND $ids AS id MATCH ()-[link:${type} {id: id}]->() DELETE link`,
        parameters: { ids: rows.map((row) => row.id) },
      });
      await this.#run({
        text: `UNWIND $rows AS row MATCH (near:Node {id: row.from}) MATCH (far:Node {id: row.to})
               CREATE (near)-[link:${type}]->(far) SET link = row.properties`,
        parameters: { rows },
      });
    }
    this.#changed += changed.length;
  }

  /** Ids of those that the graph holds with the same hash, and that have not ended. */
  async #unchanged(given: readonly RelationshipRecord[]): Promise<Set<string>> {
    const unchanged = new Set<string>();
    for (const [type, group] of Map.groupBy(given, (one) => one.type)) {
      const rows = await this.#run({
        text: `UNWIND $ids AS id MATCH ()-[link:${type} {id: id}]->() WHERE NOT link.ended RETURN id, link.fingerprint AS fingerprint`,
        parameters: { ids: group.map((one) => one.id) },
      });
      const stored = new Map(rows.map((row) => [String(row.get('id')), decodeText(row.get('fingerprint'))]));
      for (const one of group) if (stored.get(one.id) === one.fingerprint) unchanged.add(one.id);
    }
    return unchanged;
  }

  /** An end that the source itself had told stays where it is earlier. */
  async endRelationships(given: readonly { readonly id: string; readonly on: string }[]): Promise<void> {
    if (given.length === 0) return;
    for (const type of relationshipTypes) {
      const rows = await this.#run({
        text: `UNWIND $given AS row MATCH ()-[link:${type} {id: row.id}]->() WHERE NOT link.ended
               SET link.validTo = CASE WHEN link.validTo < row.on THEN link.validTo ELSE row.on END, link.ended = true
               RETURN row.id AS id`,
        parameters: { given },
      });
      const [first] = rows;
      if (first !== undefined && !relationships[type].temporal)
        throw new AppError(
          'invalid_input',
          `Relationship ${String(first.get('id'))} (${type}): this type has no period, delete it instead.`,
        );
      this.#changed += rows.length;
    }
  }

  async deleteRelationships(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const type of relationshipTypes) await this.#deleteOf(type, ids);
  }

  async #deleteOf(type: RelationshipType, ids: readonly string[]): Promise<void> {
    const [row] = await this.#run({
      text: `UNWIND $ids AS id MATCH ()-[link:${type} {id: id}]->() DELETE link RETURN count(*) AS deleted`,
      parameters: { ids },
    });
    this.#changed += Number(row?.get('deleted') ?? 0);
  }

  async deleteNodes(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const stored = await this.#readNodes(ids);
    await this.#removeNodes([...stored.keys()], stored);
    this.#changed += [...stored.values()].filter((node) => !bookkeeping.has(node.label)).length;
  }

  async #removeNodes(ids: readonly string[], stored: ReadonlyMap<string, StoredNode>): Promise<void> {
    if (ids.length === 0) return;
    for (const [label, group] of Map.groupBy(ids, (id) => stored.get(id)?.label)) {
      if (label === undefined) continue;
      const remove = async (): Promise<void> => {
        await this.#run({
          text: 'UNWIND $ids AS id MATCH (node:Node {id: id}) DETACH DELETE node',
          parameters: { ids: group },
        });
      };
      await this.#words.remove(label, group);
      if (label === 'Article') await this.#terms.remove(group);
      if (label === 'Acl') await this.#terms.rulesChange(group, remove);
      else await remove();
    }
  }
}
