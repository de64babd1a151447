import type { PushedDirectory } from '../../connectors/pushed-directory.ts';
import { createResourceStore, type ResourceStoreOptions } from './resource-store.ts';

/** What was pushed for a source, as the connector reads it. */
export function createPushedDirectory(options: ResourceStoreOptions): PushedDirectory {
  const store = createResourceStore(options);
  return {
    lastPush: () => store.lastPush(),
    users: (signal) => store.all('User', signal),
    groups: (signal) => store.all('Group', signal),
  };
}
