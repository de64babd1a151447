import { AppError } from '../app-error.ts';
import { demandVersion, type Neo4jDatabase } from './open-neo4j.ts';

export interface Neo4jMigration {
  readonly name: string;
  /** Statements that may run twice without harm: two processes that start at once both run them. */
  readonly statements: readonly string[];
}

/** Collisions of two processes at the same change of the schema; whoever comes second finds it done. */
const collisions: ReadonlySet<string> = new Set([
  'Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists',
  'Neo.ClientError.Schema.ConstraintAlreadyExists',
  'Neo.ClientError.Schema.IndexAlreadyExists',
  'Neo.TransientError.Transaction.DeadlockDetected',
  'Neo.TransientError.Transaction.LockClientStopped',
  'Neo.DatabaseError.Schema.ConstraintCreationFailed',
]);

/**
 * Applies the migrations that a database lacks, in order. Safe when two processes start at once: each statement says IF
 * NOT EXISTS or MERGE, and the note of a migration is unique.
 *
 * @param label of the nodes that note the applied ones; the graph and the state keep separate ones.
 * @throws AppError `storage_unusable` for a server that is too old, or a database that a newer version made.
 */
export async function runNeo4jMigrations(
  database: Neo4jDatabase,
  label: string,
  migrations: readonly Neo4jMigration[],
): Promise<void> {
  await demandVersion(database);
  const rows = await database.read(`MATCH (done:${label}) RETURN coalesce(max(done.number), 0)`);
  const applied = Number(rows[0]?.[0] ?? 0);
  if (applied > migrations.length) {
    throw new AppError(
      'storage_unusable',
      `The database ${database.settings.database} of Neo4j at ${database.settings.uri} was made by a newer version of Orgwise (its schema is number ${applied}, this version knows ${migrations.length}): update Orgwise or use another database.`,
    );
  }
  if (applied === migrations.length) return;
  await changeSchema(database, [
    `CREATE CONSTRAINT ${label}_number IF NOT EXISTS FOR (done:${label}) REQUIRE done.number IS UNIQUE`,
  ]);
  for (const [index, { name, statements }] of migrations.entries()) {
    if (index < applied) continue;
    await changeSchema(database, statements);
    await database.write((run) =>
      run(
        `MERGE (done:${label} {number: $number}) ON CREATE SET done.name = $name, done.appliedAt = timestamp()`,
        {
          number: index + 1,
          name,
        },
      ),
    );
  }
}

/** Runs changes of the schema one after the other, and waits until the indexes are filled. */
export async function changeSchema(database: Neo4jDatabase, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await changeOnce(database, statement);
  if (statements.length > 0) await database.change('CALL db.awaitIndexes(600)');
}

async function changeOnce(database: Neo4jDatabase, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await database.change(statement);
      return;
    } catch (error) {
      if (attempt > 10 || !isCollision(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
    }
  }
}

function isCollision(error: unknown): boolean {
  return error instanceof Error && 'code' in error && collisions.has(String(error.code));
}
