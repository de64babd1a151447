import { z } from 'zod';
import type { RecordStore } from '../../state/state-store.ts';
import { parseTeamsEvent, type TeamsEvent } from './teams-event.ts';

const kind = 'teams_signed_in';
const waitingKind = 'teams_sign_in_waits';

/** Addresses are read again after so long, in ms. */
const lifeMs = 30 * 24 * 3_600_000;

/** A question waits so long for its asker to sign in, in ms: the life of Teams' own sign-in codes is shorter. */
const waitMs = 15 * 60_000;

const schema = z.object({ addresses: z.array(z.string().min(1)) });

/** Who signed in, by their Entra object id, and what they had asked before; shared by all replicas. Holds no token. */
export interface SignedInPeople {
  /** The addresses that Entra ID has of somebody; null for whoever has not signed in. */
  find(aadObjectId: string): Promise<readonly string[] | null>;
  remember(aadObjectId: string, addresses: readonly string[]): Promise<void>;
  forget(aadObjectId: string): Promise<void>;
  /** Keeps what is to be answered once its asker has signed in; the latest in a chat. */
  keepWaiting(event: TeamsEvent): Promise<void>;
  /** Takes what waits in a chat; null where nothing does. */
  takeWaiting(conversationId: string): Promise<TeamsEvent | null>;
}

export function createSignedInPeople(records: RecordStore): SignedInPeople {
  return {
    async find(aadObjectId) {
      const json = await records.readRecord(kind, aadObjectId);
      const parsed = json === null ? null : schema.safeParse(JSON.parse(json));
      return parsed?.success ? parsed.data.addresses : null;
    },
    async remember(aadObjectId, addresses) {
      await records.writeRecord(kind, aadObjectId, JSON.stringify({ addresses }), lifeMs);
    },
    async forget(aadObjectId) {
      await records.deleteRecord(kind, aadObjectId);
    },
    async keepWaiting(event) {
      const id = event.reference.conversation?.id ?? '';
      await records.writeRecord(waitingKind, id, JSON.stringify(event), waitMs);
    },
    async takeWaiting(conversationId) {
      const json = await records.readRecord(waitingKind, conversationId);
      if (json === null) return null;
      await records.deleteRecord(waitingKind, conversationId);
      return parseTeamsEvent(JSON.parse(json));
    },
  };
}
