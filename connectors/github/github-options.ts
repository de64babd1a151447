import { z } from 'zod';
import { taskStatuses } from '../../graph-schema/index.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';

const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, { error: 'owner/name' });

const field = z.string().min(1);

const projectSchema = z.strictObject({
  owner: z.string().min(1).describe('Organisation or user that the project belongs to.'),
  number: z.int().min(1).describe("Number in the project's address."),
  fields: z
    .strictObject({
      status: field.default('Status').describe('Field that tells how far an open issue is.'),
      priority: field.optional().describe('Field that holds the priority.'),
      dueDate: field
        .optional()
        .describe('Field that holds the due date: a date, or an iteration, of which it is the last day.'),
    })
    .prefault({})
    .describe('Fields of the project that are read, by their names.'),
  statusMapping: z
    .record(z.string(), z.enum(taskStatuses))
    .default({})
    .describe("What a status means where its name does not say it: { 'With the client': blocked }."),
  extra: z
    .record(z.string().min(1), field)
    .default({})
    .describe("Further fields to keep, by the name that they get: { sprint: 'Iteration' }."),
  isTaskProject: z
    .boolean()
    .default(false)
    .describe('Whether it is the project that its issues are in, in place of their repository.'),
  readers: readingRuleSchema
    .optional()
    .describe(
      'Who may see the project where it is private, which GitHub does not tell; it is not read without.',
    ),
});

/** Options of the `github` driver, as they stand in the configuration. */
export const githubOptionsSchema = z.strictObject({
  token: z
    .string()
    .min(1)
    .describe('Token that may read the issues; write the name of a variable of the environment.'),
  repositories: z
    .array(repository)
    .default([])
    .describe('Repositories whose issues are tasks, as owner/name.'),
  organization: z
    .string()
    .min(1)
    .optional()
    .describe('Organisation all of whose repositories are read, archived ones left out.'),
  baseUrl: z
    .url()
    .default('https://api.github.com')
    .describe("Address of the API; https://HOST/api/v3 for a company's own server."),
  pullRequests: z.boolean().default(false).describe('Whether pull requests are tasks as well.'),
  logins: z
    .record(z.string(), z.string())
    .default({})
    .describe(
      'Whose account a login is, by key or e-mail address, where it is neither a key nor another name of theirs.',
    ),
  priorityLabels: z
    .record(z.string(), z.string())
    .default({})
    .describe("Labels that tell a task's priority, and how it is called: { P1: High }."),
  projects: z
    .array(projectSchema)
    .default([])
    .describe('Projects whose fields tell more of issues; what the first of them says of an issue counts.'),
  readers: readingRuleSchema
    .optional()
    .describe('Who may see the tasks of private repositories; their collaborators when left away.'),
});

export type GithubOptions = z.input<typeof githubOptionsSchema>;
export type GithubSettings = z.output<typeof githubOptionsSchema>;
export type ProjectSettings = z.output<typeof projectSchema>;

/** Where the pages of issues are: beside the API on github.com and ghe.com, on the API's host on a company's own server. */
export function githubPages({ baseUrl }: Pick<GithubSettings, 'baseUrl'>): string {
  const { hostname } = new URL(baseUrl);
  return `https://${hostname.replace(/^api\.(?=github\.com$|[^.]+\.ghe\.com$)/, '')}`;
}
