import { z } from 'zod';
import { siteOptions } from '../atlassian/site-options.ts';
import { fetchedAttachmentOptions } from '../documents/attachment-options.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';
import { accountOptions } from '../people/account-options.ts';

/** Options of the `confluence` driver, as they stand in the configuration. */
export const confluenceOptionsSchema = z.strictObject({
  ...siteOptions('confluence'),
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
  ...fetchedAttachmentOptions,
  ...accountOptions,
  readers: readingRuleSchema
    .optional()
    .describe(
      'Who may see the pages, in place of what the permissions of their space say; restrictions of pages narrow it further.',
    ),
});

export type ConfluenceOptions = z.input<typeof confluenceOptionsSchema>;
export type ConfluenceSettings = z.output<typeof confluenceOptionsSchema>;
