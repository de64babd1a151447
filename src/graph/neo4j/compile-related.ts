import { type RelationshipDefinition, relationships, seenByOf } from '../../../graph-schema/index.ts';
import { firstDaysOf } from '../first-days.ts';
import { foldText } from '../fold-text.ts';
import type { Condition, DaySpan, RelatedCondition, Step } from '../graph-query.ts';
import { compileCondition, operators } from './compile-condition.ts';
import { type CompileContext, dayParameters, readable, type Scope } from './compile-context.ts';
import { propertyAt } from './stored-names.ts';
import { always } from './write-relationships.ts';

/** Compiles a condition on related nodes. */
export function compileRelated(context: CompileContext, scope: Scope, condition: RelatedCondition): string {
  const { related: step, where } = condition;
  if (condition.count !== undefined) {
    const { op, value } = condition.count;
    return `${countRelated(context, scope, step, where)} ${operators[op]} ${context.parameter(value)}`;
  }
  if (condition.quantifier === 'all' && where !== undefined) {
    const failing: Condition = { not: where };
    return `(${existsRelated(context, scope, step, undefined)} AND NOT ${existsRelated(context, scope, step, failing)})`;
  }
  const exists = existsRelated(context, scope, step, where);
  return condition.quantifier === 'none' ? `NOT ${exists}` : exists;
}

function existsRelated(
  context: CompileContext,
  scope: Scope,
  step: Step,
  where: Condition | undefined,
): string {
  const far = farOf(context, step);
  const match = matchRelated(context, scope, far, step, where);
  return `EXISTS { ${match}${step.transitive === true ? ` RETURN ${far.variable}` : ''} }`;
}

/** How many different related nodes meet the condition, as an expression. */
export function countRelated(
  context: CompileContext,
  scope: Scope,
  step: Step,
  where: Condition | undefined,
): string {
  const far = farOf(context, step);
  return `COUNT { ${matchRelated(context, scope, far, step, where)} RETURN DISTINCT ${far.variable} }`;
}

export function farOf(context: CompileContext, step: Step): Scope {
  return { label: step.label, variable: context.nextVariable() };
}

/**
 * `MATCH … WHERE …` for the readable nodes at the other end of a step that meet a condition. Two relationships may lead
 * to the same node, so that it can come up twice; a transitive step gives it once for each near node.
 *
 * @param bound the variables that are to live on behind a transitive step, the near one among them.
 * @param link the variable of the relationship, where the step is a single one.
 * @param further an expression on the far node that must be true besides.
 */
export function matchRelated(
  context: CompileContext,
  near: Scope,
  far: Scope,
  step: Step,
  where: Condition | undefined,
  bound: readonly string[] = [near.variable],
  link = context.nextVariable(),
  further?: string,
): string {
  const condition = [
    ...(where === undefined ? [] : [compileCondition(context, far, where)]),
    ...(further === undefined ? [] : [further]),
  ];
  if (step.transitive === true) {
    const reached = matchAlong(context, near, far, step, bound);
    return `${reached}${condition.length === 0 ? '' : ` WHERE ${condition.join(' AND ')}`}`;
  }
  const rights = readableFrom(context, near, step, far);
  const filters = [...holds(context, step, link), ...(rights === undefined ? [] : [rights]), ...condition];
  const filter = filters.length === 0 ? '' : ` WHERE ${filters.join(' AND ')}`;
  // A label that the type leads to anyway would be checked on every node for nothing.
  const label = condition.length > 0 || leadsToManyLabels(step) ? `:${far.label}` : '';
  return `MATCH (${near.variable})${arrow(step, `${link}:${step.type}`)}(${far.variable}${label})${filter}`;
}

/** The right to read a node that a step leads to from one that the viewer may read. */
function readableFrom(
  context: CompileContext,
  near: Scope,
  step: Pick<Step, 'type' | 'direction'>,
  far: Scope,
): string | undefined {
  const by = seenByOf(far.label);
  // Whoever may read the task sees its project: asking would take a look for each of thousands of tasks.
  if (by?.type === step.type && step.direction === 'out' && by.from === near.label) return undefined;
  return readable(context, far);
}

