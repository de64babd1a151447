import {
  labels,
  type NodeLabel,
  nodeLabels,
  type RelationshipType,
  relationships,
  relationshipTypes,
  seenLabels,
} from '../../../graph-schema/index.ts';
import type { NodeRef, PathQuery, QueryResult } from '../graph-query.ts';
import { isHidden, namePropertyOf } from '../label-properties.ts';
import { type Hop, PathSearch } from '../path-search.ts';
import type { Viewer } from '../viewer.ts';
import { createCompileContext } from './compile-context.ts';
import { foundFrom } from './compile-list.ts';
import { tableOf } from './label-table.ts';
import type { CompileContext } from './property-sql.ts';
import { identifier, type Sql, sql } from './sql.ts';
import type { StatementCache } from './statement-cache.ts';

const defaultLimit = 100;

const temporalTypes = JSON.stringify(relationshipTypes.filter((type) => relationships[type].temporal));
const queryableLabels = JSON.stringify(nodeLabels.filter((label) => labels[label].queryable));

const seen = seenLabels.map((label) => `'${label}'`).join(', ');

const expand = (near: string, far: string): string => `
  SELECT frontier.key, relationship.type, ${near === 'from_id' ? "'out'" : "'in'"}, relationship.${far}
  FROM json_each(:frontier) frontier CROSS JOIN json_each(:types) types
  CROSS JOIN relationship ON relationship.type = types.value AND relationship.${near} = frontier.value
  CROSS JOIN node ON node.id = relationship.${far}
  WHERE (relationship.type NOT IN (SELECT value FROM json_each(:temporal))
      OR (relationship.valid_from IS NULL OR relationship.valid_from <= :day)
      AND (relationship.valid_to IS NULL OR relationship.valid_to > :day))
    AND node.label IN (SELECT value FROM json_each(:labels))
    AND (:rules IS NULL OR CASE
      WHEN node.label IN (${seen}) THEN EXISTS (SELECT 1 FROM seen_by
        CROSS JOIN temp.rule_reader reader ON reader.rule = seen_by.rule AND reader.viewer = :rules
        WHERE seen_by.node = node.id)
      WHEN node.acl IS NULL THEN 1
      ELSE EXISTS (SELECT 1 FROM rule CROSS JOIN temp.rule_reader reader ON reader.rule = rule.number AND reader.viewer = :rules
        WHERE rule.id = node.acl) END)`;

/**
 * One level of the search. In the order in which arrivals count: by the path so far (the frontier stands in the order of
 * its paths), then by the node reached, then by the relationship.
 */
export const pathLevel = `${expand('from_id', 'to_id')} UNION ALL ${expand('to_id', 'from_id')} ORDER BY 1, 4, 2, 3 DESC`;

/** What each level is asked with, beside the nodes that it begins at. */
export function pathParameters(
  { paths }: PathQuery,
  viewer: Viewer,
  rules: CompileContext['rules'],
  today: string,
) {
  return {
    types: JSON.stringify((paths.via ?? relationshipTypes).filter((type) => !viewer.hiddenTypes?.has(type))),
    temporal: temporalTypes,
    labels: queryableLabels,
    rules: rules?.viewer ?? null,
    day: today,
  };
}

/** @throws AppError `invalid_query` where more than 50,000 nodes would be visited. */
export function findPaths(
  cache: StatementCache,
  query: PathQuery,
  viewer: Viewer,
  today: string,
): QueryResult {
  const { limit } = query.paths;
  const search = cache.rules.during(viewer, (rules) => searchPaths(cache, query, viewer, rules, today));
  const paths = search.paths(limit ?? defaultLimit);
  const names = readRefs(cache, new Set(paths.flatMap((path) => path.ids)), viewer);
  return {
    kind: 'paths',
    total: search.total,
    paths: paths.map(({ ids, ...path }) => ({ nodes: ids.flatMap((id) => names.get(id) ?? []), ...path })),
  };
}

function searchPaths(
  cache: StatementCache,
  query: PathQuery,
  viewer: Viewer,
  rules: CompileContext['rules'],
  today: string,
): PathSearch {
  const { from, to, maxLength } = query.paths;
  const [starts, ends] = [from, to].map((end) =>
    cache.all(compileEnd(createCompileContext(viewer, rules, today), end)).map((row) => String(row[0])),
  );
  const search = new PathSearch(starts ?? [], ends ?? [], maxLength);
  const parameters = pathParameters(query, viewer, rules, today);
  for (let { frontier } = search; frontier.length > 0; { frontier } = search) {
    const rows = cache.prepare(pathLevel).iterate({ ...parameters, frontier: JSON.stringify(frontier) });
    search.advance(hopsOf(rows as Iterable<unknown>));
  }
  return search;
}

function* hopsOf(rows: Iterable<unknown>): Generator<Hop> {
  for (const row of rows) {
    const [index, type, direction, id] = row as [number, RelationshipType, 'out' | 'in', string];
    yield { index, step: { type, direction }, id };
  }
}

/** The ids of the nodes at one end. */
export function compileEnd(context: CompileContext, end: PathQuery['paths']['from']): Sql {
  const scope = { label: end.label, alias: context.nextAlias() };
  const found = foundFrom(context, scope, {
    find: end.label,
    ...(end.where === undefined ? {} : { where: end.where }),
    return: { kind: 'count' },
  });
  return sql`SELECT id ${found} ORDER BY id`;
}

/** Nodes by id as results name them. Rights are the caller's to check. */
function readRefs(cache: StatementCache, ids: ReadonlySet<string>, viewer: Viewer): Map<string, NodeRef> {
  const refs = new Map<string, NodeRef>();
  const list = JSON.stringify([...ids]);
  const found = cache.rows('SELECT id, label FROM node WHERE id IN (SELECT value FROM json_each(?))', list);
  for (const label of new Set(found.map((row) => row[1] as NodeLabel))) {
    const own = JSON.stringify(found.filter((row) => row[1] === label).map((row) => row[0]));
    const property = namePropertyOf(label);
    const name = property === null || isHidden(viewer, label, property) ? 'NULL' : identifier(property);
    const text = `SELECT id, ${name} FROM ${tableOf(label)} WHERE id IN (SELECT value FROM json_each(?))`;
    for (const row of cache.rows(text, own))
      refs.set(String(row[0]), { id: String(row[0]), label, name: String(row[1] ?? '') });
  }
  return refs;
}
