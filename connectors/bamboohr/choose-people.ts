import { overlap } from '../changes/asked-since.ts';
import type { ChangedEmployee, JobHistory } from './bamboohr-api.ts';
import type { BambooHrCursor } from './bamboohr-cursor.ts';

/** Tells who changed since a former fetch, or has a job from a day on that has come since. */
export function createChoice(
  { at, day }: Pick<BambooHrCursor, 'at' | 'day'>,
  jobs: ReadonlyMap<string, JobHistory>,
  today: string,
): (employee: ChangedEmployee) => boolean {
  const from = Date.parse(at) - overlap;
  // What is not told, or cannot be understood, may have changed.
  const isLater = (instant: string | undefined) => !(Date.parse(instant ?? '') < from);
  return ({ id, lastChanged }) => {
    const own = jobs.get(id);
    const begins = own?.rows.some(({ date = '' }) => date > day && date <= today) === true;
    return begins || isLater(lastChanged) || (own !== undefined && isLater(own.lastChanged));
  };
}
