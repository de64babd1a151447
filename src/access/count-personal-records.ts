import type { RecordStore } from '../state/state-store.ts';

const most = 100_000;

/** How much the state keeps of somebody's questions, so that they can be told. */
export async function countPersonalRecords(
  state: Pick<RecordStore, 'readRecord' | 'listRecords'>,
  employeeId: string,
): Promise<{
  readonly hasSettings: boolean;
  readonly replies: number;
  readonly opinions: number;
  readonly unanswered: number;
}> {
  const count = async (kind: string, property: string): Promise<number> =>
    (await state.listRecords(kind, most)).filter(
      ({ json }) => (JSON.parse(json) as Readonly<Record<string, unknown>>)[property] === employeeId,
    ).length;
  return {
    hasSettings: (await state.readRecord('settings', employeeId)) !== null,
    replies: await count('reply', 'employeeId'),
    opinions: await count('feedback', 'by'),
    unanswered: await count('unanswered', 'asker'),
  };
}
