import { labels, type NodeLabel, nodeLabels } from '../../../graph-schema/index.ts';
import { integer, type Neo4jDatabase, type Run } from '../../operations/neo4j/open-neo4j.ts';
import { metaLabel, nodesByRuleAt, nodesByRuleName, propertyAt } from './stored-names.ts';

const restrictedLabels = nodeLabels.filter((label) => labels[label].restricted);

/**
 * Gathers what a batch changes in the numbers of nodes of a label by rule. They stand on the graph's meta node with the revision that they are
 * true of: after a batch of a version that does not keep them they are made anew by the next, and counts that find them behind
 * do without them.
 */
export class NodesByRule {
  readonly #changes = new Map<NodeLabel, Map<number, number>>();

  /** To be called with a node that came (1) or went (-1). */
  count(label: NodeLabel, rule: number | null, sign: 1 | -1): void {
    if (rule === null || !labels[label].restricted) return;
    const changes = this.#changes.get(label) ?? new Map<number, number>();
    changes.set(rule, (changes.get(rule) ?? 0) + sign);
    this.#changes.set(label, changes);
  }

  /** At the end of a batch that changed something: writes them, and the graph's new revision. */
  async flush(run: Run, revision: number): Promise<void> {
    const kept = restrictedLabels.map((label) => propertyAt('meta', nodesByRuleName(label)));
    const [[isTrue, ...lists] = []] = await run(
      `MATCH (meta:${metaLabel} {name: 'graph'})
       RETURN ${propertyAt('meta', nodesByRuleAt)} = meta.revision, ${kept.join(', ')}`,
    );
    const values: Record<string, unknown> = { [nodesByRuleAt]: revision, revision };
    for (const [index, label] of restrictedLabels.entries()) {
      const [changes, list] = [this.#changes.get(label), lists[index]];
      if (isTrue !== true || !Array.isArray(list)) values[nodesByRuleName(label)] = await counted(run, label);
      else if (changes !== undefined)
        values[nodesByRuleName(label)] = listOf(changed(list.map(Number), changes));
    }
    await run(`MATCH (meta:${metaLabel} {name: 'graph'}) SET meta += $values`, { values });
  }
}

/** For a graph that an earlier version wrote, or the rules of whose nodes were numbered outside of a batch. */
export async function fillNodesByRule(database: Neo4jDatabase): Promise<void> {
  await database.write(async (run) => {
    await run(`MATCH (meta:${metaLabel} {name: 'graph'}) SET meta.locked = true REMOVE meta.locked`);
    const values: Record<string, unknown> = {};
    for (const label of restrictedLabels) values[nodesByRuleName(label)] = await counted(run, label);
    const at = propertyAt('meta', nodesByRuleAt);
    await run(`MATCH (meta:${metaLabel} {name: 'graph'}) SET meta += $values, ${at} = meta.revision`, {
      values,
    });
  });
}

async function counted(run: Run, label: NodeLabel): Promise<unknown[]> {
  const rows = await run(`MATCH (n:${label}) WHERE n.rule IS NOT NULL RETURN n.rule, count(*)`);
  return listOf(rows.map(([rule, nodes]) => [Number(rule), Number(nodes)] as const));
}

function changed(
  list: readonly number[],
  changes: ReadonlyMap<number, number>,
): Iterable<readonly [number, number]> {
  const nodes = new Map<number, number>();
  for (let at = 0; at < list.length; at += 2) nodes.set(list[at] ?? 0, list[at + 1] ?? 0);
  for (const [rule, change] of changes) nodes.set(rule, (nodes.get(rule) ?? 0) + change);
  return [...nodes].filter(([, number]) => number > 0);
}

/** Rules and their numbers of nodes in turns, since a property cannot be a map. */
function listOf(nodes: Iterable<readonly [number, number]>): unknown[] {
  return [...nodes].flat().map(integer);
}
