import type { TaskStatus } from '../../graph-schema/index.ts';
import type { ReadingRule, TaskRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { instantOf } from '../http/instant-of.ts';
import { createStatusReader } from '../tasks/task-status-words.ts';
import { type Blocker, type Issue, keyOfIssueUrl } from './github-api.ts';
import type { GithubSettings } from './github-options.ts';
import { narrowReaders, type Placement } from './read-projects.ts';

export interface IssueContext {
  readonly repository: string;
  readonly readers: ReadingRule;
  readonly blockers: readonly Blocker[];
  /** What projects tell of it; absent where it stands in none. */
  readonly placement: Placement | undefined;
}

const wordStatus = createStatusReader({});

/** A task of an issue or a pull request. */
export function buildTask(
  issue: Issue,
  { repository, readers, blockers, placement }: IssueContext,
  { logins, priorityLabels }: Pick<GithubSettings, 'logins' | 'priorityLabels'>,
): TaskRecord {
  const labels = issue.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? [])));
  const priority = labels.find((label) => priorityLabels[label] !== undefined);
  const person = (login: string): string => logins[login] ?? login;
  const assignees = (issue.assignees ?? []).map(({ login }) => person(login));
  return {
    kind: 'task',
    key: `${repository}#${issue.number}`,
    // That of a renamed repository's issue stays.
    identifier: String(issue.id),
    title: issue.title.trim() === '' ? `#${issue.number}` : issue.title,
    url: issue.html_url,
    place: issue.html_url,
    status: statusOf(issue, blockers, placement),
    sourceStatus: sourceStatusOf(issue, placement),
    project: placement?.project ?? repository,
    createdAt: issue.created_at.slice(0, 10),
    readers: narrowReaders(readers, placement),
    ...withoutAbsent({
      updatedAt: instantOf(issue.updated_at),
      description: presentText(issue.body),
      priority: placement?.priority ?? (priority === undefined ? undefined : priorityLabels[priority]),
      assignees: assignees.length === 0 ? undefined : assignees,
      reporter: issue.user == null ? undefined : person(issue.user.login),
      dueDate: placement?.dueDate ?? issue.milestone?.due_on?.slice(0, 10),
      completedAt: issue.state === 'closed' ? issue.closed_at?.slice(0, 10) : undefined,
      parent: issue.parent_issue_url == null ? undefined : keyOfIssueUrl(issue.parent_issue_url),
      blockedBy: blockers.length === 0 ? undefined : blockers.map(({ key }) => key),
      extra: extraOf(issue, labels, placement),
    }),
  };
}

function statusOf(issue: Issue, blockers: readonly Blocker[], placement: Placement | undefined): TaskStatus {
  if (issue.state !== 'closed') return openStatusOf(blockers, placement);
  if (issue.pull_request !== undefined) return issue.pull_request.merged_at == null ? 'cancelled' : 'done';
  return issue.state_reason === 'not_planned' || issue.state_reason === 'duplicate' ? 'cancelled' : 'done';
}

/** Whether it is closed goes first: people move cards late. What a status of a project is called tells open issues apart. */
function openStatusOf(blockers: readonly Blocker[], placement: Placement | undefined): TaskStatus {
  if (placement?.meaning !== undefined) return placement.meaning;
  const known = placement?.status === undefined ? undefined : wordStatus(placement.status);
  if (known === 'blocked' || blockers.some(({ isOpen }) => isOpen)) return 'blocked';
  return known === 'in_progress' ? known : 'todo';
}

function sourceStatusOf({ state, state_reason: reason }: Issue, placement: Placement | undefined): string {
  if (state !== 'closed' && placement?.status !== undefined) return placement.status;
  return reason == null ? state : `${state} (${reason})`;
}

function extraOf(
  issue: Issue,
  labels: readonly string[],
  placement: Placement | undefined,
): Record<string, string> | undefined {
  const extra = withoutAbsent({
    ...placement?.extra,
    projects: placement?.projects.join(', '),
    labels: labels.length === 0 ? undefined : labels.join(', '),
    milestone: issue.milestone?.title,
  });
  return Object.keys(extra).length === 0 ? undefined : (extra as Record<string, string>);
}

function presentText(text: string | null | undefined): string | undefined {
  return text == null || text.trim() === '' ? undefined : text.replaceAll('\r\n', '\n');
}
