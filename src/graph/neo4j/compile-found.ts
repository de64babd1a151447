import type { Condition } from '../graph-query.ts';
import { isPinnedRelation, pinsItself } from '../stored/estimate-condition.ts';
import { compileCondition, conjuncts } from './compile-condition.ts';
import type { CompileContext, Scope } from './compile-context.ts';
import { stepPattern, whereOf } from './compile-related.ts';

/**
 * Clauses that bind the nodes which a query finds, each once, as far as the viewer may read them. Where a relation to a
 * handful of others is asked for, they start there: the engine would look from every node of the label otherwise.
 */
export function compileFound(context: CompileContext, scope: Scope, where: Condition | undefined): string {
  const parts = conjuncts(where);
  const leader = parts.some((part) => pinsItself(scope.label, part))
    ? undefined
    : parts.find(isPinnedRelation);
  const rights = context.readable(scope);
  const compiled = (own: readonly Condition[]): string[] => [
    ...(rights === undefined ? [] : [rights]),
    ...own.map((part) => compileCondition(context, scope, part)),
  ];
  if (leader === undefined || !('related' in leader))
    return `MATCH (${scope.variable}:${scope.label})${whereOf(compiled(parts))}`;
  const { related: step } = leader;
  const far: Scope = { label: step.label, variable: context.variable() };
  const before = compileFound(context, far, leader.where);
  const { pattern, conditions } = stepPattern(context, far.variable, scope, {
    ...step,
    direction: step.direction === 'out' ? 'in' : 'out',
    label: scope.label,
  });
  const rest = parts.filter((part) => part !== leader).map((part) => compileCondition(context, scope, part));
  const reached = `${before}\nMATCH ${pattern}${whereOf(conditions)}\nWITH DISTINCT ${context.carried}${scope.variable}`;
  return rest.length === 0 ? reached : `${reached}${whereOf(rest)}`;
}
