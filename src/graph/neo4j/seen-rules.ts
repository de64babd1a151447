import {
  type NodeLabel,
  type RelationshipType,
  type SeenBy,
  seeingTypes,
  seeingTypesFrom,
  seenByOf,
  seenLabels,
} from '../../../graph-schema/index.ts';
import type { Neo4jDatabase, Run } from '../../operations/neo4j/open-neo4j.ts';
import type { RelationshipRecord } from '../changes.ts';
import { anyLabel, metaLabel, seenRulesName } from './stored-names.ts';

/**
 * Keeps the rules by which projects and topics are seen in step with a batch. They stand in the same transaction, so that a project
 * is never told to those whose last task of it went, or is under another rule now.
 */
export class SeenRules {
  readonly #run: Run;
  /** Nodes from which a rule may have gone. */
  readonly #stale = new Set<string>();
  readonly #linked: { readonly from: string; readonly to: string }[] = [];

  constructor(run: Run) {
    this.#run = run;
  }

  /** Before nodes come under another rule, or go. */
  async leave(nodes: readonly { readonly id: string; readonly label: NodeLabel }[]): Promise<void> {
    for (const [label, ofLabel] of Map.groupBy(nodes, (one) => one.label)) {
      for (const type of seeingTypesFrom(label)) {
        const ids = ofLabel.map(({ id }) => id);
        this.#note(
          await this.#run(
            `UNWIND $ids AS id MATCH (:${anyLabel} {id: id})-[:${type}]->(n) RETURN DISTINCT n.id`,
            {
              ids,
            },
          ),
        );
      }
    }
  }

  /** Nodes that were written anew, and without the rules. */
  rewritten(nodes: readonly { readonly id: string; readonly label: NodeLabel }[]): void {
    for (const { id, label } of nodes) if (seenByOf(label) !== undefined) this.#stale.add(id);
  }

  /** Before relationships go. */
  async unlink(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const type of seeingTypes)
      this.#note(
        await this.#run(`UNWIND $ids AS id MATCH ()-[:${type} {id: id}]->(n) RETURN DISTINCT n.id`, { ids }),
      );
  }

  /**
   * Relationships that were written.
   *
   * @param before where those that there were led.
   */
  link(type: RelationshipType, written: readonly RelationshipRecord[], before: Iterable<string>): void {
    if (!seeingTypes.has(type)) return;
    for (const id of before) this.#stale.add(id);
    this.#linked.push(...written.map(({ from, to }) => ({ from, to })));
  }

  /** At the end of the batch. */
  async flush(): Promise<void> {
    const rows = this.#linked.filter(({ to }) => !this.#stale.has(to));
    // Rules are only added: a project of thousands of tasks is not gone through with each batch that brings some more.
    if (rows.length > 0)
      await this.#run(
        `UNWIND $rows AS row MATCH (seeing:${anyLabel} {id: row.from}) MATCH (n:${anyLabel} {id: row.to})
         WITH n, coalesce(n.${seenRulesName}, []) AS known, collect(DISTINCT seeing.rule) AS rules
         SET n.${seenRulesName} = known + [rule IN rules WHERE NOT rule IN known]`,
        { rows },
      );
    if (this.#stale.size === 0) return;
    const ids = [...this.#stale];
    for (const [label, by] of seen)
      await this.#run(
        `UNWIND $ids AS id MATCH (n:${anyLabel} {id: id}) WHERE n:${label} ${rulesOf(by)} SET n.${seenRulesName} = rules`,
        { ids },
      );
  }

  #note(rows: readonly (readonly unknown[])[]): void {
    for (const [id] of rows) this.#stale.add(String(id));
  }
}

const seen = seenLabels.flatMap((label): (readonly [NodeLabel, SeenBy])[] => {
  const by = seenByOf(label);
  return by === undefined ? [] : [[label, by]];
});

function rulesOf({ type, from }: SeenBy): string {
  return `CALL (n) { MATCH (n)<-[:${type}]-(seeing:${from}) WHERE seeing.rule IS NOT NULL RETURN collect(DISTINCT seeing.rule) AS rules }`;
}

/** Sets them right in a graph that a version without them wrote, or goes on writing beside this one. */
export async function fillSeenRules(database: Neo4jDatabase): Promise<void> {
  await database.write(async (run) => {
    await run(`MATCH (meta:${metaLabel} {name: 'graph'}) SET meta.locked = true REMOVE meta.locked`);
    const known = `n.${seenRulesName}`;
    for (const [label, by] of seen)
      await run(
        `MATCH (n:${label}) ${rulesOf(by)} WITH n, rules
         WHERE ${known} IS NULL OR size(${known}) <> size(rules) OR any(rule IN rules WHERE NOT rule IN ${known})
         SET ${known} = rules`,
      );
  });
}
