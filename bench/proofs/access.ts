/**
 * Proves that nobody is answered from what they may not see: a generated company (500 people, 60 groups in 4 levels, 5,000
 * articles, 20,000 tasks, random readers, and fields that only some may read) is asked 2,000 questions of every kind by random
 * people, and in random channels, where an answer is for all members together. Each answer must be the one that the reference
 * interpreter computes on a graph from which all that they may not see was deleted; rankings know of the whole only the counts
 * that all viewers share. This is the embedded store; `access-neo4j` is the same on Neo4j.
 *
 *     npm run proof -- access
 *     npm run proof -- access 200     so many questions
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { createSqliteVectorIndex } from '../../src/graph/sqlite/sqlite-vector-index.ts';
import { runAccessProof } from './access/run-access-proof.ts';

const questions = Number(process.argv[2] ?? 2_000);
const folder = mkdtempSync(join(tmpdir(), 'orgwise-proof-'));
const file = join(folder, 'graph.db');
const stores = { graph: createSqliteStore({ file }), vectors: createSqliteVectorIndex({ file }) };
try {
  if (!(await runAccessProof(stores, { questions }))) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
