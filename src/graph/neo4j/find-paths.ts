import {
  labels,
  type NodeLabel,
  type RelationshipType,
  relationships,
  relationshipTypes,
} from '../../../graph-schema/index.ts';
import type { Neo4jDatabase, Run } from '../../operations/neo4j/open-neo4j.ts';
import type { NodeRef, PathQuery, QueryResult } from '../graph-query.ts';
import { isHidden, namePropertyOf } from '../label-properties.ts';
import { type Hop, PathSearch } from '../path-search.ts';
import { type CompileContext, createCompileContext } from './compile-context.ts';
import { matchFound } from './compile-found.ts';
import { holdsOn } from './compile-related.ts';
import type { NumberedViewer } from './numbered-rules.ts';
import { readableBy } from './read-nodes.ts';
import { anyLabel, queryableLabels, schemaLabel } from './stored-names.ts';

const defaultLimit = 100;

const temporalTypes = relationshipTypes.filter((type) => relationships[type].temporal);

/**
 * One level of the search. In the order in which arrivals count: by the path so far (the frontier stands in the order of
 * its paths), then by the node reached, then by the relationship.
 */
export function pathLevel({ paths }: PathQuery): string {
  const types: readonly string[] = paths.via ?? relationshipTypes;
  return `UNWIND range(0, size($frontier) - 1) AS place
    MATCH (near:${anyLabel} {id: $frontier[place]})-[link:${types.join('|')}]-(far:${anyLabel})
    WHERE (NOT type(link) IN $temporal OR ${holdsOn('link')})
      AND any(label IN labels(far) WHERE label IN $labels)
      AND NOT type(link) IN $hidden
      AND ${readableBy('far')}
    WITH place, far.id AS id, type(link) AS type, startNode(link) = near AS out
    ORDER BY place, id, type, out DESC
    RETURN place, id, type, out`;
}

/** What each level is asked with, beside the nodes that it begins at. */
export function pathParameters(viewer: NumberedViewer, today: string) {
  return {
    temporal: temporalTypes,
    labels: queryableLabels,
    hidden: [...(viewer.hiddenTypes ?? [])],
    rules: viewer.rules,
    first: today,
    last: today,
  };
}

/** @throws AppError `invalid_query` where more than 50,000 nodes would be visited. */
export async function findPaths(
  database: Neo4jDatabase,
  query: PathQuery,
  viewer: NumberedViewer,
  today: string,
): Promise<QueryResult> {
  const { from, to, maxLength, limit } = query.paths;
  return await database.readWith(async (run) => {
    const search = new PathSearch(
      await matchingIds(run, from, viewer, today),
      await matchingIds(run, to, viewer, today),
      maxLength,
    );
    const level = pathLevel(query);
    const parameters = pathParameters(viewer, today);
    for (let { frontier } = search; frontier.length > 0; { frontier } = search) {
      const rows = await run(level, { ...parameters, frontier });
      search.advance(
        rows.map(([place, id, type, out]): Hop => {
          const direction = out === true ? 'out' : 'in';
          return {
            index: Number(place),
            step: { type: type as RelationshipType, direction },
            id: String(id),
          };
        }),
      );
    }
    const paths = search.paths(limit ?? defaultLimit);
    const names = await readRefs(run, [...new Set(paths.flatMap((path) => path.ids))], viewer);
    return {
      kind: 'paths',
      total: search.total,
      paths: paths.map(({ ids, ...path }) => ({ nodes: ids.flatMap((id) => names.get(id) ?? []), ...path })),
    };
  });
}

async function matchingIds(
  run: Run,
  end: PathQuery['paths']['from'],
  viewer: NumberedViewer,
  today: string,
): Promise<string[]> {
  const context = createCompileContext(viewer, today);
  return (await run(compileEnd(context, end), context.parameters)).map((row) => String(row[0]));
}

/** The ids of the nodes at one end. */
export function compileEnd(context: CompileContext, end: PathQuery['paths']['from']): string {
  const scope = { label: end.label, variable: context.nextVariable() };
  const id = `${scope.variable}.id`;
  return `${matchFound(context, scope, end.where)} RETURN ${id} ORDER BY ${id}`;
}

/** Nodes by id as results name them. Rights are the caller's to check. */
async function readRefs(
  run: Run,
  ids: readonly string[],
  viewer: NumberedViewer,
): Promise<Map<string, NodeRef>> {
  const rows = await run(
    `UNWIND $ids AS id MATCH (n:${anyLabel} {id: id}) RETURN id, labels(n), n.name, n.title, n.heading`,
    { ids },
  );
  return new Map(
    rows.flatMap(([id, stored, name, title, heading]) => {
      const label = schemaLabel(stored);
      if (label === undefined) return [];
      const shown = nameOf(label, viewer, { name, title, heading });
      return [[String(id), { id: String(id), label, name: typeof shown === 'string' ? shown : '' }] as const];
    }),
  );
}

function nameOf(
  label: NodeLabel,
  viewer: NumberedViewer,
  values: Readonly<Record<string, unknown>>,
): unknown {
  const property = namePropertyOf(label);
  return property === null || !labels[label].queryable || isHidden(viewer, label, property)
    ? null
    : values[property];
}
