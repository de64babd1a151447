import type { DirectoryAccess, KnownPerson } from '../../../access/directory-access.ts';
import type { SignInClaims } from './identity-provider.ts';

/** Why an account that the provider let in is nobody here. */
export type UnknownAccount = 'address_unverified' | 'no_object_id' | 'not_in_directory';

export interface AccountLookup {
  readonly access: Pick<DirectoryAccess, 'person'>;
  /** Address of the employee whose account this is; null where nobody's. */
  readonly addressOf: (source: string, account: string) => Promise<string | null>;
  readonly entraSource?: string | undefined;
}

/**
 * The employee whom claims tell of: by object id with Entra ID, whose addresses their owners may choose, else by an address
 * that the provider has confirmed. Nothing else counts, a name least of all.
 */
export async function findSignedIn(
  { email, email_verified, oid }: SignInClaims,
  { access, addressOf, entraSource }: AccountLookup,
): Promise<KnownPerson | UnknownAccount> {
  if (entraSource !== undefined) {
    if (oid === undefined) return 'no_object_id';
    const address = await addressOf(entraSource, oid.toLowerCase());
    return (address === null ? null : await access.person(address)) ?? 'not_in_directory';
  }
  if (email === undefined || email_verified !== true) return 'address_unverified';
  return (await access.person(email)) ?? 'not_in_directory';
}
