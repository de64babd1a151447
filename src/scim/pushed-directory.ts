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

/**
 * Forgets somebody who was pushed, as their provider's DELETE would.
 *
 * @returns false where nobody has the id.
 */
export async function forgetPushedUser(options: ResourceStoreOptions, id: string): Promise<boolean> {
  const store = createResourceStore(options);
  return await store.inTurn(async () => {
    const user = await store.read('User', id);
    if (user !== null) await store.remove(user);
    return user !== null;
  });
}
