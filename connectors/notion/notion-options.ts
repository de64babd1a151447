import { z } from 'zod';
import { fetchedAttachmentOptions } from '../documents/attachment-options.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';
import { accountOptions } from '../people/account-options.ts';

const pageId = z.string().regex(/^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i, {
  error: "a page's identifier, the 32 digits at the end of its address",
});

/** Options of the `notion` driver, as they stand in the configuration. */
export const notionOptionsSchema = z.strictObject({
  token: z
    .string()
    .min(1)
    .describe('Secret of an internal connection; write the name of a variable of the environment.'),
  readers: readingRuleSchema.describe(
    'Who may see the pages; Notion does not tell who has access to a page.',
  ),
  sections: z
    .record(pageId, readingRuleSchema)
    .default({})
    .describe('Who, of these, may see a page and all below it, by the identifier of the page.'),
  baseUrl: z.url().default('https://api.notion.com').describe('Address of the API.'),
  ...fetchedAttachmentOptions,
  ...accountOptions,
});

export type NotionOptions = z.input<typeof notionOptionsSchema>;
export type NotionSettings = z.output<typeof notionOptionsSchema>;

/** Where pages are, with and without the host's first part. */
export const notionPages: readonly string[] = ['https://www.notion.so', 'https://notion.so'];
