import type { DirectoryAccess, KnownPerson } from '../../../access/directory-access.ts';
import type { SignInClaims } from './identity-provider.ts';

/** Why an account that the provider let in is nobody here. */
export type UnknownAccount = 'address_unverified' | 'no_object_id' | 'not_in_directory';

export interface AccountOwner {
  readonly employeeId: string;
  readonly email: string | null;
}

export interface AccountLookup {
  readonly access: Pick<DirectoryAccess, 'person'>;
  /** The employee whose account this is, with the address of their record; null where nobody's. */
  readonly ownerOf: (source: string, account: string) => Promise<AccountOwner | null>;
  readonly entraSource?: string | undefined;
}

/**
 * The employee whom claims tell of: by object id with Entra ID, whose addresses their owners may choose, else by an address
 * that the provider has confirmed. Nothing else counts, a name least of all.
 */
export async function findSignedIn(
  { email, email_verified, oid }: SignInClaims,
  { access, ownerOf, entraSource }: AccountLookup,
): Promise<KnownPerson | UnknownAccount> {
  if (entraSource !== undefined) {
    if (oid === undefined) return 'no_object_id';
    const owner = await ownerOf(entraSource, oid.toLowerCase());
    const person = owner?.email == null ? null : await access.person(owner.email);
    // An address may have gone to somebody else since; the account did not.
    return person !== null && person.employeeId === owner?.employeeId ? person : 'not_in_directory';
  }
  if (email === undefined || email_verified !== true) return 'address_unverified';
  return (await access.person(email)) ?? 'not_in_directory';
}
