/**
 * The addresses under which the directory has accounts of Entra ID, by their object ids in small letters: whoever has an account
 * may choose an address of it, and nobody chooses an object id.
 *
 * @returns null for whom the directory knows and does not answer; those whom it does not know are left out.
 */
export type DirectoryAddresses = (
  objectIds: readonly string[],
) => Promise<ReadonlyMap<string, string | null>>;
