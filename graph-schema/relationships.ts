import type { NodeLabel } from './labels.ts';

export interface RelationshipDefinition {
  readonly description: string;
  readonly from: readonly NodeLabel[];
  readonly to: readonly NodeLabel[];
  /**
   * Whether it holds for a period `{from, to}` of days. `from` null: since before we looked; `to` null: still.
   * A sync ends such a relationship instead of deleting it.
   */
  readonly temporal: boolean;
  /** Whether following it again and again makes sense (all below a manager, all parts of a department). */
  readonly transitive: boolean;
  /** Its own properties beside the period. */
  readonly properties: Readonly<Record<string, 'string' | 'number'>>;
}

const mentionable = ['Employee', 'Team', 'Company', 'Project', 'Task', 'Article', 'Topic'] as const;

export const relationships = {
  REPORTS_TO: {
    description: 'Has as manager.',
    from: ['Employee'],
    to: ['Employee'],
    temporal: true,
    transitive: true,
    properties: {},
  },
  HELD: {
    description: 'Held this job title.',
    from: ['Employee'],
    to: ['Position'],
    temporal: true,
    transitive: false,
    properties: {},
  },
  MEMBER_OF: {
    description: 'Is a member of the team.',
    from: ['Employee'],
    to: ['Team'],
    temporal: true,
    transitive: false,
    properties: { role: 'string' },
  },
  PART_OF: {
    description: 'Is a part of a larger team.',
    from: ['Team'],
    to: ['Team'],
    temporal: true,
    transitive: true,
    properties: {},
  },
  LEADS: {
    description: 'Leads; role tells as what (lead, chair, tech lead, CEO).',
    from: ['Employee'],
    to: ['Team', 'Company'],
    temporal: true,
    transitive: false,
    properties: { role: 'string' },
  },
  WORKS_FOR: {
    description: 'Is employed by.',
    from: ['Employee'],
    to: ['Company'],
    temporal: true,
    transitive: false,
    properties: {},
  },
  ASSIGNED_TO: {
    description: 'Is to do the task.',
    from: ['Employee'],
    to: ['Task'],
    temporal: true,
    transitive: false,
    properties: {},
  },
  REPORTED: {
    description: 'Opened the task.',
    from: ['Employee'],
    to: ['Task'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  APPROVED: {
    description: 'Approves or signs off the task.',
    from: ['Employee'],
    to: ['Task'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  IN_PROJECT: {
    description: 'Belongs to the project.',
    from: ['Task'],
    to: ['Project'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  OWNED_BY: {
    description: 'Is the work of the team.',
    from: ['Task'],
    to: ['Team'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  BLOCKS: {
    description: 'Must be done before the other can go on.',
    from: ['Task'],
    to: ['Task'],
    temporal: false,
    transitive: true,
    properties: {},
  },
  SUBTASK_OF: {
    description: 'Is a part of a larger task.',
    from: ['Task'],
    to: ['Task'],
    temporal: false,
    transitive: true,
    properties: {},
  },
  DESCRIBED_BY: {
    description: 'Is described in the article.',
    from: ['Task'],
    to: ['Article'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  AUTHORED: {
    description: 'Wrote the article.',
    from: ['Employee'],
    to: ['Article'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  CHILD_OF: {
    description: 'Stands below the other article.',
    from: ['Article'],
    to: ['Article'],
    temporal: false,
    transitive: true,
    properties: {},
  },
  LINKS_TO: {
    description: 'Links to the other article.',
    from: ['Article'],
    to: ['Article'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  HAS_PASSAGE: {
    description: 'Consists of the passage.',
    from: ['Article'],
    to: ['Passage'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  NEXT: {
    description: 'Is followed by the passage.',
    from: ['Passage'],
    to: ['Passage'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  MENTIONS: {
    description: 'Names it in its text.',
    from: ['Passage', 'Task'],
    to: mentionable,
    temporal: false,
    transitive: false,
    properties: { surface: 'string', confidence: 'number' },
  },
  ABOUT: {
    description: 'Is tagged with the topic by its authors, or about it as a model reads it.',
    from: ['Article'],
    to: ['Topic'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  KNOWN_AS: {
    description: 'Has this account in a system.',
    from: ['Employee'],
    to: ['Identity'],
    temporal: false,
    transitive: false,
    properties: {},
  },
  ANSWERED_FROM: {
    description: 'Was answered from the article.',
    from: ['Question'],
    to: ['Article'],
    temporal: false,
    transitive: false,
    properties: {},
  },
} as const satisfies Record<string, RelationshipDefinition>;

export type RelationshipType = keyof typeof relationships;

export const relationshipTypes = Object.keys(relationships) as readonly RelationshipType[];
