import type { Neo4jDatabase, Neo4jRow } from '../../operations/neo4j/open-neo4j.ts';
import type { FindQuery, GraphQuery, GroupKey, NodeRef, QueryResult, Row } from '../graph-query.ts';
import { heldDays } from '../held-days.ts';
import { validateGraphQuery } from '../validate-graph-query.ts';
import { createCompileContext } from './compile-context.ts';
import type { GroupsReturn } from './compile-groups.ts';
import { compileCount, compileList, defaultLimit, type ListReturn, nameOfField } from './compile-list.ts';
import { compileQuery } from './compile-query.ts';
import { decodeRelated, decodeScalar, decodeText, decodeValue } from './decode-value.ts';
import { findPaths } from './find-paths.ts';
import type { NumberedViewer } from './numbered-rules.ts';

/**
 * Runs a typed query.
 *
 * @throws AppError `invalid_query`.
 */
export async function runQuery(
  database: Neo4jDatabase,
  unchecked: GraphQuery,
  viewer: NumberedViewer,
  today: string,
): Promise<QueryResult> {
  const query = validateGraphQuery(unchecked);
  if ('paths' in query) return await findPaths(database, query, viewer, today);
  const context = createCompileContext(viewer, today, heldDays(query, today));
  const run = (text: string): Promise<Neo4jRow[]> => database.read(text, context.parameters);
  switch (query.return.kind) {
    case 'count':
      return { kind: 'count', total: Number((await run(compileQuery(context, query)))[0]?.[0]) };
    case 'exists':
      return { kind: 'exists', exists: (await run(compileQuery(context, query))).length > 0 };
    case 'groups':
      return readGroups(query.return, await run(compileQuery(context, query)));
    case 'list': {
      const list = query.return;
      const { text, withTotal } = compileList(context, query, list);
      const found = await run(text);
      const total = withTotal ? found[0]?.[0] : totalByEnd(list, found.length);
      const rows = readRows(query, list, withTotal ? found : found.slice(0, list.limit ?? defaultLimit));
      if (typeof total === 'number') return { kind: 'list', total, rows };
      if (withTotal && (list.offset ?? 0) === 0) return { kind: 'list', total: 0, rows };
      const counting = createCompileContext(viewer, today, heldDays(query, today));
      const counted = await database.read(compileCount(counting, query), counting.parameters);
      return { kind: 'list', total: Number(counted[0]?.[0]), rows };
    }
  }
}

/** The total where the rows end within the page. */
function totalByEnd(list: ListReturn, found: number): number | undefined {
  const offset = list.offset ?? 0;
  const isEnd = found <= (list.limit ?? defaultLimit) && (found > 0 || offset === 0);
  return isEnd ? offset + found : undefined;
}

function readRows(query: FindQuery, list: ListReturn, found: readonly Neo4jRow[]): Row[] {
  const fields = list.fields ?? [];
  return found.map((row) => {
    const values = fields.map((field, index) => {
      const stored = row[index + 3];
      const value = 'related' in field ? decodeRelated(field.related.label, stored) : decodeValue(stored);
      return [nameOfField(field), value] as const;
    });
    return {
      id: String(row[1]),
      label: query.find,
      name: decodeText(row[2]) ?? '',
      values: Object.fromEntries(values),
    };
  });
}

function readGroups(groups: GroupsReturn, found: readonly Neo4jRow[]): QueryResult {
  const width = groups.by.length * 2 + 1;
  const rows = found.map((row) => ({
    keys: groups.by.map((key, index) => readKey(key, row, index * 2 + 1)),
    measures: Object.fromEntries(
      groups.measures.map((measure, index) => [measure.as, readMeasure(row[width + index])] as const),
    ),
  }));
  return { kind: 'groups', total: Number(found[0]?.[0] ?? 0), rows };
}

function readMeasure(stored: Neo4jRow[number] | undefined): number | string | null {
  return typeof stored === 'number' || typeof stored === 'string' ? stored : null;
}

function readKey(key: GroupKey, row: Neo4jRow, at: number) {
  const shown = decodeScalar(row[at + 1]);
  if (!('related' in key)) return { value: shown };
  const node: NodeRef = { id: String(row[at]), label: key.related.label, name: String(shown ?? '') };
  return { value: shown, node };
}
