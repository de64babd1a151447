import type { GraphQuery } from '../graph-query.ts';
import { heldDays } from '../held-days.ts';
import { type QueryStatement, readingRules, type StatementParameter } from '../query-statement.ts';
import { validateGraphQuery } from '../validate-graph-query.ts';
import type { Viewer } from '../viewer.ts';
import { createCompileContext } from './compile-context.ts';
import { compileQuery } from './compile-query.ts';
import { compileEnd, pathLevel, pathParameters } from './find-paths.ts';

/**
 * The statements that a query runs as, in their order; nothing is run.
 *
 * @throws AppError `invalid_query`.
 */
export function explainQuery(unchecked: GraphQuery, viewer: Viewer, today: string): QueryStatement[] {
  const query = validateGraphQuery(unchecked);
  // Nothing is read, their numbers neither: the text is the same whichever they are.
  const reader = { ...viewer, rules: viewer.acls === 'all' ? null : new Int8Array(), ruleNumbers: [] };
  if (!('paths' in query)) {
    const context = createCompileContext(reader, today, heldDays(query, today));
    return [statement(compileQuery(context, query), context.parameters)];
  }
  const ends = [query.paths.from, query.paths.to].map((end) => {
    const context = createCompileContext(reader, today);
    return statement(compileEnd(context, end), context.parameters);
  });
  return [...ends, statement(pathLevel(query), pathParameters(reader, today))];
}

/** What the viewer's rules are told by. */
const hiddenNames: ReadonlySet<string> = new Set(['rules', 'ruleNumbers']);

function statement(text: string, parameters: Readonly<Record<string, unknown>>): QueryStatement {
  const named = Object.entries(parameters)
    .filter(([name]) => text.includes(`$${name}`))
    .map(
      ([name, value]): StatementParameter => ({
        name: `$${name}`,
        value: JSON.stringify(hiddenNames.has(name) && value !== null ? readingRules : plain(value)),
      }),
    );
  return { language: 'Cypher', text: text.replace(/\s*\n\s*/g, '\n'), parameters: named };
}

/** The driver's whole numbers are objects. */
function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'toNumber' in value ? Number(value) : value;
}
