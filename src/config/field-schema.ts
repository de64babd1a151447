import { z } from 'zod';
import { labels, relationshipTypes } from '../../graph-schema/index.ts';

/** Labels whose properties can be withheld; pages and passages have readers of their own. */
export const policyLabels = ['Employee', 'Team', 'Company', 'Project', 'Task'] as const;

/** What answers call a node by: without it there is nothing left to say. */
const names: Readonly<Record<(typeof policyLabels)[number], string>> = {
  Employee: 'name',
  Team: 'name',
  Company: 'name',
  Project: 'name',
  Task: 'title',
};

/** Without them nobody could be known by their address, or leave. */
const alwaysStored: ReadonlySet<string> = new Set(['email', 'endDate']);

const words = 'everyone, self, managers, hr, a list of these three, nobody or never';
const error = `${words} (nobody: only the operator of this machine may read it; never: it is not stored)`;
const reader = z.enum(['self', 'managers', 'hr'], { error });

const readersSchema = z.union(
  [
    z.enum(['everyone', 'nobody', 'never']),
    reader.transform((one) => [one] as const),
    z.array(reader).min(1),
  ],
  { error },
);

const fieldsOf = (label: (typeof policyLabels)[number]) => {
  const properties = Object.keys(labels[label].properties).filter((name) => name !== names[label]);
  const accepted = `${properties.join(', ')}, extra or extra.NAME`;
  return z
    .record(z.string(), readersSchema)
    .superRefine((fields, context) => {
      for (const [name, readers] of Object.entries(fields)) {
        const isExtra = /^extra(\..+)?$/.test(name);
        if (!properties.includes(name) && !isExtra) {
          context.addIssue({ code: 'custom', path: [name], message: `a field among ${accepted}` });
          continue;
        }
        const isPersonal = label === 'Employee';
        if (readers === 'never' && !isExtra && (!isPersonal || alwaysStored.has(name)))
          context.addIssue({
            code: 'custom',
            path: [name],
            message: 'any of these but never, as it is needed to know people and what is over',
          });
        if (typeof readers !== 'string' && !isPersonal && readers.some((one) => one !== 'hr'))
          context.addIssue({
            code: 'custom',
            path: [name],
            message: 'everyone, hr, nobody or never: only people are somebody’s own, or have managers',
          });
      }
    })
    .optional()
    .describe(`Who may read fields of a node: ${accepted}.`);
};

const relationReaders = z.enum(['everyone', 'hr', 'nobody'], { error: 'everyone, hr or nobody' });

/** Who may read which property and follow which relationship; what is not named is everyone's. */
export const fieldsSchema = z
  .strictObject({
    Employee: fieldsOf('Employee'),
    Team: fieldsOf('Team'),
    Company: fieldsOf('Company'),
    Project: fieldsOf('Project'),
    Task: fieldsOf('Task'),
    relations: z
      .partialRecord(z.enum(relationshipTypes as readonly [string, ...string[]]), relationReaders)
      .optional()
      .describe('Who may follow relationships of a type; `schema` prints the types.'),
    hr: z
      .array(z.string().min(1))
      .optional()
      .describe(
        'Names or keys of the teams whose members, and those of their parts, are HR; SOURCE:KEY where two are called so.',
      ),
  })
  .superRefine((fields, context) => {
    const isHrMeant = /"hr"/.test(JSON.stringify({ ...fields, hr: undefined }));
    if (isHrMeant && (fields.hr ?? []).length === 0)
      context.addIssue({ code: 'custom', path: ['hr'], message: 'the teams that are HR, as fields name hr' });
  });
