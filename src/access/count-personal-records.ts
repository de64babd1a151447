import type { RecordStore } from '../state/state-store.ts';

const most = 100_000;

/** How much the state keeps of somebody. */
export interface PersonalRecords {
  readonly hasSettings: boolean;
  readonly replies: number;
  readonly opinions: number;
  readonly unanswered: number;
  /** Sessions on the page. */
  readonly sessions: number;
  /** What Teams told of accounts that have their address. */
  readonly platforms: number;
  /** What was proposed and decided of whose an account is, by them too. */
  readonly identities: number;
}

/**
 * Counts it, so that they can be told.
 *
 * @param isMention whether a text names them: by id, or by an address.
 */
export async function countPersonalRecords(
  state: Pick<RecordStore, 'readRecord' | 'listRecords'>,
  employeeId: string,
  isMention: (text: string) => boolean,
): Promise<PersonalRecords> {
  const count = async (kind: string, property: string): Promise<number> =>
    (await state.listRecords(kind, most)).filter(
      ({ json }) => (JSON.parse(json) as Readonly<Record<string, unknown>>)[property] === employeeId,
    ).length;
  const naming = async (...kinds: readonly string[]): Promise<number> => {
    const records = await Promise.all(kinds.map((kind) => state.listRecords(kind, most)));
    return records.flat().filter(({ id, json }) => isMention(id) || isMention(json)).length;
  };
  return {
    hasSettings: (await state.readRecord('settings', employeeId)) !== null,
    replies: await count('reply', 'employeeId'),
    opinions: await count('feedback', 'by'),
    unanswered: await count('unanswered', 'asker'),
    sessions: await count('web session', 'employeeId'),
    platforms: await naming('teams_person', 'teams_signed_in'),
    identities: await naming(
      'identity decision',
      'identity proposal',
      'identity united',
      'identity succeeded',
    ),
  };
}
