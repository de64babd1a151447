import {
  labels,
  type NodeLabel,
  nodeLabels,
  type RelationshipType,
  relationships,
  relationshipTypes,
} from '../../../graph-schema/index.ts';
import type { Neo4jConnection } from '../../operations/neo4j/neo4j-connection.ts';
import type { NodeRef, PathQuery, QueryResult } from '../graph-query.ts';
import { isHidden, namePropertyOf } from '../stored/label-properties.ts';
import { type Hop, PathSearch } from '../stored/path-search.ts';
import type { Viewer } from '../viewer.ts';
import { CompileContext, type Scope } from './compile-context.ts';
import { compileFound } from './compile-found.ts';
import { decodeText } from './decode-value.ts';
import { labelOf } from './label-of.ts';

const defaultLimit = 100;
const queryable = nodeLabels.filter((label) => labels[label].queryable).join('|');
const temporal = relationshipTypes.filter((type) => relationships[type].temporal);

/** @throws AppError `invalid_query` where more than 50,000 nodes would be visited. */
export async function findPaths(
  connection: Neo4jConnection,
  query: PathQuery,
  viewer: Viewer,
  today: string,
): Promise<QueryResult> {
  const { from, to, via, maxLength, limit } = query.paths;
  const search = new PathSearch(
    await matchingIds(connection, from, viewer, today),
    await matchingIds(connection, to, viewer, today),
    maxLength,
  );
  const text = levelText(via ?? relationshipTypes, viewer);
  const acls = viewer.acls === 'all' ? [] : [...viewer.acls];
  for (let { frontier } = search; frontier.length > 0; { frontier } = search) {
    const rows = await connection.read({ text, parameters: { frontier, acls, at: today, temporal } });
    search.advance(
      rows.map(
        (row): Hop => ({
          index: Number(row.get('place')),
          step: {
            type: row.get('type') as RelationshipType,
            direction: row.get('direction') as 'out' | 'in',
          },
          id: String(row.get('id')),
        }),
      ),
    );
  }
  const paths = search.paths(limit ?? defaultLimit);
  const names = await readRefs(connection, new Set(paths.flatMap((path) => path.ids)), viewer);
  return {
    kind: 'paths',
    total: search.total,
    paths: paths.map(({ ids, steps }) => ({ nodes: ids.flatMap((id) => names.get(id) ?? []), steps })),
  };
}

/** One level of the search, in the order in which arrivals count. */
function levelText(types: readonly RelationshipType[], viewer: Viewer): string {
  const rights = viewer.acls === 'all' ? '' : ' AND (far.acl IS NULL OR far.acl IN $acls)';
  return `UNWIND range(0, size($frontier) - 1) AS place
MATCH (near:Node {id: $frontier[place]})-[link:${types.join('|')}]-(far:${queryable})
WHERE (NOT type(link) IN $temporal
  OR (link.validFrom IS NULL OR link.validFrom <= $at) AND (link.validTo IS NULL OR link.validTo > $at))${rights}
RETURN place, type(link) AS type, CASE WHEN startNode(link) = near THEN 'out' ELSE 'in' END AS direction, far.id AS id
ORDER BY place, id, type, direction DESC`;
}

async function matchingIds(
  connection: Neo4jConnection,
  end: PathQuery['paths']['from'],
  viewer: Viewer,
  today: string,
): Promise<string[]> {
  const context = new CompileContext(viewer, today);
  const scope: Scope = { label: end.label, variable: context.variable() };
  const found = compileFound(context, scope, end.where);
  const text = context.finish(`${found}\nRETURN ${scope.variable}.id AS id ORDER BY id`);
  const rows = await connection.read({ text, parameters: context.parameters });
  return rows.map((row) => String(row.get('id')));
}

/** Nodes by id as results name them. Rights are the caller's to check. */
async function readRefs(
  connection: Neo4jConnection,
  ids: ReadonlySet<string>,
  viewer: Viewer,
): Promise<Map<string, NodeRef>> {
  const rows = await connection.read({
    text: 'MATCH (node:Node) WHERE node.id IN $ids RETURN node.id AS id, labels(node) AS labels, node.name AS name, node.title AS title, node.heading AS heading',
    parameters: { ids: [...ids] },
  });
  return new Map(
    rows.map((row) => {
      const id = String(row.get('id'));
      const label: NodeLabel = labelOf(row.get('labels'));
      const property = namePropertyOf(label);
      const name =
        property === null || isHidden(viewer, label, property) ? null : decodeText(row.get(property));
      return [id, { id, label, name: name ?? '' }];
    }),
  );
}
