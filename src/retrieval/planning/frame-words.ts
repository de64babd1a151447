import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';
import type { StatusMention } from './read-frame.ts';

export const nouns: readonly (readonly [CueName, NodeLabel])[] = [
  ['noun.employee', 'Employee'],
  ['noun.task', 'Task'],
  ['noun.team', 'Team'],
  ['noun.company', 'Company'],
  ['noun.article', 'Article'],
  ['pron.article', 'Article'],
  ['noun.project', 'Project'],
];

export const statuses: readonly (readonly [CueName, StatusMention['status']])[] = [
  ['status.done', 'done'],
  ['status.open', 'open'],
  ['status.in_progress', 'in_progress'],
  ['status.todo', 'todo'],
  ['status.blocked', 'blocked'],
  ['status.cancelled', 'cancelled'],
  ['status.overdue', 'overdue'],
  ['status.unassigned', 'unassigned'],
];

export const has = (item: QuestionItem | undefined, ...names: readonly CueName[]): boolean =>
  item?.kind === 'cue' && names.some((name) => item.cues.has(name));
