import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Run } from '../../operations/neo4j/open-neo4j.ts';
import { letsEveryoneIn } from '../acl-clauses.ts';
import { entriesOf } from '../term-vector.ts';
import { anyLabel, metaLabel, termLabel } from './stored-names.ts';

/** What a batch found stored of a node that it is about to replace or delete. */
export interface StoredWords {
  readonly label: NodeLabel;
  readonly wordCount: number;
  /** Of an article: whether it counts in the shared statistics, and its terms. */
  readonly shared: boolean;
  readonly vector: string;
}

/**
 * Gathers what a batch changes in the statistics: over the articles that everyone may read, in how many each term stands;
 * and how many texts of each searchable label there are and how long. All is written at the end of the batch: most terms
 * change many times in one.
 */
export class TextStatistics {
  readonly #terms = new Map<string, number>();
  readonly #totals = new Map<string, number>();

  /** To be called with a text that came (1) or went (-1). */
  count(words: StoredWords, sign: 1 | -1): void {
    this.#add(`count_${words.label}`, sign);
    this.#add(`length_${words.label}`, sign * words.wordCount);
    if (words.shared) this.share(words.vector, words.wordCount, sign);
  }

  /** To be called with an article that came to be shared, or no longer is. */
  share(vector: string, length: number, sign: 1 | -1): void {
    for (const [term] of entriesOf(vector)) this.#terms.set(term, (this.#terms.get(term) ?? 0) + sign);
    this.#add('sharedArticles', sign);
    this.#add('sharedLength', sign * length);
  }

  async flush(run: Run): Promise<void> {
    const rows = [...this.#terms]
      .filter(([, change]) => change !== 0)
      .map(([term, change]) => ({ term, change }));
    if (rows.length > 0) {
      await run(
        `UNWIND $rows AS row MERGE (t:${termLabel} {term: row.term})
         ON CREATE SET t.articles = row.change ON MATCH SET t.articles = t.articles + row.change`,
        { rows },
      );
    }
    const gone = rows.filter(({ change }) => change < 0).map(({ term }) => term);
    if (gone.length > 0)
      await run(`UNWIND $gone AS term MATCH (t:${termLabel} {term: term}) WHERE t.articles <= 0 DELETE t`, {
        gone,
      });
    for (const [name, change] of this.#totals) {
      if (change === 0) continue;
      await run(
        `MATCH (meta:${metaLabel} {name: 'graph'}) SET meta.\`${name}\` = coalesce(meta.\`${name}\`, 0) + $change`,
        { change },
      );
    }
  }

  #add(name: string, change: number): void {
    this.#totals.set(name, (this.#totals.get(name) ?? 0) + change);
  }
}

/** Which of some rules everyone satisfies. An unknown rule lets nobody in. */
export async function readSharedRules(run: Run, ids: ReadonlySet<string>): Promise<Set<string>> {
  if (ids.size === 0) return new Set();
  const rows = await run(`UNWIND $ids AS id MATCH (n:${anyLabel}:Acl {id: id}) RETURN id, n.clauses`, {
    ids: [...ids],
  });
  return new Set(
    rows.flatMap(([id, clauses]) =>
      typeof clauses === 'string' && letsEveryoneIn(clauses) ? [String(id)] : [],
    ),
  );
}

/** Counts articles, or no longer, whose rules came, changed or went. */
export async function followRules(
  run: Run,
  statistics: TextStatistics,
  rules: ReadonlySet<string>,
): Promise<void> {
  if (rules.size === 0) return;
  const shared = await readSharedRules(run, rules);
  for (const acl of rules) {
    const isShared = shared.has(acl);
    const rows = await run(
      'MATCH (n:Article) WHERE n.acl = $acl AND n.shared <> $isShared SET n.shared = $isShared RETURN n.vector, n.wordCount',
      { acl, isShared },
    );
    for (const [vector, length] of rows) statistics.share(String(vector), Number(length), isShared ? 1 : -1);
  }
}
