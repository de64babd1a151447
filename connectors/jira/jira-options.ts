import { z } from 'zod';
import { taskStatuses } from '../../graph-schema/index.ts';
import { siteOptions } from '../atlassian/site-options.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';
import { accountOptions } from '../people/account-options.ts';

const field = z
  .string()
  .regex(/^[A-Za-z][\w-]*$/, { error: "a field's identifier such as 'customfield_10016'" });

/** Options of the `jira` driver, as they stand in the configuration. */
export const jiraOptionsSchema = z.strictObject({
  ...siteOptions('jira'),
  projects: z
    .array(z.string().regex(/^[A-Z][A-Z0-9_]*$/, { error: "a project's key such as 'PAY'" }))
    .default([])
    .describe('Keys of the projects that are read; all that the account may see when left away.'),
  filter: z
    .string()
    .min(1)
    .optional()
    .describe('Which of their issues are tasks, in JQL, e.g. issuetype != Epic; all when left away.'),
  statusMapping: z
    .record(z.string(), z.enum(taskStatuses))
    .default({})
    .describe("What a status means where its category does not say it: { 'Ready for QA': in_progress }."),
  blockingLinks: z
    .array(z.string().min(1))
    .default(['Blocks'])
    .describe('Names of the types of links whose inward end is blocked by the other.'),
  team: field.optional().describe('Field that holds the team which owns an issue.'),
  extra: z
    .record(z.string().min(1), field)
    .default({})
    .describe("Further fields to keep, by the name that they get: { 'Story points': customfield_10016 }."),
  ...accountOptions,
  readers: readingRuleSchema
    .optional()
    .describe(
      'Who may see the tasks, in place of what the permission schemes say; a security level narrows it further.',
    ),
});

export type JiraOptions = z.input<typeof jiraOptionsSchema>;
export type JiraSettings = z.output<typeof jiraOptionsSchema>;
