import { createNeo4jStateStore } from '../../src/state/neo4j/neo4j-state-store.ts';
import { describeNeo4j } from '../neo4j/use-neo4j.ts';
import { describeStateStore } from './state-store-suite.ts';

describeNeo4j('Neo4j', (neo4j) => {
  describeStateStore('as state store', async () => {
    await neo4j().empty();
    const replicas = [
      createNeo4jStateStore(neo4j().settings),
      createNeo4jStateStore(neo4j().settings),
    ] as const;
    await Promise.all(replicas.map((replica) => replica.migrate()));
    return replicas;
  });
});
