import type { TaskStatus } from '../../graph-schema/index.ts';
import type { ReadingRule, TaskRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { dayOf, instantOf } from '../http/instant-of.ts';
import { createStatusReader, statusKey } from '../tasks/task-status-words.ts';
import type { AsanaSettings } from './asana-options.ts';
import { type AsanaPeople, accountOf } from './asana-readers.ts';
import type { AsanaProject, AsanaTask } from './asana-schemas.ts';
import { notesToMarkdown } from './notes-to-markdown.ts';

export interface TaskContext {
  /** Projects that it stands in, itself or by the task above it, of those that are read; at least one. */
  readonly projects: readonly AsanaProject[];
  readonly readers: ReadingRule;
  /** Whether a task that it depends on is open. */
  readonly isBlocked: boolean;
  readonly people: AsanaPeople;
}

const wordStatus = createStatusReader({});
/** What Asana calls the section that nobody named. */
const unnamedSections: ReadonlySet<string> = new Set(['(no section)', 'untitled section']);

export function buildTask(
  task: AsanaTask,
  { projects, readers, isBlocked, people }: TaskContext,
  settings: AsanaSettings,
): TaskRecord {
  const [project] = projects;
  const person = (user: { readonly gid: string; readonly name?: string | null | undefined }) =>
    people.book.person(accountOf(user, people));
  const section = sectionOf(task, project);
  const words = [
    fieldOf(task, settings.fields.status),
    presentText(task.custom_type_status_option?.name),
    section,
  ].filter((word) => word !== undefined);
  const status = statusOf(task, words, isBlocked, settings.statusMapping);
  const isClosed = status === 'done' || status === 'cancelled';
  const dependencies = (task.dependencies ?? []).map(({ gid }) => gid);
  const owner = project?.team?.name == null ? undefined : settings.owners[project.team.name];
  return {
    kind: 'task',
    key: task.gid,
    title: presentText(task.name) ?? task.gid,
    url: task.permalink_url,
    place: task.permalink_url,
    status,
    sourceStatus: words[0] ?? (task.completed ? 'completed' : 'incomplete'),
    readers,
    ...withoutAbsent({
      updatedAt: instantOf(task.modified_at),
      description: task.html_notes == null ? undefined : presentText(notesToMarkdown(task.html_notes)),
      priority: fieldOf(task, settings.fields.priority),
      assignees: task.assignee == null ? undefined : [person(task.assignee)],
      reporter: task.created_by == null ? undefined : person(task.created_by),
      team: fieldOf(task, settings.fields.team) ?? owner,
      project: project?.name,
      parent: task.parent?.gid,
      blockedBy: dependencies.length === 0 ? undefined : dependencies,
      createdAt: dayOf(task.created_at),
      dueDate: dayOf(task.due_on ?? task.due_at),
      completedAt: isClosed ? dayOf(task.completed_at) : undefined,
      extra: extraOf(task, projects, section, settings),
    }),
  };
}

/** Whether it is completed goes first; what a section or a status is called tells open tasks apart, and cancelled ones from done ones. */
function statusOf(
  { completed, approval_status }: AsanaTask,
  words: readonly string[],
  isBlocked: boolean,
  mapping: Readonly<Record<string, TaskStatus>>,
): TaskStatus {
  const configured = Object.entries(mapping).find(([name]) =>
    words.some((word) => statusKey(word) === statusKey(name)),
  )?.[1];
  const known = configured ?? words.map(wordStatus).find((status) => status !== undefined);
  if (completed) return known === 'cancelled' || approval_status === 'rejected' ? 'cancelled' : 'done';
  if (configured !== undefined) return configured;
  if (isBlocked || known === 'blocked') return 'blocked';
  return known === 'in_progress' ? known : 'todo';
}

function sectionOf({ memberships }: AsanaTask, project: AsanaProject | undefined): string | undefined {
  const own = (memberships ?? []).find((one) => one.project?.gid === project?.gid);
  const name = presentText(own?.section?.name);
  return name === undefined || unnamedSections.has(name.toLowerCase()) ? undefined : name;
}

/** What people see of a custom field that is called or identified so. */
function fieldOf({ custom_fields }: AsanaTask, field: string | undefined): string | undefined {
  if (field === undefined) return undefined;
  const found = (custom_fields ?? []).find(({ gid, name }) => gid === field || name === field);
  return presentText(found?.display_value);
}

function extraOf(
  task: AsanaTask,
  projects: readonly AsanaProject[],
  section: string | undefined,
  settings: AsanaSettings,
): Record<string, string> | undefined {
  const kind = task.resource_subtype;
  const names = (list: readonly { readonly name?: string | null | undefined }[]) =>
    presentText(list.flatMap(({ name }) => name ?? []).join(', '));
  const extra = withoutAbsent({
    'team in Asana': presentText(projects[0]?.team?.name),
    section,
    'other projects': names(projects.slice(1)),
    tags: names(task.tags ?? []),
    type: kind === 'milestone' || kind === 'approval' ? kind : undefined,
    ...Object.fromEntries(
      Object.entries(settings.extra).map(([name, field]) => [name, fieldOf(task, field)]),
    ),
  });
  return Object.keys(extra).length === 0 ? undefined : (extra as Record<string, string>);
}

function presentText(text: string | null | undefined): string | undefined {
  return text == null || text.trim() === '' ? undefined : text;
}
