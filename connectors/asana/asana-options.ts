import { z } from 'zod';
import { taskStatuses } from '../../graph-schema/index.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';
import { accountOptions } from '../people/account-options.ts';

const gid = z
  .string()
  .regex(/^\d+$/, { error: "the digits of its address, in quotes, such as '1208338159336610'" });
const field = z.string().min(1);

/** Options of the `asana` driver, as they stand in the configuration. */
export const asanaOptionsSchema = z.strictObject({
  token: z
    .string()
    .min(1)
    .describe(
      'Personal access token, or token of a service account; write the name of a variable of the environment.',
    ),
  workspace: gid
    .optional()
    .describe('Workspace or organisation that is read; needed where the token sees several.'),
  projects: z
    .array(gid)
    .default([])
    .describe('Projects whose tasks are read; all that the token sees when left away.'),
  archivedProjects: z.boolean().default(false).describe('Whether archived projects are read as well.'),
  owners: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe(
      "Which of the company's teams owns the tasks of a team of Asana, by its name: { Marketing: Growth }.",
    ),
  statusMapping: z
    .record(z.string(), z.enum(taskStatuses))
    .default({})
    .describe(
      "What a section or status means where its name does not say it: { 'With the client': blocked }.",
    ),
  fields: z
    .strictObject({
      status: field.optional().describe('Custom field that holds the status, in place of the section.'),
      priority: field.optional().describe('Custom field that holds the priority.'),
      team: field.optional().describe('Custom field that holds the team which owns a task.'),
    })
    .default({})
    .describe('Custom fields that are read, by their name or identifier.'),
  extra: z
    .record(z.string().min(1), field)
    .default({})
    .describe("Further custom fields to keep, by the name that they get: { Effort: 'Story points' }."),
  baseUrl: z.url().default('https://app.asana.com/api/1.0').describe('Address of the API.'),
  ...accountOptions,
  readers: readingRuleSchema
    .optional()
    .describe('Who may see the tasks of private projects, in place of their members.'),
});

export type AsanaOptions = z.input<typeof asanaOptionsSchema>;
export type AsanaSettings = z.output<typeof asanaOptionsSchema>;

/** Where the pages of tasks are. */
export const asanaPages = 'https://app.asana.com';
