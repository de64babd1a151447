import { sampleOf } from '../changes/sample-of.ts';
import type { ReadingRule, RecordName, StillThere } from '../connector.ts';
import type { JiraApi } from './jira-api.ts';
import type { JiraSettings } from './jira-options.ts';
import type { ProjectReaders } from './jira-readers.ts';
import { ruledIssueSchema } from './jira-schemas.ts';
import { keyOfIssue } from './read-changed.ts';

/** As many issues are looked for by their keys, a hundred a request. */
const mostAsked = 1_000;
/** As few, or as small a share of what is listed, are ordinary: an index that runs a little behind, or single issues that were archived. */
const few = 5;
const smallShare = 0.01;

/** What a fetch saw, against which its gaps are held. */
export interface SeenIssues {
  /** Who may see the issues of the projects that were read, by their keys. */
  readonly projects: ReadonlyMap<string, ProjectReaders>;
  /** Issues that were listed. */
  readonly listed: number;
  /** Keys of issues that were listed and left out on purpose. */
  readonly leftOut: ReadonlySet<string>;
}

/**
 * Whether issues that the search no longer lists are there still. The search's index runs behind ("Search for issues using JQL enhanced
 * search"), a fetch by keys does not; and a project that is not shown any more was deleted, or the account lost its right there.
 * What is archived is listed no more either, and may be given by its key still.
 *
 * @returns the sentence that says so, or the few that are there; null where they are gone, moved away, or out of the filter.
 */
export async function findWithheld(
  api: Pick<JiraApi, 'issuesOf'>,
  { source, projects, filter }: Pick<JiraSettings, 'projects' | 'filter'> & { readonly source: string },
  seen: SeenIssues,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | StillThere | null> {
  const hidden = new Set<string>();
  const missing: string[] = [];
  for (const { kind, key } of gone) {
    const project = projectOf(key);
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
  const still: { kind: 'task'; key: string; readers?: ReadingRule }[] = [];
  for await (const issue of api.issuesOf(asked, signal)) {
    const key = keyOfIssue(issue) ?? '';
    if (!wanted.has(key)) continue;
    const ruled = ruledIssueSchema.safeParse(issue);
    const readers = seen.projects.get(projectOf(key) ?? '');
    const rule = ruled.success ? await readers?.ruleOf(ruled.data) : undefined;
    still.push({ kind: 'task', key, ...(rule !== undefined && { readers: rule }) });
  }
  if (still.length === 0) return null;
  const there = `Jira still has ${still.length} of ${asked.length} issues that its search no longer lists`;
  if (asked.length < missing.length || still.length > Math.max(few, seen.listed * smallShare))
    return `${there}: its index runs behind, and the next run reads them again, or they are archived: then approve.`;
  const keys = still.slice(0, few).map(({ key }) => key);
  const named = `${keys.join(', ')}${still.length > keys.length ? ' …' : ''}`;
  return {
    still,
    message: `${there} (${named}): its index runs behind, or they are archived. They stay as known before; "orgwise sync --source ${source} --accept-deletions" takes out those that are archived.`,
  };
}

function projectOf(key: string): string | undefined {
  return /^(.+)-\d+$/.exec(key)?.[1];
}
