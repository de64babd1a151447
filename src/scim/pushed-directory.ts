import type { PushedDirectory } from '../../connectors/pushed-directory.ts';
import { createResourceStore, type ResourceStore, type ResourceStoreOptions } from './resource-store.ts';

/** What was pushed for a source, as the connector reads it. */
export function createPushedDirectory(
  options: Pick<ResourceStoreOptions, 'state' | 'source' | 'clock'>,
): PushedDirectory {
  const keep = async () => () => {
    throw new Error('what only reads keeps nothing');
  };
  const store = createResourceStore({ ...options, keep, inactiveMs: null });
  return {
    lastPush: () => store.lastPush(),
    users: (signal) => store.all('User', signal),
    groups: (signal) => store.all('Group', signal),
  };
}

/**
 * Forgets somebody who was pushed and is erased: their provider finds their id still, under it what counts need alone.
 *
 * @returns false where nobody has the id.
 */
export async function forgetPushedUser(store: ResourceStore, id: string): Promise<boolean> {
  return await store.inTurn(async () => {
    const user = await store.read('User', id);
    if (user !== null) await store.update(user, user.attributes);
    return user !== null;
  });
}
