import type { TaskStatus } from '../../graph-schema/index.ts';
import { adfToMarkdown } from '../atlassian/adf-to-markdown.ts';
import type { ReadingRule, TaskRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { dayOf, instantOf } from '../http/instant-of.ts';
import type { AccountBook } from '../people/account-book.ts';
import { createStatusReader, statusKey } from '../tasks/task-status-words.ts';
import { fieldText } from './field-text.ts';
import type { JiraSettings } from './jira-options.ts';
import type { JiraIssue } from './jira-schemas.ts';
import { accountOf } from './resolve-holders.ts';

export interface IssueContext {
  readonly project: string;
  readonly readers: ReadingRule;
  readonly book: AccountBook;
}

const wordStatus = createStatusReader({});

/** A task of an issue. */
export function buildTask(
  { id, key, fields }: JiraIssue,
  { project, readers, book }: IssueContext,
  settings: JiraSettings,
): TaskRecord {
  const url = new URL(`/browse/${key}`, settings.url).href;
  const blockers = blockersOf(fields, settings.blockingLinks);
  const status = statusOf(
    fields,
    blockers.some(({ isOpen }) => isOpen),
    settings.statusMapping,
  );
  return {
    kind: 'task',
    key,
    identifier: id,
    title: presentText(fields.summary) ?? key,
    url,
    place: url,
    sourceStatus: fields.status.name,
    project,
    readers,
    ...withoutAbsent({
      status,
      updatedAt: instantOf(fields.updated),
      description: descriptionOf(fields.description),
      priority: fields.priority?.name,
      assignees: fields.assignee == null ? undefined : [book.person(accountOf(fields.assignee))],
      reporter: fields.reporter == null ? undefined : book.person(accountOf(fields.reporter)),
      team: settings.team === undefined ? undefined : fieldText(fields[settings.team]),
      parent: fields.parent?.key,
      blockedBy: blockers.length === 0 ? undefined : blockers.map((blocker) => blocker.key),
      createdAt: writtenDay(fields.created),
      dueDate: writtenDay(fields.duedate),
      completedAt:
        status === 'done' || status === 'cancelled' ? writtenDay(fields.resolutiondate) : undefined,
      extra: extraOf(fields, settings.extra),
    }),
  };
}

/** Words configured go first, then the category, within which a name or resolution tells what it cannot: cancelled and blocked. */
function statusOf(
  { status, resolution }: JiraIssue['fields'],
  isBlocked: boolean,
  mapping: Readonly<Record<string, TaskStatus>>,
): TaskStatus | undefined {
  const configured = Object.entries(mapping).find(([word]) => statusKey(word) === statusKey(status.name));
  if (configured !== undefined) return configured[1];
  const word = wordStatus(status.name);
  const category = status.statusCategory?.key;
  if (category === 'done') {
    const isCancelled = word === 'cancelled' || isUnsolved(resolution?.name);
    return isCancelled ? 'cancelled' : 'done';
  }
  if (isBlocked || word === 'blocked') return 'blocked';
  if (category === 'new') return 'todo';
  return category === 'indeterminate' ? 'in_progress' : word;
}

/** Resolutions that Jira brings for issues closed without the work being done, beside the common words for it. */
function isUnsolved(resolution: string | undefined): boolean {
  if (resolution === undefined) return false;
  return (
    wordStatus(resolution) === 'cancelled' || /^(cannot reproduce|incomplete|not a bug)$/i.test(resolution)
  );
}

function blockersOf(
  { issuelinks }: JiraIssue['fields'],
  types: readonly string[],
): readonly { readonly key: string; readonly isOpen: boolean }[] {
  return (issuelinks ?? []).flatMap(({ type, inwardIssue }) => {
    if (inwardIssue == null || !types.includes(type.name)) return [];
    return [{ key: inwardIssue.key, isOpen: inwardIssue.fields?.status?.statusCategory?.key !== 'done' }];
  });
}

/** Texts of an issue are documents; those of a few old text fields are plain. */
function descriptionOf(value: unknown): string | undefined {
  return presentText(typeof value === 'string' ? value : adfToMarkdown(value));
}

function extraOf(
  fields: JiraIssue['fields'],
  configured: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  const names = (list: readonly { readonly name: string }[] | null | undefined) =>
    presentText((list ?? []).map(({ name }) => name).join(', '));
  const extra = withoutAbsent({
    type: fields.issuetype?.name,
    resolution: fields.resolution?.name,
    labels: presentText((fields.labels ?? []).join(', ')),
    components: names(fields.components),
    versions: names(fields.fixVersions),
    ...Object.fromEntries(Object.entries(configured).map(([name, id]) => [name, fieldText(fields[id])])),
  });
  return Object.keys(extra).length === 0 ? undefined : (extra as Record<string, string>);
}

/** The day as the site wrote it: its offset tells which day it was there. */
function writtenDay(text: string | null | undefined): string | undefined {
  return dayOf(text) === undefined ? undefined : text?.slice(0, 10);
}

function presentText(text: string | null | undefined): string | undefined {
  return text == null || text.trim() === '' ? undefined : text.replaceAll('\r\n', '\n');
}
