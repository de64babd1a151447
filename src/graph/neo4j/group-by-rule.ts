import { labels } from '../../../graph-schema/index.ts';
import type { FindQuery } from '../graph-query.ts';
import { type CompileContext, compileProperty, readable, type Scope } from './compile-context.ts';
import type { GroupsReturn } from './compile-groups.ts';
import { closedNames, mostRuleNumbers, pairName, valuesOf } from './paired-names.ts';
import { propertyAt } from './stored-names.ts';

/** Clauses whose rows are values with the number of nodes that have them, and the expressions of both. */
export interface CountedByRule {
  readonly found: string;
  readonly value: string;
  readonly count: string;
}

/**
 * Counts all nodes of a label by a property that an index has together with the rule, for a viewer with rules: first by the
 * value and the rule, which is the order of the index, and then over the rules that the viewer satisfies. So the rights are
 * asked for once a rule, and no node is looked at. What lacks the property stands in no such index: of a label of which it has
 * fewer nodes than there are, those are all that the viewer may read less those counted.
 *
 * @returns undefined for groups of any other form.
 */
export function groupByRule(
  context: CompileContext,
  query: FindQuery,
  { by, measures }: GroupsReturn,
): CountedByRule | undefined {
  const [key, ...others] = by;
  if (key === undefined || others.length > 0 || 'related' in key || key.unit !== undefined) return undefined;
  if (!labels[query.find].restricted) return undefined;
  if (query.where !== undefined || measures.some(({ measure }) => measure !== 'count')) return undefined;
  const scope: Scope = { label: query.find, variable: context.nextVariable() };
  const right = readable(context, scope);
  const { value, ofThose } = compileProperty(context, scope, key.property);
  if (right === undefined || value === 'null' || ofThose !== undefined) return undefined;
  if (!closedNames(scope.label).includes(key.property)) return undefined;
  const node = `${scope.variable}:${scope.label}`;
  const rule = `${scope.variable}.rule`;
  const name = pairName(key.property);
  const values = context.parameter(valuesOf(scope.label, key.property));
  const found = `MATCH (${node}) WITH count(*) AS nodes
    CALL () {
      MATCH (${node}) USING INDEX ${node}(${name}) WHERE ${propertyAt(scope.variable, name)} IS NOT NULL
      WITH ${propertyAt(scope.variable, name)} AS pair, count(*) AS counted
      RETURN sum(counted) AS indexed,
        collect(CASE WHEN $rules[pair % ${mostRuleNumbers}] = 1 THEN [pair / ${mostRuleNumbers}, counted] END) AS grouped }
    CALL (nodes, indexed) {
      WITH nodes, indexed WHERE nodes > indexed
      MATCH (${node}) USING INDEX ${node}(rule) WHERE ${rule} IS NOT NULL
      WITH ${rule} AS rule, count(*) AS counted WHERE $rules[rule] = 1
      RETURN sum(counted) AS readable }
    UNWIND grouped + [[null, readable - reduce(sum = 0, row IN grouped | sum + row[1])]] AS row
    WITH ${values}[row[0]] AS value, row[1] AS counted WHERE counted > 0`;
  return { found, value: 'value', count: 'sum(counted)' };
}
