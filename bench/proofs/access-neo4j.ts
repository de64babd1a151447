/**
 * The proof `access` on Neo4j, on a server of its own. Neo4j plans each statement anew, so that all questions take most of
 * an hour; a number asks so many of them.
 *
 *     npm run proof -- access-neo4j
 *     npm run proof -- access-neo4j 200
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNeo4jInstalled, startLocalNeo4j } from '../../deploy/neo4j/local-neo4j.ts';
import { createNeo4jStore } from '../../src/graph/neo4j/neo4j-store.ts';
import { createNeo4jVectorIndex } from '../../src/graph/neo4j/neo4j-vector-index.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { createSqliteVectorIndex } from '../../src/graph/sqlite/sqlite-vector-index.ts';
import { hashingEmbedder } from './access/hashing-embedder.ts';
import { runAccessProof } from './access/run-access-proof.ts';

if (!isNeo4jInstalled()) {
  console.log('Not proved: Neo4j is not installed (npm run neo4j -- --install-only).');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'orgwise-proof-'));
const server = await startLocalNeo4j({ folder });
try {
  const questions = Number(process.argv[2] ?? 2_000);
  const stores = {
    graph: createNeo4jStore(server),
    vectors: createNeo4jVectorIndex(server, { dimensions: hashingEmbedder.dimensions }),
  };
  const file = join(folder, 'whole.db');
  const whole = { graph: createSqliteStore({ file }), vectors: createSqliteVectorIndex({ file }) };
  if (!(await runAccessProof(stores, { questions, whole }))) process.exitCode = 1;
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
