import { randomUUID } from 'node:crypto';
import { labels, type NodeLabel, nodeLabels } from '../../../graph-schema/index.ts';
import { AppError } from '../../operations/app-error.ts';
import { integer, type Neo4jDatabase, type Run } from '../../operations/neo4j/open-neo4j.ts';
import { mostRuleNumbers, pairedNames, pairName, storedNumber, valuesOf } from './paired-names.ts';
import { metaLabel, propertyAt, ruleLabel } from './stored-names.ts';

const restrictedLabels = nodeLabels.filter((label) => labels[label].restricted);

/**
 * The numbers of rules, which nodes carry as `rule` beside the rule's id. A rule that has none gets the next: small ones, so that
 * a viewer's rules are one byte each. A number is never given to another rule, as other processes remember it.
 *
 * The caller holds the lock of the graph's meta node.
 */
export async function numberRules(run: Run, ids: ReadonlySet<string>): Promise<Map<string, number>> {
  if (ids.size === 0) return new Map();
  const rows = await run(`UNWIND $ids AS id MATCH (r:${ruleLabel} {id: id}) RETURN id, r.number`, {
    ids: [...ids],
  });
  const numbers = new Map(rows.map(([id, number]) => [String(id), Number(number)]));
  const unnumbered = [...ids].filter((id) => !numbers.has(id));
  if (unnumbered.length === 0) return numbers;
  const [[next] = []] = await run(
    `MATCH (meta:${metaLabel} {name: 'graph'})
     SET meta.rules = coalesce(meta.rules, 0) + $more, meta.rulesMark = $mark RETURN meta.rules - $more`,
    { more: integer(unnumbered.length), mark: randomUUID() },
  );
  if (Number(next) + unnumbered.length > mostRuleNumbers)
    throw new AppError(
      'storage_unusable',
      `The graph has had ${mostRuleNumbers} reading rules, and no more can be numbered: begin with an empty database.`,
    );
  for (const [index, id] of unnumbered.entries()) numbers.set(id, Number(next) + index);
  await run(`UNWIND $rows AS row CREATE (:${ruleLabel} {id: row.id, number: row.number})`, {
    rows: unnumbered.map((id) => ({ id, number: integer(numbers.get(id) ?? 0) })),
  });
  return numbers;
}

/** Nodes that get their numbers in one transaction. */
const numberedAtOnce = 10_000;

/**
 * Numbers the rules of a graph that a version without numbers wrote, and puts them together with values where an earlier version
 * did not; of any other graph it changes nothing.
 */
export async function numberStoredRules(database: Neo4jDatabase): Promise<void> {
  await database.write(async (run) => {
    await run(`MATCH (meta:${metaLabel} {name: 'graph'}) SET meta.locked = true REMOVE meta.locked`);
    const rows = await run(`MATCH (n:Acl) RETURN n.id`);
    const ids = new Set(rows.map(([id]) => String(id)));
    for (const label of restrictedLabels) {
      const found = await run(`MATCH (n:${label}) WHERE n.rule IS NULL RETURN DISTINCT n.acl`);
      for (const [acl] of found) if (typeof acl === 'string') ids.add(acl);
    }
    await numberRules(run, ids);
  });
  for (const label of restrictedLabels) await numberNodes(database, label);
}

async function numberNodes(database: Neo4jDatabase, label: NodeLabel): Promise<void> {
  const names = pairedNames(label);
  const lacking = names.map((name) => `(${stored(name)} IS NOT NULL AND ${stored(pairName(name))} IS NULL)`);
  const pairs = names.map((name) => {
    const number = storedNumber(label, name, stored(name), `$values.${name}`);
    return `, ${stored(pairName(name))} = ${number} * ${mostRuleNumbers} + r.number`;
  });
  await database.change(
    `MATCH (n:${label}) WHERE ${['n.rule IS NULL', ...lacking].join(' OR ')}
     CALL (n) { MATCH (r:${ruleLabel} {id: n.acl}) SET n.rule = r.number${pairs.join('')} } IN TRANSACTIONS OF ${numberedAtOnce} ROWS`,
    { values: Object.fromEntries(names.map((name) => [name, valuesOf(label, name)])) },
  );
}

const stored = (name: string): string => propertyAt('n', name);
