import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DirectoryAccess, KnownPerson } from '../../../access/directory-access.ts';
import type { RecordStore } from '../../../state/state-store.ts';
import type { SignedValues } from './signed-value.ts';

/** Who is signed in: kept in the state, so that all replicas know, and that what is ended is ended everywhere. */
export interface Sessions {
  /** @returns the value of the cookie, under an id that nobody had before. */
  begin(person: Pick<KnownPerson, 'employeeId' | 'email'>): Promise<string>;
  /**
   * The person of a session, as the directory has them now; whoever has left, was revoked or has another address has none
   * any more.
   */
  read(cookie: string): Promise<KnownPerson | null>;
  /** @returns whose it was; null where there was none. */
  end(cookie: string): Promise<string | null>;
}

const kind = 'web session';
const purpose = 'session';
/** The address stands in it so that `access revoke` and `access erase` find it. */
const schema = z.object({ employeeId: z.string(), email: z.string(), until: z.number() });

export function createSessions(options: {
  readonly state: RecordStore;
  readonly access: Pick<DirectoryAccess, 'person'>;
  readonly values: SignedValues;
  readonly hours: number;
  /** In ms. */
  readonly clock: () => number;
}): Sessions {
  const { state, access, values, hours, clock } = options;
  const lifeMs = hours * 3_600_000;

  async function find(cookie: string) {
    // What we did not sign costs no look into the state.
    const secret = values.verify(cookie, purpose);
    if (secret === null) return null;
    const id = recordId(secret);
    const json = await state.readRecord(kind, id);
    const session = json === null ? undefined : schema.safeParse(JSON.parse(json)).data;
    return session === undefined ? null : { id, session };
  }

  return {
    async begin({ employeeId, email }) {
      const secret = randomBytes(32).toString('base64url');
      const record = { employeeId, email, until: clock() + lifeMs };
      await state.writeRecord(kind, recordId(secret), JSON.stringify(record), lifeMs);
      return values.sign(secret, purpose);
    },
    async read(cookie) {
      const found = await find(cookie);
      if (found === null) return null;
      const { id, session } = found;
      const person = session.until > clock() ? await access.person(session.email) : null;
      if (person !== null && person.employeeId === session.employeeId) return person;
      await state.deleteRecord(kind, id);
      return null;
    },
    async end(cookie) {
      const found = await find(cookie);
      if (found === null) return null;
      await state.deleteRecord(kind, found.id);
      return found.session.employeeId;
    },
  };
}

/** Whoever reads the state has no cookie by it. */
const recordId = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
