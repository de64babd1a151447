import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, Step } from '../../graph/graph-query.ts';
import { leadingCues } from './leading-cues.ts';
import type { CueName } from './lexicon.ts';
import type { EntityItem } from './question-item.ts';
import type { Placed } from './read-frame.ts';

/** One way in which two kinds of node are related, and the cue words that ask for it. */
export interface Sense {
  readonly near: NodeLabel;
  readonly far: NodeLabel;
  /** Steps from near to far. */
  readonly steps: readonly Step[];
  readonly cues: readonly CueName[];
  /** Meant where no cue says otherwise. */
  readonly usual: boolean;
}

function sense(
  near: NodeLabel,
  type: Step['type'],
  far: NodeLabel,
  cues: readonly CueName[],
  usual = false,
  role?: string,
): Sense[] {
  const extra = role === undefined ? {} : { role };
  return [
    { near, far, steps: [{ type, direction: 'out', label: far, ...extra }], cues, usual },
    { near: far, far: near, steps: [{ type, direction: 'in', label: near, ...extra }], cues, usual },
  ];
}

const mentionsOf = (far: NodeLabel): Sense[] => [
  ...sense('Task', 'MENTIONS', far, ['rel.mentions'], far !== 'Employee' && far !== 'Team'),
  mentionedOnPages(far, far !== 'Employee'),
];

/** What a page mentions, one of its passages does. */
const mentionedOnPages = (far: NodeLabel, usual: boolean): Sense => ({
  near: 'Article',
  far,
  steps: [
    { type: 'HAS_PASSAGE', direction: 'out', label: 'Passage' },
    { type: 'MENTIONS', direction: 'out', label: far },
  ],
  cues: ['rel.mentions'],
  usual,
});

/** "Which people are mentioned in the SSO runbook?" */
const mentionedIn = (near: NodeLabel): Sense => ({
  near,
  far: 'Article',
  steps: [
    { type: 'MENTIONS', direction: 'in', label: 'Passage' },
    { type: 'HAS_PASSAGE', direction: 'in', label: 'Article' },
  ],
  cues: ['rel.mentionedIn'],
  usual: false,
});

/** Who works on a project does so by its tasks: people who are assigned to them, teams that own them. */
function overTasks(near: 'Employee' | 'Team', type: 'ASSIGNED_TO' | 'OWNED_BY'): Sense[] {
  const [there, back] = type === 'ASSIGNED_TO' ? (['out', 'in'] as const) : (['in', 'out'] as const);
  const cues: readonly CueName[] = ['rel.assigned', 'rel.owned'];
  return [
    {
      near,
      far: 'Project',
      steps: [
        { type, direction: there, label: 'Task' },
        { type: 'IN_PROJECT', direction: 'out', label: 'Project' },
      ],
      cues,
      usual: false,
    },
    {
      near: 'Project',
      far: near,
      steps: [
        { type: 'IN_PROJECT', direction: 'in', label: 'Task' },
        { type, direction: back, label: near },
      ],
      cues,
      usual: false,
    },
  ];
}

/** All relations between different things, both ways round; those between two of a kind are in `people-lines.ts`. */
export const senses: readonly Sense[] = [
  // Where tasks are proposals, those who do them are their authors.
  ...sense(
    'Employee',
    'ASSIGNED_TO',
    'Task',
    ['rel.assigned', 'role.assignee', 'rel.authored', 'role.author'],
    true,
  ),
  ...sense('Employee', 'APPROVED', 'Task', ['rel.approved', 'role.approver']),
  ...sense('Employee', 'REPORTED', 'Task', ['rel.reported', 'role.reporter']),
  ...sense('Employee', 'MEMBER_OF', 'Team', ['rel.member', 'role.member'], true),
  ...sense('Employee', 'LEADS', 'Team', [
    'rel.lead',
    'role.lead',
    'role.leadership',
    'role.manager',
    'rel.manages',
  ]),
  ...sense('Employee', 'LEADS', 'Team', ['rel.chair', 'role.chair'], false, 'chair'),
  ...sense('Employee', 'LEADS', 'Team', ['rel.techLead', 'role.techLead'], false, 'tech lead'),
  ...sense('Employee', 'WORKS_FOR', 'Company', ['rel.employed'], true),
  ...sense('Employee', 'LEADS', 'Company', ['role.ceo'], false, 'CEO'),
  ...sense('Task', 'OWNED_BY', 'Team', ['rel.owned'], true),
  ...sense('Task', 'IN_PROJECT', 'Project', ['rel.owned'], true),
  ...sense('Task', 'DESCRIBED_BY', 'Article', ['rel.described'], true),
  {
    near: 'Article',
    far: 'Employee',
    steps: [{ type: 'AUTHORED', direction: 'in', label: 'Employee' }],
    cues: ['rel.authored', 'role.author'],
    usual: true,
  },
  mentionedOnPages('Task', false),
  // People are not usually spoken of by the pages that they wrote.
  {
    near: 'Employee',
    far: 'Article',
    steps: [{ type: 'AUTHORED', direction: 'out', label: 'Article' }],
    cues: ['rel.authored', 'role.author'],
    usual: false,
  },
  ...sense('Article', 'ABOUT', 'Topic', ['rel.mentions'], true),
  ...overTasks('Employee', 'ASSIGNED_TO'),
  ...overTasks('Team', 'OWNED_BY'),
  ...mentionsOf('Company'),
  ...mentionsOf('Employee'),
  ...mentionsOf('Team'),
  ...mentionsOf('Project'),
  ...mentionsOf('Article').filter((one) => one.near === 'Task'),
  ...(['Employee', 'Team', 'Project', 'Task', 'Company'] as const).map(mentionedIn),
];

export const leadCues: readonly CueName[] = [...leadingCues, 'role.manager', 'rel.manages'];

/** A condition on the near end: related over the steps to a node that meets `where`. */
export function relatedOver(steps: readonly Step[], where: Condition | undefined): Condition {
  const [first, ...rest] = steps;
  if (first === undefined) return { all: [] };
  const inner = rest.length === 0 ? where : relatedOver(rest, where);
  return { related: first, ...(inner === undefined ? {} : { where: inner }) };
}

/** A condition as a list: none where there is none. */
export const present = (one: Condition | undefined): Condition[] => (one === undefined ? [] : [one]);

/** The part of a query or a field that says which are meant; nothing where all are. */
export const withWhere = (where: Condition | undefined): { where?: Condition } =>
  where === undefined ? {} : { where };

/** The condition of a variable from its parts. */
export function allOf(conditions: readonly Condition[]): Condition | undefined {
  if (conditions.length === 0) return undefined;
  return conditions.length === 1 ? conditions[0] : { all: conditions };
}

/** What leads from the far end of a sense back to its near end. */
export function reverseSense(sense: Sense): Sense {
  const steps: Step[] = sense.steps.map((step) => ({
    ...step,
    direction: step.direction === 'out' ? 'in' : 'out',
    label: sense.near,
  }));
  return { ...sense, near: sense.far, far: sense.near, steps };
}

/** That a node is the one that a name or a description means, or one of those that go by it. */
export function idCondition(entity: Pick<Placed<EntityItem>, 'item'>): Condition {
  if (entity.item.described !== undefined) return entity.item.described.where;
  const ids = entity.item.candidates.map((one) => one.id);
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? { property: 'id', op: 'eq', value: only }
    : { property: 'id', op: 'in', values: ids };
}
