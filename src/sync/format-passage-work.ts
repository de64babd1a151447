import type { ExtractionStop } from './extracting/extraction.ts';
import { stopReasons } from './extracting/format-extraction.ts';
import type { PassageWork } from './read-passage-work.ts';

const parts = {
  extraction: { part: 'passages read by the model', none: 'none was read yet' },
  embedding: { part: 'embeddings of passages', none: 'none was made yet' },
};
/** What the configuration means to happen. */
const meant: ReadonlySet<ExtractionStop> = new Set(['budget', 'passages', 'time']);

/**
 * How far what follows syncs is, for an administrator.
 *
 * @param tellMoment how an instant is written.
 * @returns `ok`: whether nothing is wrong with the model.
 */
export function formatPassageWork(
  { what, endedAt, left, unusable, stopped }: PassageWork,
  tellMoment: (instant: string) => string,
): { readonly part: string; readonly ok: boolean; readonly message: string } {
  const { part, none } = parts[what];
  if (endedAt === null) return { part, ok: true, message: none };
  const rest = left === 0 ? 'nothing is left' : `${count(left)} left`;
  const reason = stopped === undefined || left === 0 ? '' : `: ${stopReasons[stopped]}`;
  const givenUp =
    unusable === 0 ? '' : `; ${count(unusable, 'was', 'were')} given up, since nothing usable came of them`;
  return {
    part,
    ok: left === 0 || stopped === undefined || meant.has(stopped),
    message: `${rest}${reason}${givenUp} (${tellMoment(endedAt)})`,
  };
}

const count = (passages: number, one = 'is', several = 'are'): string =>
  passages === 1 ? `1 passage ${one}` : `${passages} passages ${several}`;
