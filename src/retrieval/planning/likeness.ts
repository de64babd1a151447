import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, Step } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';

/** Something that two of a kind may have in common: a node that both are related to, or the value of a property. */
export type Likeness = LikeRelation | LikeProperty;

export interface LikeRelation {
  readonly kind: 'relation';
  readonly label: NodeLabel;
  readonly cues: readonly CueName[];
  readonly step: Step;
  /** What the wording calls it. */
  readonly name: string;
}

export interface LikeProperty {
  readonly kind: 'property';
  readonly label: NodeLabel;
  readonly cues: readonly CueName[];
  readonly property: string;
  /** Days are alike where they are of one year, or of one month of it. */
  readonly unit?: 'year' | 'month';
  readonly name: string;
}

const relation = (
  label: NodeLabel,
  type: Step['type'],
  direction: Step['direction'],
  far: NodeLabel,
  name: string,
  cues: readonly CueName[],
): LikeRelation => ({ kind: 'relation', label, cues, step: { type, direction, label: far }, name });

const property = (
  label: NodeLabel,
  name: string,
  cues: readonly CueName[],
  unit?: 'year' | 'month',
): LikeProperty => ({
  kind: 'property',
  label,
  cues,
  property: name,
  name,
  ...(unit === undefined ? {} : { unit }),
});

/** In the order in which they are looked for, as a word may have several meanings. */
const likenesses: readonly Likeness[] = [
  relation('Employee', 'REPORTS_TO', 'out', 'Employee', 'manager', ['role.manager']),
  relation('Employee', 'MEMBER_OF', 'out', 'Team', 'teams', ['noun.team']),
  property('Employee', 'location', ['prop.location']),
  property('Employee', 'title', ['prop.title']),
  property('Employee', 'startDate', ['noun.year'], 'year'),
  property('Employee', 'startDate', ['noun.month'], 'month'),
  property('Employee', 'startDate', ['prop.startDate']),
  relation('Employee', 'WORKS_FOR', 'out', 'Company', 'company', ['noun.company']),
  relation('Task', 'ASSIGNED_TO', 'in', 'Employee', 'assignees', ['role.assignee']),
  relation('Task', 'IN_PROJECT', 'out', 'Project', 'project', ['noun.project']),
  relation('Task', 'OWNED_BY', 'out', 'Team', 'teams', ['noun.team']),
  property('Task', 'status', ['prop.status']),
  property('Task', 'priority', ['prop.priority']),
  property('Task', 'dueDate', ['prop.dueDate']),
];

/** What a word says two of a kind have in common; null where it is nothing that is recorded of them. */
export function likenessOf(item: QuestionItem | undefined, label: NodeLabel): Likeness | null {
  return likenesses.find((one) => one.label === label && has(item, ...one.cues)) ?? null;
}

/** The condition on others that they have the value as well. */
export function likeValue({ property, unit }: LikeProperty, value: string): Condition {
  if (unit === undefined) return { property, op: 'eq', value };
  const [year, month] = [Number(value.slice(0, 4)), Number(value.slice(5, 7))];
  const from = unit === 'year' ? `${year}-01-01` : dayOfMonth(year, month);
  const to = unit === 'year' ? `${year + 1}-01-01` : dayOfMonth(year, month + 1);
  return {
    all: [
      { property, op: 'gte', value: from },
      { property, op: 'lt', value: to },
    ],
  };
}

/** The value as far as it must be alike. */
export function alikePart({ unit }: LikeProperty, value: string): string {
  return unit === 'year' ? value.slice(0, 4) : unit === 'month' ? value.slice(0, 7) : value;
}

/** The first of a month; the thirteenth month is January. */
function dayOfMonth(year: number, month: number): string {
  const [of, in12] = month > 12 ? [year + 1, month - 12] : [year, month];
  return `${of}-${String(in12).padStart(2, '0')}-01`;
}
