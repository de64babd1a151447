import { z } from 'zod';
import { fetchedAttachmentOptions } from '../documents/attachment-options.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';
import { accountOptions } from '../people/account-options.ts';

/** Options of the `outline` driver, as they stand in the configuration. */
export const outlineOptionsSchema = z.strictObject({
  url: z
    .url()
    .default('https://app.getoutline.com')
    .describe("Address of Outline; the company's own where it runs one."),
  token: z
    .string()
    .min(1)
    .describe('API key of an administrator; write the name of a variable of the environment.'),
  collections: z
    .array(z.string().min(1))
    .default([])
    .describe('Names of the collections that are read; all that the key may see when left away.'),
  ...fetchedAttachmentOptions,
  ...accountOptions,
  readers: readingRuleSchema
    .optional()
    .describe('Who may see the documents, in place of what the permissions of their collection say.'),
});

export type OutlineOptions = z.input<typeof outlineOptionsSchema>;
export type OutlineSettings = z.output<typeof outlineOptionsSchema>;
