import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DirectoryAccess, KnownPerson } from '../../../access/directory-access.ts';
import type { StateStore } from '../../../state/state-store.ts';
import type { PageLinks } from '../../page-links.ts';
import type { SignedValues } from './signed-value.ts';

export interface LinkTokens extends PageLinks {
  /** Uses a token up. @returns null for one that is over, was used, was never given, or whose person may not ask any more. */
  take(token: string): Promise<KnownPerson | null>;
}

const kind = 'web link';
const purpose = 'link';
const lifeMinutes = 5;
const lifeMs = lifeMinutes * 60_000;
/** The address stands in it so that `access revoke` and `access erase` find it. */
const schema = z.object({ employeeId: z.string(), email: z.string(), until: z.number() });

/** @param options.origin where the page is seen. */
export function createLinkTokens(options: {
  readonly origin: string;
  readonly state: Pick<StateStore, 'readRecord' | 'writeRecord' | 'deleteRecord' | 'addToSum'>;
  readonly access: Pick<DirectoryAccess, 'person'>;
  readonly values: SignedValues;
  /** In ms. */
  readonly clock: () => number;
}): LinkTokens {
  const { origin, state, access, values, clock } = options;
  return {
    async make({ employeeId, email }) {
      const secret = randomBytes(32).toString('base64url');
      const record = { employeeId, email, until: clock() + lifeMs };
      await state.writeRecord(kind, recordId(secret), JSON.stringify(record), lifeMs);
      // What stands behind the # is sent to no server: neither a proxy's log nor a preview of the link has it.
      return { url: `${origin}/sign-in#link=${values.sign(secret, purpose)}`, minutes: lifeMinutes };
    },
    async take(token) {
      const secret = values.verify(token, purpose);
      if (secret === null) return null;
      const id = recordId(secret);
      const json = await state.readRecord(kind, id);
      if (json === null) return null;
      // Of several that use it at once, on whatever replica, one is the first.
      if ((await state.addToSum(`${kind} ${id}`, 1, lifeMs * 2)) !== 1) return null;
      await state.deleteRecord(kind, id);
      const { employeeId, email, until } = schema.parse(JSON.parse(json));
      const person = until > clock() ? await access.person(email) : null;
      return person?.employeeId === employeeId ? person : null;
    },
  };
}

/** Whoever reads the state has no link by it. */
const recordId = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
