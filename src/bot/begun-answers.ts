import type { RecordStore } from '../state/state-store.ts';

/** How long it is kept, in ms: longer than an event is tried again. */
const lifeMs = 24 * 3_600_000;

/**
 * What was begun to be shown for answers that are not there yet: what whoever takes an event over of a replica that died has to take
 * away, or to end. Platforms do not let all of it carry the mark of its event.
 */
export interface BegunAnswers {
  /** @param address what the adapter needs to find it: JSON of its own. */
  note(eventId: string, address: string): void;
  /** Forgets it once the answer is there. Costs nothing where nothing was noted. */
  end(eventId: string): Promise<void>;
  /** What another replica noted; null where it noted nothing, or that cannot be told. */
  find(eventId: string): Promise<string | null>;
  /** Forgets what another replica noted. */
  forget(eventId: string): Promise<void>;
}

export function createBegunAnswers(
  state: Pick<RecordStore, 'readRecord' | 'writeRecord' | 'deleteRecord'>,
  platform: string,
  log: { warn(details: object, message: string): void },
): BegunAnswers {
  const idOf = (eventId: string): string => `${platform}:${eventId}`;
  /** What is being noted: it is forgotten no sooner. */
  const noting = new Map<string, Promise<void>>();
  const failed =
    (event: string) =>
    (err: unknown): null => {
      log.warn(
        { err, event },
        'What stands for an answer could not be kept; it may stay where a replica dies',
      );
      return null;
    };
  const forget = async (eventId: string): Promise<void> => {
    await state.deleteRecord('begun', idOf(eventId)).catch(failed(eventId));
  };

  return {
    note(eventId, address) {
      const noted = state.writeRecord('begun', idOf(eventId), address, lifeMs).catch(failed(eventId));
      noting.set(
        eventId,
        noted.then(() => {}),
      );
    },
    async end(eventId) {
      const noted = noting.get(eventId);
      if (noted === undefined) return;
      noting.delete(eventId);
      await noted;
      await forget(eventId);
    },
    find: (eventId) => state.readRecord('begun', idOf(eventId)).catch(failed(eventId)),
    forget,
  };
}
