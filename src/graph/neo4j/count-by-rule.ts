import { labels } from '../../../graph-schema/index.ts';
import type { FindQuery } from '../graph-query.ts';
import { isHidden } from '../label-properties.ts';
import { conjunctsOf } from '../walk-condition.ts';
import { type CompileContext, readable, type Scope } from './compile-context.ts';
import { namesValues, pairsOf } from './match-values.ts';
import { hasFewRules } from './numbered-rules.ts';
import { mostRuleNumbers } from './paired-names.ts';

/**
 * Counts the nodes that have one of some values, or all of a label, for a viewer with many rules: first by the rule, in the
 * order of the index, and then over the rules that the viewer satisfies. So the rights are asked for once a rule, and not for
 * each of thousands of nodes. For a viewer with few rules less is read where each is looked up.
 *
 * @returns undefined for counts of any other form.
 */
export function countByRule(context: CompileContext, query: FindQuery): string | undefined {
  const scope: Scope = { label: query.find, variable: context.nextVariable() };
  const [asked, ...others] = conjunctsOf(query.where);
  if (!labels[query.find].restricted) return undefined;
  if (others.length > 0 || readable(context, scope) === undefined || hasFewRules(context.viewer))
    return undefined;
  const node = `${scope.variable}:${scope.label}`;
  if (asked === undefined) {
    const rule = `${scope.variable}.rule`;
    return `MATCH (${node}) USING INDEX ${node}(rule) WHERE ${rule} IS NOT NULL
      WITH ${rule} AS rule, count(*) AS counted WHERE $rules[rule] = 1 RETURN sum(counted)`;
  }
  if (!namesValues(scope, asked) || isHidden(context.viewer, scope.label, asked.property)) return undefined;
  const { start, each, pair, match, within } = pairsOf(context, scope, asked);
  // Value by value within a CALL, since the order of the index is lost where an UNWIND stands before it.
  return `${each} CALL (${start}) { ${match} WHERE ${within}
      WITH ${pair} AS pair, count(*) AS counted WHERE $rules[pair % ${mostRuleNumbers}] = 1
      RETURN sum(counted) AS readable }
    RETURN sum(readable)`;
}
