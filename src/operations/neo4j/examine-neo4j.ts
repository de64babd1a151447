import { AppError } from '../app-error.ts';
import type { Finding } from '../finding.ts';
import type { Neo4jSettings } from './neo4j-settings.ts';
import { isNewEnough, neededVersion } from './neo4j-version.ts';
import { openNeo4j, readServer } from './open-neo4j.ts';

const part = 'neo4j';

/**
 * Looks whether Neo4j can be used: it answers, takes the user, has the database, is new enough, may be written. Stops at the
 * first thing that is wrong, as the rest hangs on it. Changes nothing.
 *
 * @param read how version and edition are read, for tests.
 */
export async function examineNeo4j(settings: Neo4jSettings, read = readServer): Promise<readonly Finding[]> {
  const database = openNeo4j(settings);
  const findings: Finding[] = [];
  try {
    const { version, edition } = await read(database);
    findings.push({
      part,
      ok: true,
      message: `Neo4j at ${settings.uri} answers and takes the user ${settings.username}.`,
    });
    if (!isNewEnough(version)) {
      return [
        ...findings,
        {
          part,
          ok: false,
          message: `Its version is ${version}, and ${neededVersion} or later is needed.`,
          remedy: 'Update the server to Neo4j 5.26 or later.',
        },
      ];
    }
    findings.push({ part, ok: true, message: `Its version is ${version}, ${edition} edition.` });
    await database.write((run) => run('CREATE (probe:OrgwiseProbe) DELETE probe'));
    findings.push({ part, ok: true, message: `Its database ${settings.database} may be read and written.` });
  } catch (error) {
    findings.push({ part, ok: false, ...describeFailure(error) });
  } finally {
    await database.close();
  }
  return findings;
}

/** The errors of the store are a fact and a remedy, parted by a colon or a semicolon. */
function describeFailure(error: unknown): { message: string; remedy: string } {
  if (!(error instanceof AppError)) {
    const reason = error instanceof Error ? error.message : String(error);
    return { message: `Neo4j refused a statement: ${reason}`, remedy: 'Look into the log of the server.' };
  }
  const unreachable = error.code === 'storage_unreachable';
  const at = error.message.lastIndexOf(unreachable ? ': ' : '; ');
  if (at < 0) return { message: error.message, remedy: 'Correct the NEO4J_ lines of .env.' };
  const remedy = error.message.slice(at + 2);
  return {
    message: `${error.message.slice(0, at)}.`,
    remedy: remedy.charAt(0).toUpperCase() + remedy.slice(1),
  };
}
