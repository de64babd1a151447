import type { GraphQuery } from '../graph-query.ts';
import { type HeldDays, heldDays } from '../held-days.ts';
import { type QueryStatement, readingRules } from '../query-statement.ts';
import { validateGraphQuery } from '../validate-graph-query.ts';
import type { Viewer } from '../viewer.ts';
import { createCompileContext } from './compile-context.ts';
import { compileQuery } from './compile-query.ts';
import { compileEnd, pathLevel, pathParameters } from './find-paths.ts';
import type { CompileContext } from './property-sql.ts';
import type { Sql } from './sql.ts';

/**
 * The statements that a query runs as, in their order; nothing is run.
 *
 * @throws AppError `invalid_query`.
 */
export function explainQuery(unchecked: GraphQuery, viewer: Viewer, today: string): QueryStatement[] {
  const query = validateGraphQuery(unchecked);
  // How many rules nodes are under is not looked at: as with few, which most people have.
  const rules = viewer.acls === 'all' ? null : { viewer: readingRules, isFew: () => true };
  const begin = (held?: HeldDays): CompileContext => createCompileContext(viewer, rules, today, held);
  if (!('paths' in query)) return [numbered(compileQuery(begin(heldDays(query, today)), query))];
  const parameters = pathParameters(query, viewer, rules, today);
  const level = {
    language: 'SQL',
    text: pathLevel,
    parameters: Object.entries(parameters).map(([name, value]) => ({
      name: `:${name}`,
      value: JSON.stringify(value),
    })),
  } as const;
  return [
    numbered(compileEnd(begin(), query.paths.from)),
    numbered(compileEnd(begin(), query.paths.to)),
    level,
  ];
}

/** Our own words hold no question mark, so that each one is a value's place. */
function numbered({ text, values }: Sql): QueryStatement {
  let place = 0;
  return {
    language: 'SQL',
    text: text.replaceAll('?', () => `?${++place}`),
    parameters: values.map((value, at) => ({ name: `?${at + 1}`, value: JSON.stringify(value) })),
  };
}
