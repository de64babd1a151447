import { z } from 'zod';
import { taskStatuses } from '../../graph-schema/index.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';
import { accountOptions } from '../people/account-options.ts';

const teamKey = z.string().regex(/^[A-Z][A-Z0-9]*$/, { error: "a team's key such as 'ENG'" });

/** Options of the `linear` driver, as they stand in the configuration. */
export const linearOptionsSchema = z.strictObject({
  token: z
    .string()
    .min(1)
    .describe(
      'API key (lin_api_…) or access token of an OAuth application; write the name of a variable of the environment.',
    ),
  teams: z
    .array(teamKey)
    .default([])
    .describe('Keys of the teams whose issues are tasks; all that the key sees when left away.'),
  owners: z
    .record(teamKey, z.string().min(1))
    .default({})
    .describe("Which of the company's teams owns the issues of a team of Linear: { ENG: Engineering }."),
  statusMapping: z
    .record(z.string(), z.enum(taskStatuses))
    .default({})
    .describe("What a status means where its type does not say it: { 'Waiting for customer': blocked }."),
  baseUrl: z.url().default('https://api.linear.app').describe('Address of the API.'),
  ...accountOptions,
  readers: readingRuleSchema
    .optional()
    .describe('Who may see the issues of private teams, in place of their members.'),
});

export type LinearOptions = z.input<typeof linearOptionsSchema>;
export type LinearSettings = z.output<typeof linearOptionsSchema>;

/** Where the pages of issues are. */
export const linearPages = 'https://linear.app';
