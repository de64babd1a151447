import type { DirectoryAccess } from './access/directory-access.ts';
import type { DirectoryAddresses } from './bot/directory-addresses.ts';
import type { Config } from './config/load-config.ts';
import type { GraphStore } from './graph/graph-store.ts';
import { operatorViewer } from './graph/viewer.ts';
import { findAccountOwners } from './sync/identity/find-account-owners.ts';

/** How the directory calls accounts of Entra ID; null where no source of the company is Entra ID. */
export function createDirectoryAddresses(
  { sources }: Pick<Config, 'sources'>,
  { graph, access }: { readonly graph: GraphStore; readonly access: Pick<DirectoryAccess, 'idsOf'> },
): DirectoryAddresses | null {
  const names = sources.filter(({ type }) => type === 'entra').map(({ name }) => name);
  if (names.length === 0) return null;

  return async (objectIds) => {
    const keys = objectIds.map((one) => one.toLowerCase());
    const all = await Promise.all(names.map((name) => findAccountOwners(graph, name, keys)));
    // The first source that knows somebody counts.
    const owners = new Map(all.toReversed().flatMap((one) => [...one]));
    const people = await graph.readNodes([...new Set(owners.values())], operatorViewer);
    const emails = new Map(
      people.flatMap(({ id, properties: { email } }) => (typeof email === 'string' ? [[id, email]] : [])),
    );
    const ids = await access.idsOf([...emails.values()]);
    // An address may have gone to somebody else since; the account did not.
    return new Map(
      [...owners].map(([key, id]) => {
        const email = emails.get(id);
        return [key, email !== undefined && ids.get(email) === id ? email : null] as const;
      }),
    );
  };
}
