import type { DirectoryAccess } from './access/directory-access.ts';
import type { DirectoryAddresses } from './bot/directory-addresses.ts';
import type { Config } from './config/load-config.ts';
import type { GraphStore } from './graph/graph-store.ts';
import { operatorViewer } from './graph/viewer.ts';
import { findAccountOwners } from './sync/identity/find-account-owners.ts';

/** How the directory calls accounts of Entra ID; null where no source of the company is Entra ID. */
export function createDirectoryAddresses(
  { sources }: Pick<Config, 'sources'>,
  { graph, access }: { readonly graph: GraphStore; readonly access: Pick<DirectoryAccess, 'person'> },
): DirectoryAddresses | null {
  const names = sources.filter(({ type }) => type === 'entra').map(({ name }) => name);
  if (names.length === 0) return null;

  /** An address may have gone to somebody else since; the account did not. */
  async function addressOf(employeeId: string, email: unknown): Promise<string | null> {
    const person = typeof email === 'string' ? await access.person(email) : null;
    return person?.employeeId === employeeId ? person.email : null;
  }

  return async (objectIds) => {
    const keys = objectIds.map((one) => one.toLowerCase());
    const all = await Promise.all(names.map((name) => findAccountOwners(graph, name, keys)));
    // The first source that knows somebody counts.
    const owners = new Map(all.toReversed().flatMap((one) => [...one]));
    const people = await graph.readNodes([...new Set(owners.values())], operatorViewer);
    const emails = new Map(people.map(({ id, properties }) => [id, properties.email]));
    const addresses = await Promise.all(
      [...owners].map(async ([key, id]) => [key, await addressOf(id, emails.get(id))] as const),
    );
    return new Map(addresses);
  };
}
