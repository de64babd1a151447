import { labels } from '../../../graph-schema/index.ts';
import type { FindQuery } from '../graph-query.ts';
import { isHidden } from '../label-properties.ts';
import { conjunctsOf } from '../walk-condition.ts';
import { type CompileContext, readable, type Scope } from './compile-context.ts';
import { namesValues, pairsOf } from './match-values.ts';
import { hasFewRules } from './numbered-rules.ts';
import { mostRuleNumbers } from './paired-names.ts';
import { metaLabel, nodesByRuleAt, nodesByRuleName, propertyAt } from './stored-names.ts';

/**
 * Counts by the rule, so that the rights are asked for once a rule, and not for each of thousands of nodes: all nodes of a label by the
 * numbers that are kept of it; for a viewer with many rules also those that have one of some values, in the order of the
 * index. For a viewer with few rules less is read where each is looked up.
 *
 * @returns undefined for counts of any other form.
 */
export function countByRule(context: CompileContext, query: FindQuery): string | undefined {
  const scope: Scope = { label: query.find, variable: context.nextVariable() };
  const [asked, ...others] = conjunctsOf(query.where);
  if (!labels[query.find].restricted || others.length > 0 || readable(context, scope) === undefined)
    return undefined;
  if (asked === undefined) return countAll(scope);
  if (hasFewRules(context.viewer)) return undefined;
  if (!namesValues(scope, asked) || isHidden(context.viewer, scope.label, asked.property)) return undefined;
  const { start, each, pair, match, within } = pairsOf(context, scope, asked);
  // Value by value within a CALL, since the order of the index is lost where an UNWIND stands before it.
  return `${each} CALL (${start}) { ${match} WHERE ${within}
      WITH ${pair} AS pair, count(*) AS counted WHERE $rules[pair % ${mostRuleNumbers}] = 1
      RETURN sum(counted) AS readable }
    RETURN sum(readable)`;
}

/** Numbers that are not true of this revision are done without: the index tells them anew. */
function countAll({ variable, label }: Scope): string {
  const [node, rule] = [`${variable}:${label}`, `${variable}.rule`];
  const sumOfKept = `reduce(sum = 0, at IN range(0, size(counts) - 2, 2) |
        sum + CASE WHEN $rules[counts[at]] = 1 THEN counts[at + 1] ELSE 0 END)`;
  // UNWIND, since Neo4j goes through the index first and asks afterwards where a WHERE stands in its place.
  return `MATCH (meta:${metaLabel} {name: 'graph'})
    WITH ${propertyAt('meta', nodesByRuleName(label))} AS kept, ${propertyAt('meta', nodesByRuleAt)} = meta.revision AS isTrue
    CALL (kept, isTrue) {
      UNWIND CASE WHEN isTrue THEN [kept] ELSE [] END AS counts RETURN ${sumOfKept} AS readable
      UNION ALL
      UNWIND CASE WHEN isTrue THEN [] ELSE [1] END AS once
      CALL () {
        MATCH (${node}) USING INDEX ${node}(rule) WHERE ${rule} IS NOT NULL
        WITH ${rule} AS rule, count(*) AS counted WHERE $rules[rule] = 1 RETURN sum(counted) AS readable }
      RETURN readable }
    RETURN sum(readable)`;
}
