import { checkConnected } from './check-connected.ts';
import { type Compilation, type Compiled, type Scope, withVariable } from './compilation.ts';
import { compileExpression } from './compile-expression.ts';
import { compileParts, whereOf } from './compile-pattern.ts';
import { aggregates } from './functions.ts';
import { refuse } from './refuse.ts';
import type { Clause, Expression, MatchClause, Projection, ProjectionItem } from './syntax-tree.ts';
import { listOf, nameOf, plain, type ValueType } from './value-type.ts';

/** @throws AppError `invalid_query`. */
export function compileClauses(
  compilation: Compilation,
  outer: Scope,
  clauses: readonly Clause[],
): { readonly text: string; readonly scope: Scope } {
  let scope = outer;
  const texts: string[] = [];
  for (const clause of clauses) {
    const compiled = compileClause(compilation, outer, scope, clause);
    scope = compiled.scope;
    texts.push(compiled.text);
  }
  return { text: texts.join(' '), scope };
}

interface CompiledClause {
  readonly text: string;
  readonly scope: Scope;
}

function compileClause(compilation: Compilation, outer: Scope, scope: Scope, clause: Clause): CompiledClause {
  switch (clause.kind) {
    case 'match':
      return compileMatch(compilation, scope, clause);
    case 'unwind': {
      const { text, type } = compileExpression(compilation, scope, clause.list);
      if (type.kind !== 'list') return refuse(`UNWIND takes a list, not ${nameOf(type)}.`);
      if (scope.variables.has(clause.variable))
        refuse(`'${clause.variable}' is used already: use another name.`);
      return {
        text: `UNWIND ${text} AS ${compilation.variable(clause.variable)}`,
        scope: { ...withVariable(scope, clause.variable, type.of), many: true },
      };
    }
    case 'with': {
      const projected = compileProjection(compilation, outer, scope, clause.projection, 'WITH');
      const where =
        clause.where === null
          ? []
          : [
              compileExpression(
                compilation,
                { ...scope, variables: new Map([...scope.variables, ...projected.scope.variables]) },
                clause.where,
              ).text,
            ];
      return { text: `${projected.text}${whereOf(where)}`, scope: projected.scope };
    }
  }
}

function compileMatch(compilation: Compilation, scope: Scope, clause: MatchClause): CompiledClause {
  checkConnected(scope, clause.parts, clause.where);
  const matched = compileParts(compilation, scope, clause.parts);
  const asked =
    clause.where === null ? [] : [compileExpression(compilation, matched.scope, clause.where).text];
  // What an optional pattern tells of a node that was there before holds only where it matches.
  const variables = clause.optional
    ? new Map([...matched.scope.variables, ...scope.variables])
    : matched.scope.variables;
  return {
    text: `${clause.optional ? 'OPTIONAL ' : ''}MATCH ${matched.text}${whereOf([...matched.conditions, ...asked])}`,
    scope: { variables, many: true },
  };
}

/** A projection as it is sent, what it leaves, and its columns. */
export interface CompiledProjection extends CompiledClause {
  readonly columns: readonly { readonly name: string; readonly type: ValueType }[];
}

/**
 * @param outer what stays visible within a subquery, whatever WITH leaves.
 * @param most bound of the rows of a statement's own RETURN.
 * @throws AppError `invalid_query`.
 */
export function compileProjection(
  compilation: Compilation,
  outer: Scope,
  scope: Scope,
  projection: Projection,
  word: 'WITH' | 'RETURN',
  most?: number,
): CompiledProjection {
  const { distinct, all, items, order, skip, limit } = projection;
  const variables = new Map(all ? scope.variables : outer.variables);
  const texts: string[] = all ? ['*'] : [];
  const columns: CompiledProjection['columns'][number][] = [];
  const named = new Set(all ? scope.variables.keys() : []);
  for (const item of items) {
    const { text, type } = compileExpression(compilation, scope, item.value);
    const name = item.alias ?? (item.value.kind === 'variable' ? item.value.name : null);
    if (name === null && word === 'WITH')
      refuse(`'${item.text}' in WITH needs a name: write ${item.text} AS name.`);
    if (name !== null && named.has(name))
      refuse(`Two columns of ${word} are called ${name}; name one of them otherwise with AS.`);
    if (name !== null) named.add(name);
    texts.push(`${text} AS ${name === null ? compilation.freshVariable() : compilation.variable(name)}`);
    if (name !== null) variables.set(name, type);
    columns.push({ name: name ?? item.text, type });
  }
  const isOne = !all && items.length > 0 && items.every(isAggregate);
  const visible: Scope = { many: true, variables: new Map([...scope.variables, ...variables]) };
  const sorted = order.map(
    ({ by, descending }) => `${compileExpression(compilation, visible, by).text}${descending ? ' DESC' : ''}`,
  );
  const rows = most === undefined ? limit : Math.min(limit ?? most, most);
  const text = [
    `${word}${distinct ? ' DISTINCT' : ''} ${texts.join(', ')}`,
    ...(sorted.length === 0 ? [] : [`ORDER BY ${sorted.join(', ')}`]),
    ...(skip === null ? [] : [`SKIP ${skip}`]),
    ...(rows === null ? [] : [`LIMIT ${rows}`]),
  ].join(' ');
  return { text, columns, scope: { variables, many: scope.many && !isOne && limit !== 1 } };
}

function isAggregate({ value }: ProjectionItem): boolean {
  return value.kind === 'countRows' || (value.kind === 'call' && aggregates(value.name));
}

/** EXISTS { … }, COUNT { … } or COLLECT { … }. @throws AppError `invalid_query`. */
export function compileSubquery(
  compilation: Compilation,
  scope: Scope,
  { name, clauses, result }: Extract<Expression, { kind: 'subquery' }>,
): Compiled {
  const compiled = compilation.subquery(() => {
    const body = compileClauses(compilation, scope, clauses);
    const projected =
      result === null ? null : compileProjection(compilation, scope, body.scope, result, 'RETURN');
    const returned = projected === null ? '' : ` ${projected.text}`;
    return { text: `${name} { ${body.text}${returned} }`, columns: projected?.columns ?? [] };
  });
  if (name !== 'COLLECT') return { text: compiled.text, type: plain };
  const [column, second] = compiled.columns;
  if (column === undefined || second !== undefined)
    return refuse('COLLECT { … } ends with RETURN and one value.');
  return { text: compiled.text, type: listOf(column.type) };
}
