import { letsEveryoneIn } from '../acl-clauses.ts';
import { buildVector, entriesOf } from '../term-vector.ts';
import type { StatementCache } from './statement-cache.ts';

/**
 * Keeps the term vectors of articles and, over those that everyone may read, in how many each term stands. Changes of the
 * statistics are gathered and written at the end of a batch: most terms change many times in one.
 */
export class ArticleTerms {
  readonly #cache: StatementCache;
  readonly #changes = new Map<string, number>();
  readonly #shared = new Map<string, boolean>();
  #articles = 0;
  #length = 0;

  constructor(cache: StatementCache) {
    this.#cache = cache;
  }

  write(row: number, acl: string, title: readonly string[], body: readonly string[]): void {
    this.remove(row);
    const vector = buildVector(title, body);
    const shared = this.isShared(acl);
    this.#cache.run(
      'INSERT INTO article_terms (row, shared, length, title, vector) VALUES (?, ?, ?, ?, ?)',
      row,
      shared ? 1 : 0,
      vector.length,
      vector.title,
      vector.vector,
    );
    if (shared) this.#count(vector.vector, vector.length, 1);
  }

  remove(row: number): void {
    const stored = this.#cache.row('SELECT shared, length, vector FROM article_terms WHERE row = ?', row);
    if (stored === undefined) return;
    if (stored[0] === 1) this.#count(String(stored[2]), Number(stored[1]), -1);
    this.#cache.run('DELETE FROM article_terms WHERE row = ?', row);
  }

  /** Whether everyone satisfies the rule: each of its clauses names `everyone`. An unknown rule lets nobody in. */
  isShared(acl: string): boolean {
    let shared = this.#shared.get(acl);
    if (shared === undefined) {
      const row = this.#cache.row('SELECT clauses FROM node_acl WHERE id = ?', acl);
      shared = typeof row?.[0] === 'string' && letsEveryoneIn(row[0]);
      this.#shared.set(acl, shared);
    }
    return shared;
  }

  /** To be called when a rule came, changed or went: articles under it may have to be counted, or no longer. */
  ruleChanged(acl: string, before: boolean): void {
    this.#shared.delete(acl);
    const shared = this.isShared(acl);
    if (shared === before) return;
    const articles = this.#cache.rows(
      `SELECT t.row, t.length, t.vector FROM node_article a JOIN article_terms t ON t.row = a.row
       WHERE a.acl = ? AND t.shared <> ?`,
      acl,
      shared ? 1 : 0,
    );
    for (const [row, length, vector] of articles) {
      this.#cache.run('UPDATE article_terms SET shared = ? WHERE row = ?', shared ? 1 : 0, Number(row));
      this.#count(String(vector), Number(length), shared ? 1 : -1);
    }
  }

  flush(): void {
    for (const [term, change] of this.#changes) {
      if (change === 0) continue;
      this.#cache.run(
        `INSERT INTO term_statistics VALUES (?, ?)
         ON CONFLICT (term) DO UPDATE SET articles = articles + excluded.articles`,
        term,
        change,
      );
      if (change < 0) this.#cache.run('DELETE FROM term_statistics WHERE term = ? AND articles <= 0', term);
    }
    const total = 'UPDATE meta SET value = value + ? WHERE name = ?';
    if (this.#articles !== 0) this.#cache.run(total, this.#articles, 'shared_articles');
    if (this.#length !== 0) this.#cache.run(total, this.#length, 'shared_length');
  }

  #count(vector: string, length: number, sign: 1 | -1): void {
    for (const [term] of entriesOf(vector)) this.#changes.set(term, (this.#changes.get(term) ?? 0) + sign);
    this.#articles += sign;
    this.#length += sign * length;
  }
}
