import type { TaskStatus } from '../../graph-schema/index.ts';
import type { ReadingRule, TaskRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { dayOf, instantOf } from '../http/instant-of.ts';
import { createStatusReader, statusKey } from '../tasks/task-status-words.ts';
import { type Blocker, closedTypes } from './blocking-relations.ts';
import type { LinearSettings } from './linear-options.ts';
import type { LinearPeople } from './linear-readers.ts';
import type { LinearIssue, LinearTeam } from './linear-schemas.ts';

export interface IssueContext extends LinearPeople {
  readonly team: LinearTeam;
  readonly readers: ReadingRule;
  readonly blockers: readonly Blocker[];
  /** Names of labels by their identifiers. */
  readonly labels: ReadonlyMap<string, string>;
}

const wordStatus = createStatusReader({});

/** A task of an issue. */
export function buildTask(
  issue: LinearIssue,
  { team, readers, blockers, labels, users, book }: IssueContext,
  { owners, statusMapping }: Pick<LinearSettings, 'owners' | 'statusMapping'>,
): TaskRecord {
  const person = (reference: LinearIssue['assignee']): string | undefined => {
    if (reference == null) return undefined;
    const user = users.get(reference.id);
    return user?.app === true ? undefined : book.person(user ?? reference);
  };
  const assignee = person(issue.assignee);
  const status = statusOf(
    issue,
    blockers.some(({ isOpen }) => isOpen),
    statusMapping,
  );
  const isClosed = status === 'done' || status === 'cancelled';
  return {
    kind: 'task',
    key: issue.identifier,
    identifier: issue.id,
    title: issue.title.trim() === '' ? issue.identifier : issue.title,
    url: issue.url,
    place: issue.url,
    sourceStatus: issue.state.name,
    readers,
    ...withoutAbsent({
      formerKeys: formerKeysOf(issue),
      status,
      updatedAt: instantOf(issue.updatedAt),
      description: presentText(issue.description),
      priority: issue.priority === 0 ? undefined : presentText(issue.priorityLabel),
      assignees: assignee === undefined ? undefined : [assignee],
      reporter: person(issue.creator),
      team: owners[team.key],
      project: presentText(issue.project?.name),
      parent: issue.parent == null || issue.parent.trashed === true ? undefined : issue.parent.identifier,
      blockedBy: blockers.length === 0 ? undefined : blockers.map(({ identifier }) => identifier),
      createdAt: dayOf(issue.createdAt),
      dueDate: dayOf(issue.dueDate),
      completedAt: isClosed ? dayOf(issue.completedAt ?? issue.canceledAt) : undefined,
      extra: extraOf(issue, team, labels),
    }),
  };
}

/** Those that it had in other teams. */
export function formerKeysOf({
  identifier,
  previousIdentifiers,
}: LinearIssue): readonly string[] | undefined {
  const former = previousIdentifiers.filter((key) => key !== identifier);
  return former.length === 0 ? undefined : former;
}

/** Words configured go first, then the type of the status, within which a name or a relation tells what it cannot: blocked. */
function statusOf(
  { state }: LinearIssue,
  isBlocked: boolean,
  mapping: Readonly<Record<string, TaskStatus>>,
): TaskStatus | undefined {
  const configured = Object.entries(mapping).find(([word]) => statusKey(word) === statusKey(state.name));
  if (configured !== undefined) return configured[1];
  if (state.type === 'completed') return 'done';
  if (closedTypes.has(state.type)) return 'cancelled';
  const word = wordStatus(state.name);
  if (isBlocked || word === 'blocked') return 'blocked';
  if (state.type === 'started') return 'in_progress';
  return ['triage', 'backlog', 'unstarted'].includes(state.type) ? 'todo' : word;
}

function extraOf(
  issue: LinearIssue,
  team: LinearTeam,
  labels: ReadonlyMap<string, string>,
): Record<string, string> {
  const names = issue.labelIds.flatMap((id) => labels.get(id) ?? []).sort();
  const { cycle } = issue;
  return {
    'team in Linear': team.name,
    ...withoutAbsent({
      labels: presentText(names.join(', ')),
      cycle: cycle == null ? undefined : (presentText(cycle.name) ?? String(cycle.number)),
      milestone: presentText(issue.projectMilestone?.name),
      estimate: issue.estimate == null ? undefined : String(issue.estimate),
    }),
  };
}

function presentText(text: string | null | undefined): string | undefined {
  return text == null || text.trim() === '' ? undefined : text.replaceAll('\r\n', '\n');
}
