import type { DirectoryAccess, KnownPerson } from '../access/directory-access.ts';
import type { Sender } from './message.ts';

/** Whom the directory knows a sender as, and the sender with the address by which it does. */
export interface IdentifiedSender {
  readonly person: KnownPerson | null;
  readonly sender: Sender;
}

/** Looks a sender up by the address that the platform has of them, then by the others that it vouches for, in their order. */
export async function identifySender(
  sender: Sender,
  access: Pick<DirectoryAccess, 'person'>,
): Promise<IdentifiedSender> {
  const { email, otherEmails = [] } = sender;
  for (const address of [...(email === undefined ? [] : [email]), ...otherEmails]) {
    const person = await access.person(address);
    if (person !== null) return { person, sender: { ...sender, email: address } };
  }
  return { person: null, sender };
}
