import type { Neo4jDatabase } from '../../operations/neo4j/open-neo4j.ts';
import type { Viewer } from '../viewer.ts';
import { metaLabel, ruleLabel } from './stored-names.ts';

/** A viewer as statements take it. */
export interface NumberedViewer extends Viewer {
  /** At the number of each rule that the viewer satisfies a 1, elsewhere a 0; null where the viewer may read everything. */
  readonly rules: Int8Array | null;
  /** The numbers themselves, without order; none where the viewer may read everything. */
  readonly ruleNumbers: readonly number[];
}

/** With more rules, looking each of them up in an index takes longer than asking each node that it gives for its own. */
const mostRules = 100;

/** Whether a viewer who may not read everything has few rules. */
export function hasFewRules({ acls }: Viewer): boolean {
  return acls !== 'all' && acls.size <= mostRules;
}

type Rules = Pick<NumberedViewer, 'rules' | 'ruleNumbers'>;

/** In ms. How soon a process notices that the graph was replaced by another, whose rules have other numbers. */
const trustedFor = 5_000;

/**
 * Remembers the numbers of rules. One byte a rule costs a fraction of sending the rules' ids with each statement, and a node's
 * rule is looked up by its place. A rule without a number is no node's.
 */
export class NumberedRules {
  readonly #database: Neo4jDatabase;
  #numbers = new Map<string, number>();
  #rules = new WeakMap<ReadonlySet<string>, Rules>();
  #mark: unknown;
  #trustedUntil = Number.NEGATIVE_INFINITY;

  constructor(database: Neo4jDatabase) {
    this.#database = database;
  }

  async number(viewer: Viewer): Promise<NumberedViewer> {
    if (viewer.acls === 'all') return { ...viewer, rules: null, ruleNumbers: [] };
    await this.#followGraph();
    // Whatever another call forgets meanwhile, these two belong together.
    const [numbers, rulesOf] = [this.#numbers, this.#rules];
    const known = rulesOf.get(viewer.acls);
    if (known !== undefined) return { ...viewer, ...known };
    const unknown = [...viewer.acls].filter((id) => !numbers.has(id));
    if (unknown.length > 0) {
      const rows = await this.#database.read(
        `UNWIND $ids AS id MATCH (r:${ruleLabel} {id: id}) RETURN id, r.number`,
        { ids: unknown },
      );
      for (const [id, number] of rows) numbers.set(String(id), Number(number));
    }
    const ruleNumbers = [...viewer.acls].flatMap((id) => numbers.get(id) ?? []);
    const rules = new Int8Array(ruleNumbers.reduce((most, number) => Math.max(most, number + 1), 0));
    for (const number of ruleNumbers) rules[number] = 1;
    // A rule that has no number now may have one at the next question.
    if (ruleNumbers.length === viewer.acls.size) rulesOf.set(viewer.acls, { rules, ruleNumbers });
    return { ...viewer, rules, ruleNumbers };
  }

  /** Forgets all numbers where rules were numbered meanwhile, which also tells another graph from this one. */
  async #followGraph(): Promise<void> {
    if (performance.now() < this.#trustedUntil) return;
    const [[mark] = []] = await this.#database.read(
      `MATCH (meta:${metaLabel} {name: 'graph'}) RETURN meta.rulesMark`,
    );
    this.#trustedUntil = performance.now() + trustedFor;
    if (mark === this.#mark) return;
    this.#mark = mark;
    this.#numbers = new Map();
    this.#rules = new WeakMap();
  }
}
