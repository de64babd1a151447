import type { RecordStore } from '../state/state-store.ts';
import type { FoundMovements } from './find-movements.ts';

/** Kind of the state's records of who joins, moves and leaves by a run that has not ended; their id is the source. */
const kind = 'movements of a run';
/** In ms. */
const keptMs = 31 * 24 * 3_600_000;
const most = 1000;

interface KeptMovements {
  readonly startedAt: string;
  readonly movements: FoundMovements;
}

/**
 * Who joined, moved and left by runs that broke off, by source: the graph has it by now, or a part of it, so that the next run does
 * not see it any more.
 *
 * @param isRecorded whether a run has been recorded, and so has told of them.
 */
export async function readKeptMovements(
  state: Pick<RecordStore, 'listRecords'>,
  isRecorded: (source: string, startedAt: string) => boolean,
): Promise<ReadonlyMap<string, FoundMovements>> {
  const kept = (await state.listRecords(kind, most)).map(
    ({ id, json }) => [id, JSON.parse(json) as KeptMovements] as const,
  );
  return new Map(
    kept.flatMap(([source, { startedAt, movements }]) =>
      isRecorded(source, startedAt) ? [] : [[source, movements] as const],
    ),
  );
}

/** Keeps them before the first of it is written. */
export async function keepMovements(
  state: Pick<RecordStore, 'writeRecord'>,
  found: ReadonlyMap<string, FoundMovements>,
  startedAt: string,
): Promise<void> {
  for (const [source, movements] of found) {
    const kept: KeptMovements = { startedAt, movements };
    await state.writeRecord(kind, source, JSON.stringify(kept), keptMs);
  }
}

/** Of a run that is recorded, what was kept is no longer needed. */
export async function forgetMovements(
  state: Pick<RecordStore, 'deleteRecord'>,
  sources: Iterable<string>,
): Promise<void> {
  for (const source of sources) await state.deleteRecord(kind, source);
}
