import type { Scope } from './compilation.ts';
import { refuse } from './refuse.ts';
import type { Expression, NodePattern, PatternPart } from './syntax-tree.ts';

/** Properties that few nodes have in common. */
const telling: ReadonlySet<string> = new Set([
  'id',
  'key',
  'name',
  'title',
  'email',
  'path',
  'aliases',
  'sourceUrl',
]);

/**
 * Refuses patterns that hang on nothing, which would pair each of their matches with each row so far. Accepted are those that
 * a condition holds to few nodes (`a.name = 'Ana'`) or to one of the others (`a.location = b.location`).
 *
 * @throws AppError `invalid_query`.
 */
export function checkConnected(scope: Scope, parts: readonly PatternPart[], where: Expression | null): void {
  const conditions = where === null ? [] : conjuncts(where);
  for (const part of parts) if (part.shortest) checkEnds(scope, part, parts, conditions);
  const reached = new Set<string>(scope.many ? scope.variables.keys() : []);
  let left = parts;
  // Of one row, the first pattern may begin anywhere.
  if (!scope.many) left = reach(left, left[0], reached);
  while (left.length > 0) {
    const next = left.find((part) => {
      const variables = variablesOf(part);
      return (
        [...variables].some((name) => reached.has(name)) ||
        part.nodes.some((node) => isHeld(node, conditions)) ||
        conditions.some((condition) => joins(condition, variables, reached))
      );
    });
    if (next === undefined)
      refuse(
        'Two patterns of the statement have nothing in common, so that each match of the one would be paired with each of the other: connect them, or hold one to a name or key.',
      );
    left = reach(left, next, reached);
  }
}

/** A shortest path is looked for between each pair of its ends, so that there must be few. */
function checkEnds(
  scope: Scope,
  part: PatternPart,
  parts: readonly PatternPart[],
  conditions: readonly Expression[],
): void {
  const others = new Set(parts.filter(({ shortest }) => !shortest).flatMap((one) => [...variablesOf(one)]));
  for (const node of part.nodes) {
    const { variable } = node;
    const isBound = variable !== null && (scope.variables.has(variable) || others.has(variable));
    if (!isBound && !isHeld(node, conditions))
      refuse('shortestPath() needs two known ends: match each by its name or id first.');
  }
}

function reach(
  left: readonly PatternPart[],
  part: PatternPart | undefined,
  reached: Set<string>,
): readonly PatternPart[] {
  if (part !== undefined) for (const name of variablesOf(part)) reached.add(name);
  return left.filter((one) => one !== part);
}

function variablesOf({ nodes, relationships, variable }: PatternPart): ReadonlySet<string> {
  return new Set([...nodes, ...relationships, { variable }].flatMap((one) => one.variable ?? []));
}

/** Whether a node is held to a few by a property that tells it from others. */
function isHeld({ variable, properties, where }: NodePattern, conditions: readonly Expression[]): boolean {
  if (properties.some(([name]) => telling.has(name))) return true;
  const own = where === null ? [] : conjuncts(where);
  return [...conditions, ...own].some((condition) => {
    if (condition.kind !== 'binary' || !holding.has(condition.operator)) return false;
    return [...readIn(condition.left), ...readIn(condition.right)].some(
      ({ of, name }) => of === variable && name !== null && telling.has(name),
    );
  });
}

const holding: ReadonlySet<string> = new Set(['=', 'IN', 'CONTAINS', 'STARTS WITH', 'ENDS WITH']);

/** Whether a condition says that something of a pattern equals something that was there before. */
function joins(condition: Expression, variables: ReadonlySet<string>, reached: ReadonlySet<string>): boolean {
  if (condition.kind !== 'binary' || (condition.operator !== '=' && condition.operator !== 'IN'))
    return false;
  const [one, other] = [readIn(condition.left), readIn(condition.right)];
  const leads = (here: readonly Read[], there: readonly Read[]): boolean =>
    here.some(({ of }) => variables.has(of)) && there.some(({ of }) => reached.has(of));
  return leads(one, other) || leads(other, one);
}

function conjuncts(expression: Expression): Expression[] {
  return expression.kind === 'binary' && expression.operator === 'AND'
    ? [...conjuncts(expression.left), ...conjuncts(expression.right)]
    : [expression];
}

interface Read {
  readonly of: string;
  /** Null where the variable itself is read. */
  readonly name: string | null;
}

/** What one side of a comparison reads, also within a call such as toLower. */
function readIn(expression: Expression): Read[] {
  if (expression.kind === 'variable') return [{ of: expression.name, name: null }];
  if (expression.kind === 'property' && expression.of.kind === 'variable')
    return [{ of: expression.of.name, name: expression.name }];
  return expression.kind === 'call' ? expression.values.flatMap(readIn) : [];
}
