import type { RecordName } from '../connector.ts';
import { SourceError } from '../http/source-error.ts';
import type { GithubApi } from './github-api.ts';

/**
 * Whether issues that are no longer listed stand in repositories that the token does not see any more. GitHub says 404 for
 * those as for deleted ones; where it shows the repository, its issues were deleted or moved.
 *
 * @returns the sentence that says so; null where all of the repositories are still shown.
 */
export async function findWithheld(
  api: Pick<GithubApi, 'repository'>,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | null> {
  const issues = new Map<string, number>();
  for (const { key } of gone) {
    const [, repository] = /^([^#]+)#\d+$/.exec(key) ?? [];
    if (repository !== undefined) issues.set(repository, (issues.get(repository) ?? 0) + 1);
  }
  const withheld: string[] = [];
  for (const [repository, count] of issues) {
    try {
      await api.repository(repository, signal);
    } catch (error) {
      if (!(error instanceof SourceError) || !['missing', 'forbidden'].includes(error.failure)) throw error;
      withheld.push(`${repository} (${count} ${count === 1 ? 'task' : 'tasks'})`);
    }
  }
  if (withheld.length === 0) return null;
  return `GitHub no longer shows ${withheld.join(', ')} to the token: either it was deleted, or the token lost its access; look at the repositories that the token may read.`;
}
