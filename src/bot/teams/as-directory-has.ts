import type { DirectoryAddresses } from '../directory-addresses.ts';
import type { Sender } from '../message.ts';

/** People as the directory has them by their object ids, and as Teams tells of them where it does not know those. */
export async function asDirectoryHas<Person extends Sender>(
  people: readonly Person[],
  directory: DirectoryAddresses | null,
): Promise<readonly Sender[]> {
  const members = people.filter(({ standing }) => standing === undefined);
  if (directory === null || members.length === 0) return people;
  const known = await directory(members.map(({ accountId }) => accountId));
  return people.map((one) => {
    const email = known.get(one.accountId.toLowerCase());
    if (one.standing !== undefined || email === undefined) return one;
    return { accountId: one.accountId, ...(email === null ? {} : { email }) };
  });
}
