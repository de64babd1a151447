import { describe } from 'vitest';
import { createEmptyStore, neo4jSettings } from '../neo4j/test-database.ts';
import { describeGraphStore } from './graph-store-suite.ts';

describe.skipIf(neo4jSettings === null)('Neo4j', () => {
  describeGraphStore('the store in Neo4j', createEmptyStore);
});
