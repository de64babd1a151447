import { z } from 'zod';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';

const repository = z.string().regex(/^[\w.-]+\/[\w.-]+$/, { error: 'owner/name' });

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
  readers: readingRuleSchema
    .optional()
    .describe('Who may see the tasks of private repositories; their collaborators when left away.'),
});

export type GithubOptions = z.input<typeof githubOptionsSchema>;
export type GithubSettings = z.output<typeof githubOptionsSchema>;

/** Where the pages of issues are: beside the API on github.com and ghe.com, on the API's host on a company's own server. */
export function githubPages({ baseUrl }: Pick<GithubSettings, 'baseUrl'>): string {
  const { hostname } = new URL(baseUrl);
  return `https://${hostname.replace(/^api\.(?=github\.com$|[^.]+\.ghe\.com$)/, '')}`;
}
