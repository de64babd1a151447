import { createNeo4jStore } from '../../src/graph/neo4j/neo4j-store.ts';
import { describeNeo4j } from '../neo4j/use-neo4j.ts';
import { describeGraphStore } from './graph-store-suite.ts';

describeNeo4j('Neo4j', (neo4j) => {
  describeGraphStore('as graph store', async () => {
    await neo4j().empty();
    const store = createNeo4jStore(neo4j().settings);
    await store.migrate();
    return store;
  });
});
