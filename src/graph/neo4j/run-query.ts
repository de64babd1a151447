import type { Neo4jConnection, Record } from '../../operations/neo4j/neo4j-connection.ts';
import type { FindQuery, GraphQuery, GroupKey, NodeRef, QueryResult, Row } from '../graph-query.ts';
import { validateGraphQuery } from '../validate-graph-query.ts';
import type { Viewer } from '../viewer.ts';
import { CompileContext } from './compile-context.ts';
import { compileGroups, type GroupsReturn } from './compile-groups.ts';
import {
  compileCount,
  compileExists,
  compileList,
  defaultLimit,
  type ListReturn,
  nameOfField,
} from './compile-list.ts';
import { decodeScalar, decodeText, decodeValue } from './decode-value.ts';
import { findPaths } from './find-paths.ts';

/**
 * Runs a typed query.
 *
 * @throws AppError `invalid_query`.
 */
export async function runQuery(
  connection: Neo4jConnection,
  unchecked: GraphQuery,
  viewer: Viewer,
  today: string,
): Promise<QueryResult> {
  const query = validateGraphQuery(unchecked);
  if ('paths' in query) return await findPaths(connection, query, viewer, today);
  const context = (): CompileContext => new CompileContext(viewer, today, query.at);
  const count = async (): Promise<number> => {
    const [row] = await connection.read(compileCount(context(), query));
    return Number(row?.get('total') ?? 0);
  };
  switch (query.return.kind) {
    case 'count':
      return { kind: 'count', total: await count() };
    case 'exists':
      return { kind: 'exists', exists: (await connection.read(compileExists(context(), query))).length > 0 };
    case 'groups': {
      const [row] = await connection.read(compileGroups(context(), query, query.return));
      return readGroups(query.return, row);
    }
    case 'list': {
      const list = query.return;
      const rows = await connection.read(compileList(context(), query, list));
      return { kind: 'list', ...(await readList(query, list, rows, count)) };
    }
  }
}

async function readList(
  query: FindQuery,
  list: ListReturn,
  found: readonly Record[],
  count: () => Promise<number>,
): Promise<{ total: number; rows: Row[] }> {
  const limit = list.limit ?? defaultLimit;
  const offset = list.offset ?? 0;
  const isEnd = list.ties === true ? found.length < limit : found.length <= limit;
  const shown = list.ties === true ? found : found.slice(0, limit);
  const total = isEnd && (found.length > 0 || offset === 0) ? offset + found.length : await count();
  const fields = list.fields ?? [];
  const rows = shown.map((row): Row => {
    const values = fields.map((field, index) => {
      const stored: unknown = row.get(`f${index}`);
      if (!('related' in field)) return [nameOfField(field), decodeValue(stored)] as const;
      const related = (Array.isArray(stored) ? stored : []).map((one: unknown) => {
        const [id, name, value] = Array.isArray(one) ? (one as unknown[]) : [];
        return {
          id: String(id),
          label: field.related.label,
          name: decodeText(name) ?? '',
          value: decodeValue(value),
        };
      });
      return [nameOfField(field), related] as const;
    });
    return {
      id: String(row.get('id')),
      label: query.find,
      name: decodeText(row.get('name')) ?? '',
      values: Object.fromEntries(values),
    };
  });
  return { total, rows };
}

function readGroups(groups: GroupsReturn, row: Record | undefined): QueryResult {
  const found: unknown = row?.get('rows') ?? [];
  const width = groups.by.length * 2;
  const rows = (Array.isArray(found) ? found : []).map((one: unknown) => {
    const cells = Array.isArray(one) ? (one as unknown[]) : [];
    return {
      keys: groups.by.map((key, index) => readKey(key, cells[index * 2], cells[index * 2 + 1])),
      measures: Object.fromEntries(
        groups.measures.map((measure, index) => {
          const value = decodeScalar(cells[width + index]);
          return [measure.as, typeof value === 'boolean' ? Number(value) : value] as const;
        }),
      ),
    };
  });
  return { kind: 'groups', total: Number(row?.get('total') ?? 0), rows };
}

function readKey(key: GroupKey, group: unknown, shown: unknown) {
  if (!('related' in key)) return { value: decodeScalar(shown) };
  const node: NodeRef = { id: String(group), label: key.related.label, name: decodeText(shown) ?? '' };
  return { value: decodeText(shown), node };
}
