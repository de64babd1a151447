import type { NodeLabel, RelationshipType } from '../../../../graph-schema/index.ts';
import { holdsOn } from '../compile-related.ts';
import { propertyAt } from '../stored-names.ts';
import { checkConnected } from './check-connected.ts';
import { type Compilation, type Compiled, type Scope, withVariable } from './compilation.ts';
import { compileExpression } from './compile-expression.ts';
import { inferLabels, typesOf } from './infer-labels.ts';
import { limits } from './limits.ts';
import { refuse } from './refuse.ts';
import type { Expression, NodePattern, PatternPart, RelationshipPattern } from './syntax-tree.ts';
import { listOf, plain, type ValueType } from './value-type.ts';
import { definitionOf, isPeriod, nodeProperty, relationshipProperty } from './vocabulary.ts';

/** Patterns as they are sent, with what they define. */
interface CompiledPattern {
  readonly text: string;
  readonly scope: Scope;
  /** That each relationship which has a period holds today, unless the statement asks for the period itself. */
  readonly conditions: readonly string[];
}

/** @throws AppError `invalid_query`. */
export function compileParts(
  compilation: Compilation,
  outer: Scope,
  parts: readonly PatternPart[],
): CompiledPattern {
  let scope = outer;
  const texts: string[] = [];
  const conditions: string[] = [];
  for (const part of parts) {
    const compiled = compilePart(compilation, scope, part);
    scope = compiled.scope;
    texts.push(compiled.text);
    conditions.push(...compiled.conditions);
  }
  return { text: texts.join(', '), scope, conditions };
}

function compilePart(compilation: Compilation, outer: Scope, part: PatternPart): CompiledPattern {
  const labels = inferLabels(outer, part);
  const isNew = (node: NodePattern): boolean => node.variable === null || !outer.variables.has(node.variable);
  let scope: Scope = { ...outer, many: true };
  // All variables first: a condition within a pattern may speak of any of them.
  for (const [at, { variable }] of part.nodes.entries())
    if (variable !== null)
      scope = withVariable(scope, variable, { kind: 'node', labels: labels[at] ?? new Set() });
  for (const relationship of part.relationships) scope = defineRelationship(scope, relationship);
  if (part.variable !== null) {
    if (scope.variables.has(part.variable)) refuse(`'${part.variable}' is used already: use another name.`);
    scope = withVariable(scope, part.variable, pathOf(part, labels));
  }
  const conditions: string[] = [];
  let text = compileNode(compilation, scope, part.nodes[0], labels[0], isNew);
  for (const [at, relationship] of part.relationships.entries()) {
    const link = compileRelationship(compilation, scope, relationship, part.shortest);
    conditions.push(...link.conditions);
    text += link.text + compileNode(compilation, scope, part.nodes[at + 1], labels[at + 1], isNew);
  }
  if (part.shortest) text = `shortestPath(${checkShortest(part, text)})`;
  if (part.variable !== null) text = `${compilation.variable(part.variable)} = ${text}`;
  return { text, scope, conditions };
}

function defineRelationship(scope: Scope, relationship: RelationshipPattern): Scope {
  const { variable } = relationship;
  if (variable === null) return scope;
  if (scope.variables.has(variable))
    refuse(`'${variable}' is used already: give each relationship a name of its own.`);
  const one: ValueType = {
    kind: 'relationship',
    types: typesOf(relationship),
    origins: new Set([relationship]),
  };
  return withVariable(scope, variable, relationship.steps === null ? one : listOf(one));
}

function pathOf(part: PatternPart, labels: readonly ReadonlySet<NodeLabel>[]): ValueType {
  const types = new Set(part.relationships.flatMap((relationship) => [...typesOf(relationship)]));
  // A walk passes nodes that the pattern does not name.
  const passed = part.relationships
    .filter(({ steps }) => steps !== null)
    .flatMap((relationship) => [...typesOf(relationship)])
    .flatMap((type) => [...definitionOf(type).from, ...definitionOf(type).to]);
  return {
    kind: 'path',
    labels: new Set([...labels.flatMap((ofNode) => [...ofNode]), ...passed]),
    types,
    origins: new Set(part.relationships),
  };
}

function compileNode(
  compilation: Compilation,
  scope: Scope,
  node: NodePattern | undefined,
  labels: ReadonlySet<NodeLabel> = new Set(),
  isNew: (node: NodePattern) => boolean,
): string {
  if (node === undefined) return '';
  const { variable, properties, where } = node;
  const name = variable === null ? '' : compilation.variable(variable);
  const label = isNew(node) || node.labels.length > 0 ? `:${[...labels].join('|')}` : '';
  const entries = properties.map(([property, value]) => {
    const type = nodeProperty(labels, property, compilation.hidden);
    return compileEntry(compilation, scope, property, type, value);
  });
  return `(${name}${label}${braces(entries)}${compileWhere(compilation, scope, where)})`;
}

