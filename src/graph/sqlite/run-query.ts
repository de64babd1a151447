import type { FindQuery, GraphQuery, GroupKey, NodeRef, QueryResult, Row } from '../graph-query.ts';
import { heldDays } from '../held-days.ts';
import { validateGraphQuery } from '../validate-graph-query.ts';
import type { Viewer } from '../viewer.ts';
import { createCompileContext } from './compile-context.ts';
import type { GroupsReturn } from './compile-groups.ts';
import { compileCount, defaultLimit, type ListReturn, nameOfField } from './compile-list.ts';
import { compileQuery } from './compile-query.ts';
import { decodeRelated, decodeScalar, decodeValue } from './decode-value.ts';
import { findPaths } from './find-paths.ts';
import type { CompileContext } from './property-sql.ts';
import type { ArrayRow, StatementCache } from './statement-cache.ts';

/**
 * Runs a typed query.
 *
 * @throws AppError `invalid_query`.
 */
export function runQuery(
  cache: StatementCache,
  unchecked: GraphQuery,
  viewer: Viewer,
  today: string,
): QueryResult {
  const query = validateGraphQuery(unchecked);
  if ('paths' in query) return findPaths(cache, query, viewer, today);
  return cache.rules.during(viewer, (rules) =>
    findNodes(cache, query, createCompileContext(viewer, rules, today, heldDays(query, today))),
  );
}

function findNodes(cache: StatementCache, query: FindQuery, context: CompileContext): QueryResult {
  const rows = cache.all(compileQuery(context, query));
  switch (query.return.kind) {
    case 'count':
      return { kind: 'count', total: Number(rows[0]?.[0]) };
    case 'exists':
      return { kind: 'exists', exists: rows[0]?.[0] === 1 };
    case 'groups':
      return readGroups(query, query.return, rows);
    case 'list': {
      const list = query.return;
      const count = (): number => Number(cache.all(compileCount(context, query))[0]?.[0]);
      return { kind: 'list', ...readList(query, list, rows, count) };
    }
  }
}

function readList(
  query: FindQuery,
  list: ListReturn,
  found: readonly ArrayRow[],
  count: () => number,
): { total: number; rows: Row[] } {
  const limit = list.limit ?? defaultLimit;
  const offset = list.offset ?? 0;
  const isEnd = list.ties === true ? found.length < limit : found.length <= limit;
  const shown = list.ties === true ? found : found.slice(0, limit);
  const total = isEnd && (found.length > 0 || offset === 0) ? offset + found.length : count();
  const fields = list.fields ?? [];
  const rows = shown.map((row): Row => {
    const values = fields.map((field, index) => {
      const stored = row[index + 2];
      const value =
        'countOf' in field || 'days' in field
          ? (stored ?? null)
          : 'related' in field
            ? decodeRelated(field.related.label, field.property, stored)
            : decodeValue(query.find, field.property, stored);
      return [nameOfField(field), value] as const;
    });
    return {
      id: String(row[0]),
      label: query.find,
      name: String(row[1] ?? ''),
      values: Object.fromEntries(values),
    };
  });
  return { total, rows };
}

function readGroups(query: FindQuery, groups: GroupsReturn, found: readonly ArrayRow[]): QueryResult {
  const width = groups.by.length * 2;
  const rows = found.map((row) => ({
    keys: groups.by.map((key, index) =>
      readKey(query, key, row[index * 2] ?? null, row[index * 2 + 1] ?? null),
    ),
    measures: Object.fromEntries(
      groups.measures.map((measure, index) => [measure.as, row[width + index] ?? null] as const),
    ),
  }));
  return { kind: 'groups', total: Number(found[0]?.at(-1) ?? 0), rows };
}

function readKey(
  query: FindQuery,
  key: GroupKey,
  group: string | number | null,
  shown: string | number | null,
) {
  if (!('related' in key))
    return { value: key.unit === undefined ? decodeScalar(query.find, key.property, shown) : shown };
  const node: NodeRef = { id: String(group), label: key.related.label, name: String(shown ?? '') };
  return { value: shown, node };
}
