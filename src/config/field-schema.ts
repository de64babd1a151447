import { z } from 'zod';
import { labels } from '../../graph-schema/index.ts';

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

const readersSchema = z.enum(['everyone', 'nobody'], {
  error: 'everyone, or nobody (then only the operator of this machine may read it)',
});

const fieldsOf = (label: (typeof policyLabels)[number]) => {
  const properties = Object.keys(labels[label].properties).filter((name) => name !== names[label]);
  const accepted = `${properties.join(', ')}, extra or extra.NAME`;
  return z
    .record(z.string(), readersSchema)
    .superRefine((fields, context) => {
      for (const name of Object.keys(fields)) {
        if (properties.includes(name) || /^extra(\..+)?$/.test(name)) continue;
        context.addIssue({ code: 'custom', path: [name], message: `a field among ${accepted}` });
      }
    })
    .optional()
    .describe(`Who may read fields of a node: ${accepted}.`);
};

/** Who may read which property; one that is not named is everyone's. */
export const fieldsSchema = z.strictObject({
  Employee: fieldsOf('Employee'),
  Team: fieldsOf('Team'),
  Company: fieldsOf('Company'),
  Project: fieldsOf('Project'),
  Task: fieldsOf('Task'),
});
