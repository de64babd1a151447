import { type RelationshipDefinition, relationships } from '../../../graph-schema/index.ts';
import { foldText } from '../fold-text.ts';
import type { Condition, RelatedCondition, Step } from '../graph-query.ts';
import { compileCondition } from './compile-condition.ts';
import type { CompileContext, Scope } from './compile-context.ts';

const operators = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Compiles a condition on related nodes. */
export function compileRelated(context: CompileContext, scope: Scope, condition: RelatedCondition): string {
  const { related: step, where } = condition;
  if (condition.count !== undefined) {
    const counted = countRelated(context, scope, step, where);
    return `${counted} ${operators[condition.count.op]} ${context.value(condition.count.value)}`;
  }
  if (condition.quantifier === 'none') return `NOT ${existsRelated(context, scope, step, where)}`;
  if (condition.quantifier === 'all' && where !== undefined)
    return `(${existsRelated(context, scope, step, undefined)} AND NOT ${existsRelated(context, scope, step, { not: where })})`;
  return existsRelated(context, scope, step, where);
}

function existsRelated(
  context: CompileContext,
  scope: Scope,
  step: Step,
  where: Condition | undefined,
): string {
  const { clauses, far, narrowed } = relatedTo(context, scope, step, where);
  return `EXISTS { ${clauses}${narrowed ? ` RETURN ${far.variable}` : ''} }`;
}

/** How many different related nodes meet the condition, as an expression. */
export function countRelated(
  context: CompileContext,
  scope: Scope,
  step: Step,
  where: Condition | undefined,
): string {
  const { clauses, far } = relatedTo(context, scope, step, where);
  return `COUNT { ${clauses} RETURN DISTINCT ${far.variable} }`;
}

export interface Related {
  readonly clauses: string;
  readonly far: Scope;
  /** Whether the clauses end in a `WITH`, which belongs into a subquery. */
  readonly narrowed: boolean;
}

/**
 * Clauses that bind the nodes related to the one of a scope. Two relationships may lead to the same node, so that it can
 * come up twice.
 */
export function relatedTo(
  context: CompileContext,
  scope: Scope,
  step: Step,
  where: Condition | undefined,
): Related {
  const far: Scope = { label: step.label, variable: context.variable() };
  const { pattern, conditions } = stepPattern(context, scope.variable, far, step);
  const filters = where === undefined ? [] : [compileCondition(context, far, where)];
  if (step.transitive === true && filters.length > 0) {
    // Different nodes first: the engine then walks breadth-first instead of along every trail. What stands outside a
    // subquery stays visible in it.
    const reached = `MATCH ${pattern}${whereOf(conditions)} WITH DISTINCT ${far.variable}`;
    return { clauses: `${reached}${whereOf(filters)}`, far, narrowed: true };
  }
  return { clauses: `MATCH ${pattern}${whereOf([...conditions, ...filters])}`, far, narrowed: false };
}

/**
 * A step between two nodes as a pattern, with what must hold along it: relationships on their day, rights on the way.
 *
 * @param near variable at which the step begins.
 */
export function stepPattern(
  context: CompileContext,
  near: string,
  far: Scope,
  step: Step,
): { readonly pattern: string; readonly conditions: readonly string[] } {
  const link = context.variable();
  const [left, right] = step.direction === 'out' ? ['-', '->'] : ['<-', '-'];
  const end = `(${far.variable}:${far.label})`;
  const rights = context.readable(far);
  if (step.transitive !== true) {
    const holding = holds(context, step, link);
    const conditions = [...holding, ...(rights === undefined ? [] : [rights])];
    return { pattern: `(${near})${left}[${link}:${step.type}]${right}${end}`, conditions };
  }
  const each = context.variable();
  const holding = holds(context, step, each);
  const conditions = holding.length === 0 ? [] : [`all(${each} IN ${link} WHERE ${holding.join(' AND ')})`];
  const path = context.variable();
  const passed: Scope = { label: step.label, variable: context.variable() };
  const passable = context.readable(passed);
  if (passable !== undefined)
    conditions.push(`all(${passed.variable} IN nodes(${path})[1..] WHERE ${passable})`);
  const named = passable === undefined ? '' : `${path} = `;
  return { pattern: `${named}(${near})${left}[${link}:${step.type}*1..]${right}${end}`, conditions };
}

/** That a relationship has the step's role and holds on the day. */
function holds(context: CompileContext, step: Step, link: string): string[] {
  const definition: RelationshipDefinition = relationships[step.type];
  const parts: string[] = [];
  if (definition.temporal && step.ever !== true)
    parts.push(
      `(${link}.validFrom IS NULL OR ${link}.validFrom <= $at) AND (${link}.validTo IS NULL OR ${link}.validTo > $at)`,
    );
  if (step.role !== undefined) parts.push(`${link}.role__key = ${context.value(foldText(step.role))}`);
  return parts;
}

export function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}