/**
 * The nodes that a transitive step reaches over readable ones. DISTINCT lets Neo4j search breadth-first and visit each
 * node once; without it, it would walk every path, of which a graph with cycles has more than anyone can wait for.
 */
function matchAlong(
  context: CompileContext,
  near: Scope,
  far: Scope,
  step: Step,
  bound: readonly string[],
): string {
  const link = context.nextVariable();
  const path = context.nextVariable();
  const passed = context.nextVariable();
  const one = context.nextVariable();
  const rights = readable(context, { label: step.label, variable: passed });
  const filters = [
    ...holds(context, step, one).map((condition) => `all(${one} IN ${link} WHERE ${condition})`),
    ...(rights === undefined ? [] : [`all(${passed} IN nodes(${path}) WHERE ${rights})`]),
  ];
  const filter = filters.length === 0 ? '' : ` WHERE ${filters.join(' AND ')}`;
  const pattern = `(${near.variable})${arrow(step, `${link}:${step.type}*1..`)}(${far.variable})`;
  return `MATCH ${rights === undefined ? '' : `${path} = `}${pattern}${filter} WITH DISTINCT ${[...bound, far.variable].join(', ')}`;
}

/** `-[…]->` or `<-[…]-`. */
export function arrow(step: Step, content: string): string {
  return step.direction === 'out' ? `-[${content}]->` : `<-[${content}]-`;
}

/** That a relationship has the step's role and holds on the day. */
export function holds(context: CompileContext, step: Step, link: string): string[] {
  const parts: string[] = context.viewer.hiddenTypes?.has(step.type) ? ['false'] : [];
  const definition: RelationshipDefinition = relationships[step.type];
  if (definition.temporal && step.ever !== true && step.began === undefined && step.ended === undefined)
    // What holds today is told in any case, and whoever is yet to come holds nothing yet.
    parts.push(isOnToday(context) ? holdsOn(link) : holdsOn(link, beginOf(context, step, link).since));
  parts.push(
    ...within(context, beginOf(context, step, link).from, step.began),
    ...within(context, `${link}.to`, step.ended),
  );
  if (step.role !== undefined)
    parts.push(`coalesce(${link}.role_key = ${context.parameter(foldText(step.role))}, false)`);
  return parts;
}

const isOnToday = ({ parameters: { first, last }, today }: CompileContext): boolean =>
  first === today && last === today;

/** When a relationship began, as far as the viewer may know: not where that would be a first day. `since` is never null. */
export function beginOf(
  context: CompileContext,
  { type }: Pick<Step, 'type'>,
  link: string,
): { readonly from: string; readonly since: string } {
  const [from, since] = [`${link}.from`, `${link}.since`];
  const readable = firstDaysOf(context.viewer, type);
  if (readable === undefined) return { from, since };
  const person = `startNode(${link})`;
  const ids = context.parameter([...readable]);
  const isFirst = `coalesce(${propertyAt(person, 'startDate')} >= ${from}, false) AND NOT ${person}.id IN ${ids}`;
  return {
    from: `CASE WHEN ${isFirst} THEN null ELSE ${from} END`,
    since: `CASE WHEN ${isFirst} THEN '${always.since}' ELSE ${since} END`,
  };
}

/** A day that is missing lies within no span. */
function within(context: CompileContext, day: string, span: DaySpan | undefined): string[] {
  return [
    ...(span?.from === undefined ? [] : [`coalesce(${day} >= ${context.parameter(span.from)}, false)`]),
    ...(span?.to === undefined ? [] : [`coalesce(${day} < ${context.parameter(span.to)}, false)`]),
  ];
}

/** That the period of a relationship covers one of the days. */
export function holdsOn(link: string, since = `${link}.since`): string {
  return `${since} <= ${dayParameters.last} AND ${link}.until > ${dayParameters.first}`;
}

function leadsToManyLabels(step: Step): boolean {
  const definition: RelationshipDefinition = relationships[step.type];
  return definition[step.direction === 'out' ? 'to' : 'from'].length > 1;
}
