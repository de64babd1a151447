import type { Viewer } from '../../viewer.ts';
import { createCompilation, emptyScope } from './compilation.ts';
import { compileClauses, compileProjection } from './compile-statement.ts';
import { limits } from './limits.ts';
import { parseStatement } from './parse-statement.ts';
import { refuse } from './refuse.ts';
import type { RelationshipPattern } from './syntax-tree.ts';
import { isPlain, nameOf, type ValueType } from './value-type.ts';

/** A statement that may be sent: written anew, so that it holds nothing that the guard has not understood. */
export interface GuardedStatement {
  readonly cypher: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly columns: readonly { readonly name: string; readonly type: ValueType }[];
  /** The statement's own names in a message about `cypher`. */
  explain(message: string): string;
}

/**
 * Accepts or refuses a statement of somebody's. It is read by a parser whose grammar has reading clauses alone, checked against
 * the schema, and what is sent is written from the tree: labels, types, properties and functions from the schema and the
 * lists here, every text a parameter, every variable renamed. The text that came in never reaches the database.
 *
 * Relationships with a period count where they hold on the day, unless the statement reads their `from` or `to`.
 *
 * @param options.day the company's present day, `YYYY-MM-DD`.
 * @throws AppError `invalid_query` with a sentence that says what to mend.
 */
export function guardStatement(
  statement: string,
  options: { readonly day: string; readonly hidden: Viewer['hidden'] },
): GuardedStatement {
  const { clauses, result } = parseStatement(statement);
  if (clauses.length === 0) refuse('The statement reads nothing from the graph: begin with MATCH.');
  // Which periods the statement asks for is known at its end, and needed at its beginning.
  const dated = new Set<RelationshipPattern>();
  const compile = (): GuardedStatement => {
    const compilation = createCompilation(options.day, options.hidden, dated);
    const body = compileClauses(compilation, emptyScope, clauses);
    const { text, columns } = compileProjection(
      compilation,
      emptyScope,
      body.scope,
      result,
      'RETURN',
      limits.rows + 1,
    );
    for (const { name, type } of columns) checkColumn(name, type);
    return {
      cypher: `${body.text} ${text}`,
      parameters: compilation.parameters,
      columns,
      explain: compilation.explain,
    };
  };
  compile();
  return compile();
}

function checkColumn(name: string, type: ValueType): void {
  if (type.kind === 'node' || type.kind === 'duration' || isPlain(type)) return;
  if (type.kind === 'list' && (isPlain(type.of) || type.of.kind === 'duration')) return;
  const found = type.kind === 'list' ? `a list of which each is ${nameOf(type.of)}` : nameOf(type);
  refuse(
    `The column '${name}' is ${found}: return properties in its place, such as n.name or [x IN nodes(p) | x.name].`,
  );
}
