import { sampleOf } from '../changes/sample-of.ts';
import { tellStill } from '../changes/tell-still.ts';
import type { ReadingRule, RecordName, StillThere } from '../connector.ts';
import { isMissingRight } from '../http/source-error.ts';
import type { GithubApi } from './github-api.ts';
import type { GithubSettings } from './github-options.ts';
import { isTask, keyOfValue } from './issue-reading.ts';
import { narrowReaders, type Placements } from './read-projects.ts';

/** Who might see issues at the last fetch. */
export interface LastRead {
  /** Who may see the issues of a repository, by its name. */
  readonly repositories: ReadonlyMap<string, ReadingRule>;
  readonly placements: Placements;
}

/**
 * Whether issues that are no longer listed stand in repositories that the token does not see any more. GitHub says 404 for
 * those as for deleted ones. Where it shows the repository, its issues are asked for: one that it gives was passed over, since older servers
 * list by counting, and one that is deleted meanwhile moves another over the border of a page.
 *
 * @returns the sentence that says so, or those that are there; null where they were deleted or moved.
 */
export async function findWithheld(
  api: Pick<GithubApi, 'repository' | 'issue'>,
  settings: Pick<GithubSettings, 'pullRequests'>,
  read: LastRead,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | StillThere | null> {
  const repositories = Map.groupBy(gone, ({ key }) => /^([^#]+)#\d+$/.exec(key)?.[1] ?? '');
  repositories.delete('');
  const withheld: string[] = [];
  for (const [repository, { length }] of repositories) {
    try {
      await api.repository(repository, signal);
    } catch (error) {
      if (!isMissingRight(error)) throw error;
      withheld.push(`${repository} (${length} ${length === 1 ? 'task' : 'tasks'})`);
    }
  }
  if (withheld.length > 0)
    return `GitHub no longer shows ${withheld.join(', ')} to the token: either it was deleted, or the token lost its access; look at the repositories that the token may read.`;
  const missing = [...repositories].flatMap(([repository, names]) => {
    const rule = read.repositories.get(repository);
    if (rule === undefined) return [];
    return names.map(({ key }) => ({
      repository,
      key,
      readers: narrowReaders(rule, read.placements.get(key)),
    }));
  });
  const asked = sampleOf(missing);
  const still: { kind: 'task'; key: string; readers: ReadingRule }[] = [];
  for (const { repository, key, readers } of asked) {
    const value = await api.issue(repository, Number(key.slice(repository.length + 1)), signal);
    // One that was moved answers from where it is now, as another issue.
    const isThere = value !== undefined && keyOfValue(repository, value) === key;
    if (isThere && isTask(value, settings)) still.push({ kind: 'task', key, readers });
  }
  return tellStill(
    { still, asked: asked.length, missing: missing.length },
    { service: 'GitHub', things: 'issues', why: 'they were passed over while others were deleted' },
  );
}
