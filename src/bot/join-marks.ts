import { randomUUID } from 'node:crypto';
import type { RecordStore } from '../state/state-store.ts';

/** When people last came into places, as far as a platform tells: what a replica remembers of members counts no more then. */
export interface JoinMarks {
  /** What stands for the members of a place; another one after somebody came. Never the same where the state does not tell. */
  read(place: string): Promise<string>;
  set(place: string): Promise<void>;
}

const kind = 'joined';

/** Longer than any adapter remembers members, in ms. */
const keptMs = 60 * 60_000;

export function createJoinMarks(
  state: Pick<RecordStore, 'readRecord' | 'writeRecord'>,
  platform: 'slack' | 'teams',
  log: { warn(details: object, message: string): void },
): JoinMarks {
  return {
    async read(place) {
      try {
        return (await state.readRecord(kind, `${platform} ${place}`)) ?? '';
      } catch (err) {
        log.warn({ err, place }, 'Whether somebody came into a place could not be read; its members are');
        return randomUUID();
      }
    },
    set: (place) => state.writeRecord(kind, `${platform} ${place}`, JSON.stringify(randomUUID()), keptMs),
  };
}
