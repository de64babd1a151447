import { sampleOf } from '../changes/sample-of.ts';
import type { RecordName } from '../connector.ts';
import type { JiraApi } from './jira-api.ts';
import type { JiraSettings } from './jira-options.ts';
import { keyOfIssue } from './read-changed.ts';

/** As many issues are looked for by their keys, a hundred a request. */
const mostAsked = 1_000;

/** What a fetch saw, against which its gaps are held. */
export interface SeenIssues {
  /** Keys of the projects that were read. */
  readonly projects: ReadonlySet<string>;
  /** Keys of issues that were listed and left out on purpose. */
  readonly leftOut: ReadonlySet<string>;
}

/**
 * Whether issues that the search no longer lists are there still. The search's index runs behind ("Search for issues using JQL enhanced
 * search"), a fetch by keys does not; and a project that is not shown any more was deleted, or the account lost its right there.
 *
 * @returns the sentence that says so; null where they are gone, moved away, or out of the filter.
 */
export async function findWithheld(
  api: Pick<JiraApi, 'issuesOf'>,
  { projects, filter }: Pick<JiraSettings, 'projects' | 'filter'>,
  seen: SeenIssues,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | null> {
  const hidden = new Set<string>();
  const missing: string[] = [];
  for (const { kind, key } of gone) {
    const [, project] = /^(.+)-\d+$/.exec(key) ?? [];
    if (kind !== 'task' || project === undefined || seen.leftOut.has(key)) continue;
    if (seen.projects.has(project)) missing.push(key);
    // One that the configuration names no more is not read on purpose.
    else if (projects.length === 0) hidden.add(project);
  }
  if (hidden.size > 0)
    return `Jira no longer shows the projects ${[...hidden].join(', ')} to the account: either they were deleted or have another key now, or it lost its right; look at 'Browse projects' there.`;
  // What the filter no longer lets in is there still, and is no task any more.
  if (filter !== undefined) return null;
  const asked = sampleOf(missing, mostAsked);
  const wanted = new Set(asked);
  let there = 0;
  for await (const issue of api.issuesOf(asked, signal)) if (wanted.has(keyOfIssue(issue) ?? '')) there++;
  if (there === 0) return null;
  return `Jira still has ${there} of ${asked.length} issues that its search no longer lists: its index runs behind; the next run reads them again.`;
}
