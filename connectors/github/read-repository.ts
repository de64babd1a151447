import { z } from 'zod';
import type { Fetched, RecordName } from '../connector.ts';
import type { GithubApi } from './github-api.ts';
import type { IssueReading, RepositoryPart } from './issue-reading.ts';

/** How many issues a repository had, pull requests left out, and the highest number of either. */
export const issueCountSchema = z.object({ issues: z.int().nullable(), highest: z.int() });

export type IssueCount = z.output<typeof issueCountSchema>;

/** What is known of a repository from a former fetch. */
export interface KnownRepository {
  /** From when on issues are read; absent where all of them are. */
  readonly from?: string | undefined;
  readonly count?: IssueCount | undefined;
  readonly isKnown: (record: RecordName) => boolean;
}

const listedSchema = z.object({ number: z.int(), pull_request: z.unknown().optional() });

/**
 * Issues of a repository that changed. GitHub does not tell which were deleted or transferred, but how many there are: where these are not as
 * many as before and those that came since, which have higher numbers, all are listed, and what is known and not listed is gone.
 *
 * @param known null for a repository that is read for the first time
 * @returns how many there are now.
 */
export async function* readRepository(
  api: Pick<GithubApi, 'issues' | 'countIssues'>,
  reading: Pick<IssueReading, 'read'>,
  part: RepositoryPart,
  known: KnownRepository | null,
  signal: AbortSignal,
): AsyncGenerator<Fetched, IssueCount> {
  const { repository } = part;
  // Before the issues are listed: one that comes in between is too many, and never hides one that is gone.
  const issues = await api.countIssues(repository, signal);
  const before = known?.count;
  const listed = new Set<number>();
  let highest = before?.highest ?? 0;
  let added = 0;

  async function* readList(since?: string): AsyncGenerator<Fetched> {
    for await (const value of api.issues(repository, signal, since)) {
      signal.throwIfAborted();
      const { data } = listedSchema.safeParse(value);
      if (data !== undefined) {
        if (listed.has(data.number)) continue;
        listed.add(data.number);
        if (data.number > (before?.highest ?? 0) && data.pull_request === undefined) added++;
        highest = Math.max(highest, data.number);
      }
      const read = await reading.read(value, part);
      if (read !== undefined) yield read;
      signal.throwIfAborted();
    }
  }

  yield* readList(known?.from);
  const isSame = issues !== null && before?.issues != null && issues === before.issues + added;
  if (known?.from !== undefined && !isSame) yield* readList();
  if (known !== null && (known.from === undefined || !isSame))
    for (let number = 1; number <= highest; number++) {
      const name: RecordName = { kind: 'task', key: `${repository}#${number}` };
      if (!listed.has(number) && known.isKnown(name)) yield { gone: name };
    }
  return { issues, highest };
}
