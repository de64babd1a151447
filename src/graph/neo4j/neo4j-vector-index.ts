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

/** An index holds vectors of one length; those of any further length have a label and an index of their own. */
interface LengthIndex {
  readonly dimensions: number;
  readonly label: string;
  readonly name: string;
}

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

/**
 * Nodes that the index is asked for: it finds nearly the nearest ones, and the more it is asked for, the surer. For whoever may read
 * next to nothing of them, it would have to go through nearly all that it has, which took it 65 s with 5,000 pages; what that viewer may
 * read is then gone through itself.
 */
const leastCandidates = 800;

function indexesOf(dimensions: readonly number[]): LengthIndex[] {
  return dimensions.map((one, at) => ({
    dimensions: one,
    label: at === 0 ? vectorLabel : `${vectorLabel}${one}`,
    name: at === 0 ? indexName : `${indexName}_${one}`,
  }));
}

/**
 * Vectors in the database of the graph, found by Neo4j's own index (HNSW), which looks at a small part of them. It may miss
 * a near one now and then; the scores of those that it finds are exact.
 *
 * @param options.dimensions the lengths of the vectors; those of another length are kept, and not found.
 * @throws AppError `invalid_config` for more dimensions than an index takes; every method as `createNeo4jStore` tells, and
 *   `migrate` `storage_unusable` for a server before 5.18.
 */
export function createNeo4jVectorIndex(
  settings: Neo4jSettings,
  options: { readonly dimensions: readonly number[] },
): VectorIndex {
  const indexes = indexesOf(options.dimensions);
  const longest = Math.max(...options.dimensions);
  if (longest > mostDimensions)
    throw new AppError(
      'invalid_config',
      `embeddings.dimensions: found ${longest}; accepted: ${mostDimensions} at most, which is what an index of Neo4j takes.`,
    );
  const database = openNeo4j(settings);
  const rules = new NumberedRules(database);
  return {
    migrate: () => migrate(database, indexes),
    close: () => database.close(),
    async digests() {
      const rows = await database.read(`MATCH (v:${vectorLabel}) RETURN v.id, v.digest`);
      return new Map(rows.map(([id, digest]) => [String(id), String(digest)]));
    },
    async write(entries) {
      await database.write(async (run) => {
        for (const label of new Set(entries.map(({ vector }) => labelOf(vector)))) {
          const rows = entries
            .filter(({ vector }) => labelOf(vector) === label)
            .map(({ id, digest, vector }) => ({ id, digest, vector: [...vector] }));
          // A label of another length may stay: no index holds what is not of its length. The procedure stores half as
          // many bytes as SET does.
          await run(
            `UNWIND $rows AS row MERGE (v:${vectorLabel} {id: row.id}) SET v:${label}, v.digest = row.digest
             WITH v, row CALL db.create.setNodeVectorProperty(v, 'vector', row.vector) RETURN count(*)`,
            { rows },
          );
        }
      });
    },
    async remove(ids) {
      await database.write((run) =>
        run(`UNWIND $ids AS id MATCH (v:${vectorLabel} {id: id}) DELETE v`, { ids: [...ids] }),
      );
    },
    async search(vector, limit, viewer) {
      // How near a text is tells of it, as searching its words would.
      const index = indexes.find(({ dimensions }) => dimensions === vector.length);
      if (index === undefined || isHidden(viewer, 'Passage', 'text')) return [];
      return await search(database, index, vector, limit, await rules.number(viewer));
    },
  };

  function labelOf(vector: Float32Array): string {
    return indexes.find(({ dimensions }) => dimensions === vector.length)?.label ?? vectorLabel;
  }
}

async function migrate(database: Neo4jDatabase, indexes: readonly LengthIndex[]): Promise<void> {
  await demandVersion(database, neededForVectors, ' for embeddings');
  await runNeo4jMigrations(database, 'VectorMigration', migrations);
  const there = new Map(
    (
      await database.read(
        'SHOW VECTOR INDEXES YIELD name, options WHERE name STARTS WITH $prefix RETURN name, options.indexConfig[$key]',
        { prefix: indexName, key: 'vector.dimensions' },
      )
    ).map(([name, dimensions]) => [String(name), Number(dimensions)]),
  );
  const isWanted = (name: string): boolean =>
    indexes.some((index) => index.name === name && index.dimensions === there.get(name));
  // Of another model before: its vectors are made anew by the next sync, and the index now.
  const statements = [...there.keys()]
    .filter((name) => !isWanted(name))
    .map((name) => `DROP INDEX ${name} IF EXISTS`);
  for (const { name, label, dimensions } of indexes)
    if (!isWanted(name))
      statements.push(
        `CREATE VECTOR INDEX ${name} IF NOT EXISTS FOR (v:${label}) ON (v.vector)
         OPTIONS {indexConfig: {\`vector.dimensions\`: ${dimensions}, \`vector.similarity_function\`: 'cosine'}}`,
      );
  await changeSchema(database, statements);
}

/** Asks the index, and where too few of what it finds may be read, goes through all that the viewer may read. */
async function search(
  database: Neo4jDatabase,
  index: LengthIndex,
  vector: Float32Array,
  limit: number,
  viewer: NumberedViewer,
): Promise<TextCandidate[]> {
  // The function gives (1 + cosine) / 2.
  const told = '[passage.id, article.id, 2 * vector.similarity.cosine(v.vector, $vector) - 1]';
  const isReadable = '$rules IS NULL OR ($rules[article.rule] = 1 AND $rules[passage.rule] = 1)';
  const statement = `CALL db.index.vector.queryNodes($index, $most, $vector) YIELD node
    WITH collect(node) AS found
    RETURN size(found), COLLECT {
      UNWIND found AS v
      MATCH (passage:Passage {id: v.id})<-[:HAS_PASSAGE]-(article:Article)
      WHERE ${isReadable}
      RETURN ${told} }`;
  const most = Math.max(leastCandidates, limit * 4);
  const parameters = { index: index.name, most: integer(most), vector: [...vector], rules: viewer.rules };
  const [[seen, found] = []] = await database.read(statement, parameters);
  if (Array.isArray(found) && (found.length >= limit || Number(seen) < most)) return nearest(found, limit);
  const readable = await database.read(
    `MATCH (article:Article)-[:HAS_PASSAGE]->(passage:Passage) WHERE ${isReadable}
     MATCH (v:${vectorLabel} {id: passage.id}) WHERE v:${index.label} AND size(v.vector) = $dimensions
     WITH article, passage, v ORDER BY vector.similarity.cosine(v.vector, $vector) DESC, passage.id LIMIT $limit
     RETURN ${told}`,
    { ...parameters, dimensions: integer(index.dimensions), limit: integer(limit) },
  );
  return nearest(
    readable.map(([one]) => one as unknown[]),
    limit,
  );
}

function nearest(found: readonly unknown[][], limit: number): TextCandidate[] {
  return found
    .map(([id, articleId, score]) => ({
      id: String(id),
      articleId: String(articleId),
      score: Number(score),
    }))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, limit);
}
