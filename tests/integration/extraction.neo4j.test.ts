import { describe } from 'vitest';
import { emptyNeo4j, neo4jSettings, settings } from '../neo4j/test-database.ts';
import { describeExtraction } from './extraction-suite.ts';

describe.skipIf(neo4jSettings === null)('Neo4j', () => {
  const prepare = async () => {
    await emptyNeo4j();
    const { uri, username, password, database } = settings();
    return { NEO4J_URI: uri, NEO4J_USERNAME: username, NEO4J_PASSWORD: password, NEO4J_DATABASE: database };
  };
  describeExtraction('extraction in Neo4j', prepare, true);
});
