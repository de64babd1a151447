import { z } from 'zod';

/** Options of the `slack` driver, as they stand in the configuration. */
export const slackOptionsSchema = z.strictObject({
  token: z
    .string()
    .regex(/^xox[a-z]-\S+$/, { error: 'a token of an app, which begins with xoxb- or xoxp-' })
    .describe(
      'Token of an app with users:read and users:read.email; write the name of a variable of the environment.',
    ),
  workspace: z
    .string()
    .regex(/^T[A-Z0-9]+$/, { error: 'the id of a workspace, such as T0123ABCD' })
    .optional()
    .describe('Which workspace is read, where the app is installed for a whole Enterprise organisation.'),
  people: z
    .boolean()
    .default(false)
    .describe('Whether members are employees, for companies that have no other list of their people.'),
  guests: z.boolean().default(false).describe('Whether guests count too.'),
  baseUrl: z
    .url()
    .default('https://slack.com/api/')
    .describe('Address of the Web API; another one for GovSlack: https://slack-gov.com/api/.'),
  pageSize: z.int().min(1).max(1000).default(200).describe('Members of one page.'),
});

export type SlackOptions = z.input<typeof slackOptionsSchema>;
export type SlackSettings = z.output<typeof slackOptionsSchema>;
