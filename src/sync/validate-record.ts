import { z } from 'zod';
import type { Problem, RecordName, SourceRecord } from '../../connectors/connector.ts';
import { taskStatuses } from '../../graph-schema/index.ts';
import { isDay, isInstant } from '../graph/value-format.ts';

const text = z.string({ error: 'a text' });
const filled = text.refine((value) => value.trim() !== '', { error: 'a text that is not empty' });
const texts = z.array(filled, { error: 'a list of texts' }).optional();
const day = text.refine(isDay, { error: 'a real day as YYYY-MM-DD' }).optional();
const instant = text.refine(isInstant, { error: 'a point in time as YYYY-MM-DDTHH:mm:ss.sssZ' }).optional();
const optional = text.optional();

/** No rule, one without clauses or with an empty one would be open to all or to nobody by accident. */
const readers = z
  .array(
    z
      .array(
        text.regex(/^(everyone|(user|group|account):\S.*)$/, {
          error: 'everyone, user:…, group:… or account:…',
        }),
      )
      .min(1, { error: 'at least one reader' }),
    { error: 'a list of lists of readers' },
  )
  .min(1, { error: 'at least one list of readers' });

const common = {
  key: filled,
  place: text,
  url: optional,
  updatedAt: instant,
  extra: z.record(text, text).optional(),
};

const recordSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({
      ...common,
      kind: z.literal('employee'),
      name: filled,
      aliases: texts,
      email: optional,
      title: optional,
      teams: texts,
      manager: optional,
      company: optional,
      startDate: day,
      endDate: day,
      location: optional,
      timeZone: optional,
      isAccount: z.literal(true).optional(),
      history: z
        .array(
          z.object({
            from: text.refine(isDay, { error: 'a real day as YYYY-MM-DD' }),
            title: optional,
            teams: texts,
            manager: optional,
            leads: texts,
            place: text,
          }),
        )
        .optional(),
    }),
    z.object({
      ...common,
      kind: z.literal('team'),
      name: filled,
      aliases: texts,
      teamKind: optional,
      parent: optional,
      mission: optional,
      leads: z.array(z.object({ person: filled, role: filled })).optional(),
      members: z.array(z.object({ person: filled, role: optional })).optional(),
    }),
    z.object({
      ...common,
      kind: z.literal('task'),
      identifier: filled.optional(),
      formerKeys: texts,
      title: filled,
      description: optional,
      status: z.enum(taskStatuses, { error: `one of ${taskStatuses.join(', ')}` }).optional(),
      sourceStatus: optional,
      priority: optional,
      assignees: texts,
      reporter: optional,
      approvers: texts,
      team: optional,
      project: optional,
      parent: optional,
      blockedBy: texts,
      articles: texts,
      createdAt: day,
      dueDate: day,
      completedAt: day,
      readers,
    }),
    z.object({
      ...common,
      kind: z.literal('article'),
      identifier: filled.optional(),
      formerKeys: texts,
      title: filled,
      path: filled,
      body: text,
      language: optional,
      author: optional,
      writtenOn: day,
      tags: texts,
      parent: optional,
      links: texts,
      attachments: z
        .array(
          z.object({
            name: filled,
            url: optional,
            parts: z.array(z.object({ text, fragment: optional })),
          }),
        )
        .optional(),
      readers,
    }),
  ],
  { error: 'employee, team, task or article' },
);

/** Why a record may not go in. */
export interface RecordFault {
  readonly problem: Problem;
  /** Whose last good data stay; null where it has no key, or where who may read it is not known any more. */
  readonly keeps: RecordName | null;
}

/** What is wrong with a record, all of it in one problem; null where it may go in. */
export function validateRecord(record: SourceRecord): RecordFault | null {
  const checked = recordSchema.safeParse(record);
  if (checked.success) return null;
  const faults = checked.error.issues.map((issue) => {
    const found: unknown = issue.path.reduce<unknown>(
      (value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step],
      record,
    );
    return `${issue.path.join('.')} is ${describe(found)}, it must be ${issue.message}`;
  });
  const isNamed = !checked.error.issues.some(({ path: [part] }) => part === undefined || mustHold.has(part));
  return {
    problem: {
      place: String(record.place),
      message: `The record was set aside: ${faults.join('; ')}.`,
    },
    keeps: isNamed ? { kind: record.kind, key: record.key } : null,
  };
}

/** Parts without which nothing of a record may stay. */
const mustHold: ReadonlySet<PropertyKey> = new Set(['kind', 'key', 'readers']);

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 80 ? `${json.slice(0, 79)}…` : json;
}
