import type { NodeLabel, RelationshipType } from '../../../../graph-schema/index.ts';
import { lookUp, type Scope } from './compilation.ts';
import { refuse } from './refuse.ts';
import type { NodePattern, PatternPart, RelationshipPattern } from './syntax-tree.ts';
import { nameOf } from './value-type.ts';
import { definitionOf, everyLabel, everyType, labelsNamed, typesNamed } from './vocabulary.ts';

/**
 * Which labels each node of a pattern can have: those that are named, or that its variable has already, as far as the
 * relationships beside it lead to them. What is neither named nor known is any label of the schema, and never a node of
 * the state.
 *
 * @throws AppError `invalid_query` where a relationship cannot lead where it is said to.
 */
export function inferLabels(scope: Scope, part: PatternPart): readonly ReadonlySet<NodeLabel>[] {
  const labels = part.nodes.map((node) => namedOrKnown(scope, node));
  // Twice, so that what the last relationship tells reaches the first node.
  for (let round = 0; round < 2; round++) {
    for (const [at, relationship] of part.relationships.entries()) {
      // A walk of no steps says nothing about where it ends.
      if (relationship.steps?.least === 0) continue;
      const types = typesOf(relationship);
      const [left, right] = [labels[at] ?? everyLabel, labels[at + 1] ?? everyLabel];
      const narrowed = narrow(relationship, types, left, right);
      if (narrowed.left.size === 0 || narrowed.right.size === 0)
        refuse(describeImpossible(relationship, types, left, right));
      labels[at] = narrowed.left;
      labels[at + 1] = narrowed.right;
    }
  }
  return labels;
}

export function typesOf({ types }: RelationshipPattern): ReadonlySet<RelationshipType> {
  return types.length === 0 ? everyType : typesNamed(types);
}

function namedOrKnown(scope: Scope, { variable, labels }: NodePattern): ReadonlySet<NodeLabel> {
  const named = labels.length === 0 ? everyLabel : labelsNamed(labels);
  if (variable === null || !scope.variables.has(variable)) return named;
  const known = lookUp(scope, variable);
  if (known.kind !== 'node')
    return refuse(`'${variable}' is ${nameOf(known)} and no node: use another name.`);
  const both = [...named].filter((label) => known.labels.has(label));
  if (both.length === 0)
    refuse(
      `'${variable}' is ${[...known.labels].join(' or ')}, and cannot be ${labels.join(' or ')} as well.`,
    );
  return new Set(both);
}

function narrow(
  { direction, steps }: RelationshipPattern,
  types: ReadonlySet<RelationshipType>,
  left: ReadonlySet<NodeLabel>,
  right: ReadonlySet<NodeLabel>,
): { readonly left: ReadonlySet<NodeLabel>; readonly right: ReadonlySet<NodeLabel> } {
  const found = { left: new Set<NodeLabel>(), right: new Set<NodeLabel>() };
  const isWalk = steps !== null;
  const lead = (from: readonly NodeLabel[], to: readonly NodeLabel[]): void => {
    const starts = from.filter((label) => left.has(label));
    const ends = to.filter((label) => right.has(label));
    // The two ends of a walk may hang on relationships of different types.
    if (isWalk || ends.length > 0) for (const label of starts) found.left.add(label);
    if (isWalk || starts.length > 0) for (const label of ends) found.right.add(label);
  };
  for (const type of types) {
    const { from, to } = definitionOf(type);
    if (direction !== 'left') lead(from, to);
    if (direction !== 'right') lead(to, from);
  }
  return found;
}

function describeImpossible(
  { direction }: RelationshipPattern,
  types: ReadonlySet<RelationshipType>,
  left: ReadonlySet<NodeLabel>,
  right: ReadonlySet<NodeLabel>,
): string {
  const ends = [left, right].map((labels) => [...labels].join(' or '));
  const [start, end] = direction === 'left' ? ends.toReversed() : ends;
  const ways = [...types].map((type) => {
    const { from, to } = definitionOf(type);
    return `(${from.join('|')})-[:${type}]->(${to.join('|')})`;
  });
  const accepted = ways.length > 4 ? 'a relationship that does' : ways.join(', ');
  return `No such relationship leads from ${start} to ${end}; accepted: ${accepted}.`;
}