function compileRelationship(
  compilation: Compilation,
  scope: Scope,
  pattern: RelationshipPattern,
  shortest: boolean,
): { readonly text: string; readonly conditions: readonly string[] } {
  const { direction, properties, where } = pattern;
  const types = typesOf(pattern);
  const steps = compileSteps(pattern, types, shortest);
  const entries = properties.map(([property, value]) => {
    const type = relationshipProperty(types, property);
    if (isPeriod(property)) compilation.dated.add(pattern);
    return compileEntry(compilation, scope, property, type, value);
  });
  const isTemporal = [...types].some((type) => definitionOf(type).temporal);
  const isToday = isTemporal && !compilation.dated.has(pattern);
  const link =
    pattern.variable !== null
      ? compilation.variable(pattern.variable)
      : isToday
        ? compilation.freshVariable()
        : '';
  const inner = `[${link}:${[...types].join('|')}${steps}${braces(entries)}${compileWhere(compilation, scope, where)}]`;
  const text = `${direction === 'left' ? '<' : ''}-${inner}-${direction === 'right' ? '>' : ''}`;
  if (!isToday) return { text, conditions: [] };
  if (steps === '') return { text, conditions: [holdsOn(link)] };
  const one = compilation.freshVariable();
  return { text, conditions: [`all(${one} IN ${link} WHERE ${holdsOn(one)})`] };
}

/** `*1..3`, within the bounds. */
function compileSteps(
  { steps, direction }: RelationshipPattern,
  types: ReadonlySet<RelationshipType>,
  shortest: boolean,
): string {
  if (steps === null) return '';
  const isTransitive = direction !== 'either' && [...types].every((type) => definitionOf(type).transitive);
  const most = shortest ? limits.shortestPath : isTransitive ? limits.transitiveSteps : limits.steps;
  if (steps.most === null) refuse(`A walk needs a bound: write *${steps.least}..${most} or less.`);
  if (steps.most > most)
    refuse(`This walk may be ${most} steps long at most: write *${steps.least}..${most}.`);
  if (steps.least > steps.most) refuse('A walk must not begin beyond its end: write *1..3, for example.');
  return `*${steps.least}..${steps.most}`;
}

function checkShortest(part: PatternPart, text: string): string {
  const [relationship, second] = part.relationships;
  if (relationship === undefined || second !== undefined)
    return refuse('shortestPath() takes two nodes and one relationship between them.');
  if (relationship.steps === null || relationship.steps.least > 1)
    return refuse(`shortestPath() needs a walk: write [:TYPE*1..${limits.shortestPath}].`);
  return text;
}

function compileEntry(
  compilation: Compilation,
  scope: Scope,
  property: string,
  type: ValueType,
  expression: Expression,
): string {
  const value = compileExpression(compilation, scope, expression);
  if ((type.kind === 'list') !== (value.type.kind === 'list'))
    refuse(
      `'${property}' is ${type.kind === 'list' ? 'a list' : 'no list'}: write WHERE 'value' IN n.${property} for a list.`,
    );
  return `${propertyAt('', property).slice(1)}: ${value.text}`;
}

function braces(entries: readonly string[]): string {
  return entries.length === 0 ? '' : ` {${entries.join(', ')}}`;
}

function compileWhere(compilation: Compilation, scope: Scope, where: Expression | null): string {
  return where === null ? '' : ` WHERE ${compileExpression(compilation, scope, where).text}`;
}

/** ` WHERE …`, or nothing. */
export function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

/** A pattern as a condition: that it is there. */
export function compileExists(compilation: Compilation, scope: Scope, part: PatternPart): Compiled {
  const { text, conditions } = compileParts(compilation, scope, [part]);
  return { text: `EXISTS { MATCH ${text}${whereOf(conditions)} }`, type: plain };
}

export function compilePatternComprehension(
  compilation: Compilation,
  outer: Scope,
  { part, where, map }: Extract<Expression, { kind: 'patternComprehension' }>,
): Compiled {
  checkConnected(outer, [part], where);
  const { text, scope, conditions } = compileParts(compilation, outer, [part]);
  const asked = where === null ? [] : [compileExpression(compilation, scope, where).text];
  const mapped = compileExpression(compilation, scope, map);
  return {
    text: `[${text}${whereOf([...conditions, ...asked])} | ${mapped.text}]`,
    type: listOf(mapped.type),
  };
}
