import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import { createSqliteStateStore } from '../../src/state/sqlite/sqlite-state-store.ts';
import { describeStateStore } from './state-store-suite.ts';
import { temporaryFolder } from './temporary-folder.ts';

describeStateStore('the embedded state', async () => {
  const file = join(temporaryFolder(), 'state.db');
  const replicas = [createSqliteStateStore({ file }), createSqliteStateStore({ file })] as const;
  await Promise.all(replicas.map((replica) => replica.migrate()));
  return replicas;
});

test('the state may lie in the file of the graph', async () => {
  const file = join(temporaryFolder(), 'orgwise.db');
  const graph = createSqliteStore({ file });
  const state = createSqliteStateStore({ file });
  await Promise.all([graph.migrate(), state.migrate()]);
  expect(await state.receiveEvent({ id: 'Ev1', payload: '{}' }, 'one', 60_000)).toBe(true);
  expect(await graph.revision()).toBe(0);
  await state.close();
  await graph.close();
});

test('a state that a newer version made is refused', async () => {
  const file = join(temporaryFolder(), 'state.db');
  const state = createSqliteStateStore({ file });
  await state.migrate();
  const database = new DatabaseSync(file);
  database.exec("INSERT INTO state_migration VALUES (99, 'from the future', 'later')");
  database.close();
  await expect(state.migrate()).rejects.toMatchObject({ code: 'storage_unusable' });
  await state.close();
});
