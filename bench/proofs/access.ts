/**
 * Proves that nobody is answered from what they may not see: a generated company (500 people, 60 groups in 4 levels, 5,000
 * articles, 20,000 tasks, random readers) is asked 2,000 questions of every kind by random people, and in random channels,
 * where an answer is for all members together. Each answer must be the one that the reference interpreter computes on a graph
 * from which all that they may not see was deleted; rankings know of the whole only the counts that all viewers share.
 * This is the embedded store; `access-neo4j` is the same on Neo4j.
 *
 *     npm run proof -- access
 *     npm run proof -- access 200     so many questions
 */
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { runAccessProof } from './access/run-access-proof.ts';

const questions = Number(process.argv[2] ?? 2_000);
if (!(await runAccessProof(createSqliteStore({ file: ':memory:' }), { questions }))) process.exitCode = 1;
