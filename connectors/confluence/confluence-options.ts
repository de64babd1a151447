import { z } from 'zod';
import { attachmentOptions } from '../documents/attachment-options.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';
import { accountOptions } from '../people/account-options.ts';

/** Options of the `confluence` driver, as they stand in the configuration. */
export const confluenceOptionsSchema = z.strictObject({
  url: z.url().describe('Address of the site, e.g. https://example.atlassian.net.'),
  email: z.string().min(3).describe('Address of the account that the token belongs to.'),
  token: z
    .string()
    .min(1)
    .describe('API token of that account; write the name of a variable of the environment.'),
  apiUrl: z
    .url()
    .optional()
    .describe(
      'Address of the API, where it is another one: https://api.atlassian.com/ex/confluence/CLOUD-ID for tokens with scopes.',
    ),
  spaces: z
    .array(z.string().min(1))
    .default([])
    .describe('Keys of the spaces that are read; all that the account may see when left away.'),
  personalSpaces: z
    .boolean()
    .default(false)
    .describe('Whether personal spaces are among them, where none are named.'),
  labels: z
    .boolean()
    .default(false)
    .describe('Whether the labels of pages are read as tags, which takes one more request for each page.'),
  ...attachmentOptions,
  ...accountOptions,
  readers: readingRuleSchema
    .optional()
    .describe(
      'Who may see the pages, in place of what the permissions of their space say; restrictions of pages narrow it further.',
    ),
});

export type ConfluenceOptions = z.input<typeof confluenceOptionsSchema>;
export type ConfluenceSettings = z.output<typeof confluenceOptionsSchema>;
