import type { PropertyDefinition } from './properties.ts';
import { taskStatuses } from './task-status.ts';

interface LabelDefinition {
  readonly description: string;
  /** Whether each node carries an `acl`, so that only some viewers may read it. Others may be seen by way of such nodes: `seenByOf`. */
  readonly restricted: boolean;
  /** Whether questions may be about it; the others are the system's own bookkeeping. */
  readonly queryable: boolean;
  /** Properties whose words are found by full-text search, the weightiest first. */
  readonly searchable?: readonly string[];
  readonly properties: Readonly<Record<string, PropertyDefinition>>;
}

export const labels = {
  Employee: {
    description: 'A person of the directory: staff, or a contact at another company.',
    restricted: false,
    queryable: true,
    properties: {
      name: { type: 'text', description: 'Full name.', indexed: true },
      aliases: { type: 'texts', description: 'Nicknames, account names, other spellings and scripts.' },
      email: { type: 'text', description: 'Work address.', indexed: true },
      title: { type: 'text', description: 'Present job title.' },
      startDate: { type: 'date', description: 'First day at the company.' },
      endDate: { type: 'date', description: 'Last day at the company.' },
      location: { type: 'text', description: 'Office or city.' },
      timeZone: { type: 'string', description: 'IANA time zone.' },
    },
  },
  Position: {
    description: 'A job title as held by people over time.',
    restricted: false,
    queryable: true,
    properties: { title: { type: 'text', description: 'The job title.', indexed: true } },
  },
  Team: {
    description: 'A team, department, group or committee.',
    restricted: false,
    queryable: true,
    properties: {
      name: { type: 'text', description: 'Name of the team.', indexed: true },
      aliases: { type: 'texts', description: 'Other names of the team.' },
      kind: { type: 'text', description: "What the source calls this sort of team, e.g. 'committee'." },
      mission: { type: 'text', description: 'What the team is for.', long: true },
    },
  },
  Company: {
    description: 'An employer: our own company or another one.',
    restricted: false,
    queryable: true,
    properties: {
      name: { type: 'text', description: 'Name as most often written.', indexed: true },
      aliases: { type: 'texts', description: 'Other spellings.' },
    },
  },
  Project: {
    description: 'A body of work that groups tasks.',
    restricted: false,
    queryable: true,
    properties: {
      name: { type: 'text', description: 'Name of the project.', indexed: true },
      aliases: { type: 'texts', description: 'Other names.' },
      description: { type: 'text', description: 'What it is about.', long: true },
    },
  },
  Task: {
    description: 'A task, ticket, issue or proposal in a tracker.',
    restricted: true,
    queryable: true,
    searchable: ['title', 'description'],
    properties: {
      title: { type: 'text', description: 'Title of the task.', indexed: true },
      description: { type: 'text', description: 'What is to be done.', long: true },
      status: {
        type: 'string',
        description: 'One of todo, in_progress, blocked, done, cancelled.',
        indexed: true,
        values: taskStatuses,
      },
      sourceStatus: { type: 'text', description: "The status in the tracker's own word." },
      formerKeys: {
        type: 'texts',
        description: 'Keys the task had before it moved to another project.',
        indexed: true,
      },
      priority: { type: 'text', description: "Priority in the tracker's own word." },
      createdAt: { type: 'date', description: 'Day the task was opened.', indexed: true },
      dueDate: { type: 'date', description: 'Day by which it should be done.', indexed: true },
      completedAt: { type: 'date', description: 'Day it was completed.', indexed: true },
    },
  },
  Article: {
    description: 'A wiki page or document.',
    restricted: true,
    queryable: true,
    searchable: ['title', 'body'],
    properties: {
      title: { type: 'text', description: 'Title of the page.', indexed: true },
      path: {
        type: 'string',
        description: "Place of the page in its source, e.g. 'runbooks/sso.md'.",
        indexed: true,
      },
      body: { type: 'text', description: 'The whole text.', long: true },
      language: { type: 'string', description: "Language of the text, e.g. 'en', 'zh'." },
      writtenOn: {
        type: 'date',
        description: 'Day the page was last edited, by the page itself or its source.',
      },
      tags: { type: 'texts', description: 'Labels given by its authors.' },
    },
  },
  Passage: {
    description: 'A section or part of an article, small enough to read at a glance.',
    restricted: true,
    queryable: true,
    searchable: ['heading', 'text'],
    properties: {
      heading: { type: 'text', description: 'Headings above it, joined by " › ".' },
      text: { type: 'text', description: 'The text, as Markdown.', long: true },
      ordinal: { type: 'integer', description: 'Place within the article, from 0.' },
      anchor: {
        type: 'string',
        description:
          'Fragment of the address that leads to its section; the whole address in a document that is attached to the article.',
      },
    },
  },
  Topic: {
    description: 'A subject that articles are tagged with, or about.',
    restricted: false,
    queryable: true,
    properties: { name: { type: 'text', description: 'Name of the topic.', indexed: true } },
  },
  Identity: {
    description: 'One account of a person in one system.',
    restricted: false,
    queryable: false,
    properties: { verified: { type: 'boolean', description: 'Whether the system vouches for it.' } },
  },
  Acl: {
    description: 'A reading rule: an AND of ORs over user:…, group:… and everyone.',
    restricted: false,
    queryable: false,
    properties: { clauses: { type: 'string', description: 'JSON: string[][].' } },
  },
  Source: {
    description: 'A configured source and how fresh its data are.',
    restricted: false,
    queryable: false,
    properties: {
      name: { type: 'text', description: 'Name in the configuration.' },
      connector: { type: 'string', description: 'Driver that reads it.' },
      syncedAt: { type: 'instant', description: 'When its last complete sync ended.' },
      attemptedAt: { type: 'instant', description: 'When the last sync began that came to its end.' },
      knownSince: {
        type: 'date',
        description: 'Day of its first complete sync: what was before, only the source can say.',
      },
      updatingSince: {
        type: 'instant',
        description:
          'When the run began that is writing what it says, or broke off while it did; absent otherwise.',
      },
      failure: { type: 'string', description: 'Why the last attempt failed; absent when it did not.' },
      sample: { type: 'boolean', description: "Whether it is a source of the sample company's." },
    },
  },
  SyncRun: {
    description: 'One run of one source.',
    restricted: false,
    queryable: false,
    properties: {
      startedAt: { type: 'instant', description: 'Start.' },
      endedAt: { type: 'instant', description: 'End.' },
      outcome: { type: 'string', description: 'done, stopped, failed or incomplete.' },
      summary: { type: 'string', description: 'JSON: counts by kind, problems.' },
    },
  },
  Question: {
    description: 'A question whose answer somebody has an opinion of; without its words.',
    restricted: false,
    queryable: false,
    properties: {
      askedAt: { type: 'instant', description: 'When.' },
      abstained: { type: 'boolean', description: 'Whether no answer was given.' },
      helpful: { type: 'integer', description: 'How many found its answer helpful.' },
      unhelpful: { type: 'integer', description: 'How many did not.' },
    },
  },
} as const satisfies Record<string, LabelDefinition>;

export type NodeLabel = keyof typeof labels;

export const nodeLabels = Object.keys(labels) as readonly NodeLabel[];
