import { AppError } from '../../operations/app-error.ts';
import type { Neo4jSettings } from '../../operations/neo4j/neo4j-settings.ts';
import { demandVersion, integer, type Neo4jDatabase, openNeo4j } from '../../operations/neo4j/open-neo4j.ts';
import {
  changeSchema,
  type Neo4jMigration,
  runNeo4jMigrations,
} from '../../operations/neo4j/run-neo4j-migrations.ts';
import type { TextCandidate } from '../graph-store.ts';
import { isHidden } from '../label-properties.ts';
import type { VectorIndex } from '../vector-index.ts';
import { NumberedRules, type NumberedViewer } from './numbered-rules.ts';

/**
 * Vectors stand on nodes of their own, beside the passages: a passage that is written anew, for other readers perhaps,
 * keeps its vector, and a read of its node does not carry thousands of numbers.
 */
const vectorLabel = 'PassageVector';
const indexName = 'passage_vector';

/** Function `vector.similarity.cosine` came with it (Cypher Manual, "Vector functions"). */
const neededForVectors = '5.18';

/** What an index takes (Cypher Manual, "Vector indexes"). */
const mostDimensions = 4096;

const migrations: readonly Neo4jMigration[] = [
  {
    name: 'vectors of passages',
    statements: [
      `CREATE CONSTRAINT passage_vector_id IF NOT EXISTS FOR (v:${vectorLabel}) REQUIRE v.id IS UNIQUE`,
    ],
  },
];

/** Nodes that are looked at at least: the index finds nearly the nearest ones, and the more it is asked for, the surer. */
const leastCandidates = 200;

/**
 * Vectors in the database of the graph, found by Neo4j's own index (HNSW), which looks at a small part of them. It may miss
 * a near one now and then; the scores of those that it finds are exact.
 *
 * @param options.dimensions the length of the vectors; those of another length are kept, and not found.
 * @throws AppError `invalid_config` for more dimensions than an index takes; every method as `createNeo4jStore` tells, and
 *   `migrate` `storage_unusable` for a server before 5.18.
 */
export function createNeo4jVectorIndex(
  settings: Neo4jSettings,
  options: { readonly dimensions: number },
): VectorIndex {
  const { dimensions } = options;
  if (dimensions > mostDimensions)
    throw new AppError(
      'invalid_config',
      `embeddings.dimensions: found ${dimensions}; accepted: ${mostDimensions} at most, which is what an index of Neo4j takes.`,
    );
  const database = openNeo4j(settings);
  const rules = new NumberedRules(database);
  return {
    migrate: () => migrate(database, dimensions),
    close: () => database.close(),
    async digests() {
      const rows = await database.read(`MATCH (v:${vectorLabel}) RETURN v.id, v.digest`);
      return new Map(rows.map(([id, digest]) => [String(id), String(digest)]));
    },
    async write(entries) {
      const rows = entries.map(({ id, digest, vector }) => ({ id, digest, vector: [...vector] }));
      // The procedure stores half as many bytes as SET does.
      await database.write((run) =>
        run(
          `UNWIND $rows AS row MERGE (v:${vectorLabel} {id: row.id}) SET v.digest = row.digest
           WITH v, row CALL db.create.setNodeVectorProperty(v, 'vector', row.vector) RETURN count(*)`,
          { rows },
        ),
      );
    },
    async remove(ids) {
      await database.write((run) =>
        run(`UNWIND $ids AS id MATCH (v:${vectorLabel} {id: id}) DELETE v`, { ids: [...ids] }),
      );
    },
    async search(vector, limit, viewer) {
      // How near a text is tells of it, as searching its words would.
      if (vector.length !== dimensions || isHidden(viewer, 'Passage', 'text')) return [];
      return await search(database, vector, limit, await rules.number(viewer));
    },
  };
}

async function migrate(database: Neo4jDatabase, dimensions: number): Promise<void> {
  await demandVersion(database, neededForVectors, ' for embeddings');
  await runNeo4jMigrations(database, 'VectorMigration', migrations);
  const [row] = await database.read(
    'SHOW VECTOR INDEXES YIELD name, options WHERE name = $name RETURN options.indexConfig[$key]',
    { name: indexName, key: 'vector.dimensions' },
  );
  if (row?.[0] === dimensions) return;
  // Of another model before: its vectors are made anew by the next sync, and the index now.
  await changeSchema(database, [
    ...(row === undefined ? [] : [`DROP INDEX ${indexName} IF EXISTS`]),
    `CREATE VECTOR INDEX ${indexName} IF NOT EXISTS FOR (v:${vectorLabel}) ON (v.vector)
     OPTIONS {indexConfig: {\`vector.dimensions\`: ${dimensions}, \`vector.similarity_function\`: 'cosine'}}`,
  ]);
}

/** Goes on down the ranks of the index until enough are found that the viewer may read. */
async function search(
  database: Neo4jDatabase,
  vector: Float32Array,
  limit: number,
  viewer: NumberedViewer,
): Promise<TextCandidate[]> {
  // The function gives (1 + cosine) / 2.
  const statement = `CALL db.index.vector.queryNodes($index, $most, $vector) YIELD node
    WITH collect(node) AS found
    RETURN size(found), COLLECT {
      UNWIND found AS v
      MATCH (passage:Passage {id: v.id})<-[:HAS_PASSAGE]-(article:Article)
      WHERE $rules IS NULL OR ($rules[article.rule] = 1 AND $rules[passage.rule] = 1)
      RETURN [passage.id, article.id, 2 * vector.similarity.cosine(v.vector, $vector) - 1] }`;
  const parameters = { index: indexName, vector: [...vector], rules: viewer.rules };
  for (let most = Math.max(leastCandidates, limit * 2); ; most *= 4) {
    const [[seen, found] = []] = await database.read(statement, { ...parameters, most: integer(most) });
    const readable = Array.isArray(found) ? found : [];
    if (readable.length < limit && Number(seen) >= most) continue;
    return readable
      .map(([id, articleId, score]: unknown[]) => ({
        id: String(id),
        articleId: String(articleId),
        score: Number(score),
      }))
      .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
      .slice(0, limit);
  }
}
