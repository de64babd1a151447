import { z } from 'zod';
import type { FetchOptions } from '../connector.ts';
import { askedSince, overlap } from './asked-since.ts';
import { createCursorFormat } from './cursor-format.ts';
import { compareFrames, digestFrames, dropFrame, frameDigestsSchema } from './frame-digests.ts';

const cursorSchema = z.object({
  /** The service's time when the fetch began. */
  at: z.iso.datetime(),
  settings: z.string(),
  frames: frameDigestsSchema,
});

const format = createCursorFormat(cursorSchema);

/** A page as a listing of all shows it. */
export interface ListedPage {
  readonly key: string;
  /** When it was last changed; an empty one counts as changed. */
  readonly updatedAt: string | null | undefined;
  /** What its record says that this time does not tell; to be written as JSON. */
  readonly frame: unknown;
}

/** Which pages of a service are read again that lists all of them each time. */
export interface PageChoice {
  isChanged(key: string): boolean;
  /** Whether everything is read. */
  readonly isWhole: boolean;
  /** Whether pages that are not read again are there still, and all others gone. */
  readonly isSwept: boolean;
  /** A page that was not read whole is read again at the next run, though it did not change. */
  readAgain(key: string): void;
  /** What ends a fetch; none where the service did not tell its time. */
  end(beganAt: string | null): readonly {
    readonly cursor: string;
    readonly isWhole: boolean;
    readonly isSwept: boolean;
  }[];
}

/** @param settings digest of the settings by which a page becomes another record */
export function choosePages(
  listed: readonly ListedPage[],
  settings: string,
  { since, isKnown }: Pick<FetchOptions, 'since' | 'isKnown'>,
): PageChoice {
  const asked = askedSince(since);
  const cursor = format.parse(since);
  const former = cursor?.settings === settings ? cursor : null;
  const frames = digestFrames(listed.map(({ key, frame }) => [key, frame]));
  const from = asked ?? (former === null ? undefined : Date.parse(former.at) - overlap);
  const isWhole = from === undefined;
  const isOther = former === null ? () => false : compareFrames(frames, former.frames);
  const isThere = (key: string) => asked !== undefined || isKnown?.({ kind: 'article', key }) === true;
  const start = from === undefined ? 0 : new Date(from).getTime();
  const changed = new Set(
    listed
      .filter(
        ({ key, updatedAt }) =>
          isWhole || !(Date.parse(updatedAt ?? '') < start) || isOther(key) || !isThere(key),
      )
      .map(({ key }) => key),
  );
  const isSwept = former !== null;
  return {
    isChanged: (key) => changed.has(key),
    isWhole,
    isSwept,
    readAgain: (key) => dropFrame(frames, key),
    end(beganAt) {
      // What was asked for by hand says nothing of what changed before.
      if (asked !== undefined) return [{ cursor: asked, isWhole, isSwept }];
      if (beganAt === null) return [];
      return [{ cursor: format.build({ at: beganAt, settings, frames }), isWhole, isSwept }];
    },
  };
}
