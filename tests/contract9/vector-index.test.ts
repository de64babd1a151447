import { join } from 'node:path';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { createSqliteVectorIndex } from '../../src/graph/sqlite/sqlite-vector-index.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { describeVectorIndex } from './vector-index-suite.ts';

describeVectorIndex('vectors beside the embedded store', async () => {
  const file = join(temporaryFolder(), 'graph.db');
  const graph = createSqliteStore({ file });
  await graph.migrate();
  const vectors = createSqliteVectorIndex({ file });
  await vectors.migrate();
  return { graph, vectors, again: () => createSqliteVectorIndex({ file }) };
});
