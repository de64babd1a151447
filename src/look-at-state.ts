import { join } from 'node:path';
import type { Config } from './config/load-config.ts';
import { createNeo4jStateStore } from './state/neo4j/neo4j-state-store.ts';
import { createSqliteStateStore } from './state/sqlite/sqlite-state-store.ts';
import type { RecordStore, StateStore } from './state/state-store.ts';

/** The records of the state for whoever only looks, and how they are let go. */
export interface StateLook {
  readonly records: RecordStore & Pick<StateStore, 'swapConversation'>;
  close(): Promise<void>;
}

/** Opens the state when something is first read of it; refuses to write. */
export function lookAtState({ neo4j, storage }: Config): StateLook {
  let opened: Promise<StateStore> | undefined;

  async function open(): Promise<StateStore> {
    const state =
      neo4j === null
        ? createSqliteStateStore({ file: join(storage.dataDir, 'state.db') })
        : createNeo4jStateStore(neo4j);
    try {
      await state.migrate();
      return state;
    } catch (error) {
      await state.close();
      throw error;
    }
  }

  const state = (): Promise<StateStore> => (opened ??= open());
  const refuse = (): Promise<never> => Promise.reject(new Error('whoever only looks writes nothing'));
  return {
    records: {
      readRecord: async (...asked) => await (await state()).readRecord(...asked),
      listRecords: async (...asked) => await (await state()).listRecords(...asked),
      writeRecord: refuse,
      deleteRecord: refuse,
      swapConversation: refuse,
    },
    async close() {
      // One that could not be opened has been closed already.
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}
