import { join } from 'node:path';
import type { PushedDirectory } from '../connectors/pushed-directory.ts';
import type { Config } from './config/load-config.ts';
import { createPushedDirectory } from './scim/pushed-directory.ts';
import { createNeo4jStateStore } from './state/neo4j/neo4j-state-store.ts';
import { createSqliteStateStore } from './state/sqlite/sqlite-state-store.ts';
import type { StateStore } from './state/state-store.ts';

/** What was pushed, for whoever only looks: the state is opened where it is first needed. */
export interface PushReader {
  /** @throws AppError `storage_unusable` where the state cannot be opened. */
  open(source: string): PushedDirectory;
  close(): Promise<void>;
}

export function createPushReader({ neo4j, storage }: Pick<Config, 'neo4j' | 'storage'>): PushReader {
  let state: StateStore | undefined;
  return {
    open(source) {
      state ??=
        neo4j === null
          ? createSqliteStateStore({ file: join(storage.dataDir, 'state.db') })
          : createNeo4jStateStore(neo4j);
      const opened = state;
      const directory = createPushedDirectory({ state: opened, source, clock: () => new Date() });
      return {
        ...directory,
        async lastPush() {
          await opened.migrate();
          return await directory.lastPush();
        },
      };
    },
    async close() {
      await state?.close();
    },
  };
}
