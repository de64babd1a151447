import type { Neo4jSettings } from '../operations/neo4j/neo4j-settings.ts';
import type { ConfigMistake } from './invalid-config-error.ts';

const schemes = ['bolt', 'bolt+s', 'bolt+ssc', 'neo4j', 'neo4j+s', 'neo4j+ssc'];

/** `NEO4J_URI` turns Neo4j on; the other variables say who enters it. */
export function readNeo4jEnvironment(
  env: Readonly<Record<string, string>>,
  mistakes: ConfigMistake[],
): Neo4jSettings | null {
  const {
    NEO4J_URI: uri,
    NEO4J_USERNAME: username,
    NEO4J_PASSWORD: password,
    NEO4J_DATABASE: database,
  } = env;
  if (!uri) return null;
  if (!schemes.some((scheme) => uri.startsWith(`${scheme}://`))) {
    mistakes.push({
      path: 'NEO4J_URI',
      message: `found '${uri}'; accepted: an address such as neo4j://localhost:7687, with one of ${schemes.join(', ')}.`,
    });
    return null;
  }
  if (!password) {
    mistakes.push({
      path: 'NEO4J_PASSWORD',
      message: 'found nothing, and NEO4J_URI is set; accepted: the password of the Neo4j user.',
    });
    return null;
  }
  return { uri, username: username || 'neo4j', password, database: database || 'neo4j' };
}
