import neo4j from 'neo4j-driver';
import type { RunStatement } from '../../operations/neo4j/neo4j-connection.ts';
import { letsEveryoneIn } from '../stored/acl-clauses.ts';
import { entriesOf } from '../stored/term-vector.ts';
import { decodeText } from './decode-value.ts';
import { bookkeeping } from './stored-names.ts';

interface Row {
  readonly id: string;
  readonly properties: Record<string, unknown>;
}

/**
 * Keeps, over the articles that everyone may read, in how many each term stands. Changes are gathered and written at the
 * end of a batch: most terms change many times in one.
 */
export class ArticleTerms {
  readonly #run: RunStatement;
  readonly #changes = new Map<string, number>();
  readonly #shared = new Map<string, boolean>();
  #articles = 0;
  #length = 0;

  constructor(run: RunStatement) {
    this.#run = run;
  }

  /** To be called before articles are written; marks those that everyone may read. */
  async replace(rows: readonly Row[]): Promise<void> {
    await this.remove(rows.map((row) => row.id));
    await this.#readRules(rows.map((row) => String(row.properties.acl)));
    for (const { properties } of rows) {
      const shared = this.#shared.get(String(properties.acl)) ?? false;
      properties.shared = shared;
      if (shared) this.#count(String(properties.vector), Number(properties.vectorLength), 1);
    }
  }

  /** To be called before articles are deleted. */
  async remove(ids: readonly string[]): Promise<void> {
    const rows = await this.#run({
      text: `UNWIND $ids AS id MATCH (node:Article {id: id}) WHERE node.shared
             RETURN node.vector AS vector, node.vectorLength AS length`,
      parameters: { ids },
    });
    for (const row of rows) this.#count(String(row.get('vector')), Number(row.get('length')), -1);
  }

  /** Changes rules, and counts the articles under them anew where they come to let everyone in, or no longer do. */
  async rulesChange(ids: readonly string[], change: () => Promise<void>): Promise<void> {
    await change();
    for (const id of ids) this.#shared.delete(id);
    await this.#readRules(ids);
    for (const id of ids) {
      const shared = this.#shared.get(id) ?? false;
      const rows = await this.#run({
        text: `MATCH (node:Article {acl: $id}) WHERE node.shared <> $shared SET node.shared = $shared
               RETURN node.vector AS vector, node.vectorLength AS length`,
        parameters: { id, shared },
      });
      for (const row of rows)
        this.#count(String(row.get('vector')), Number(row.get('length')), shared ? 1 : -1);
    }
  }

  /** An unknown rule lets nobody in. */
  async #readRules(ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.#shared.has(id));
    if (unknown.length === 0) return;
    const rows = await this.#run({
      text: 'UNWIND $ids AS id MATCH (node:Acl {id: id}) RETURN id, node.clauses AS clauses',
      parameters: { ids: unknown },
    });
    for (const id of unknown) this.#shared.set(id, false);
    for (const row of rows) {
      const clauses = decodeText(row.get('clauses'));
      this.#shared.set(String(row.get('id')), clauses !== null && letsEveryoneIn(clauses));
    }
  }

  async flush(): Promise<void> {
    const rows = [...this.#changes].filter(([, change]) => change !== 0);
    if (rows.length > 0) {
      await this.#run({
        text: `UNWIND $rows AS row MERGE (node:${bookkeeping.term} {term: row[0]})
               SET node.articles = coalesce(node.articles, 0) + row[1]`,
        parameters: { rows: rows.map(([term, change]) => [term, neo4j.int(change)]) },
      });
      const fewer = rows.filter(([, change]) => change < 0).map(([term]) => term);
      if (fewer.length > 0)
        await this.#run({
          text: `UNWIND $terms AS term MATCH (node:${bookkeeping.term} {term: term}) WHERE node.articles <= 0 DELETE node`,
          parameters: { terms: fewer },
        });
    }
    if (this.#articles === 0 && this.#length === 0) return;
    await this.#run({
      text: `MATCH (node:${bookkeeping.meta} {name: 'graph'})
             SET node.articles = node.articles + $articles, node.length = node.length + $length`,
      parameters: { articles: neo4j.int(this.#articles), length: neo4j.int(this.#length) },
    });
  }

  #count(vector: string, length: number, sign: 1 | -1): void {
    for (const [term] of entriesOf(vector)) this.#changes.set(term, (this.#changes.get(term) ?? 0) + sign);
    this.#articles += sign;
    this.#length += sign * length;
  }
}
