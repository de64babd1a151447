import { z } from 'zod';
import { fetchedAttachmentOptions } from '../documents/attachment-options.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';

/** Options of the `mediawiki` driver, as they stand in the configuration. */
export const mediaWikiOptionsSchema = z.strictObject({
  apiUrl: z
    .url()
    .regex(/\/api\.php$/, { error: "the address of the wiki's api.php" })
    .describe("Address of the wiki's api.php, e.g. https://wiki.example.com/w/api.php."),
  username: z
    .string()
    .regex(/^.+@.+$/, { error: "the name of a bot password, such as 'Orgwise@sync'" })
    .optional()
    .describe(
      'Name that the bot password was given with, e.g. Orgwise@sync; none for a wiki that everybody may read.',
    ),
  password: z
    .string()
    .min(1)
    .optional()
    .describe('That bot password; write the name of a variable of the environment.'),
  token: z
    .string()
    .min(1)
    .optional()
    .describe('Access token of an owner-only OAuth 2 consumer, in place of a bot password.'),
  namespaces: z
    .array(z.int().nonnegative())
    .min(1)
    .default([0])
    .describe('Numbers of the namespaces that are read; 0 is that of articles.'),
  ...fetchedAttachmentOptions,
  accounts: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe(
      'Whose account a user name of the wiki is, by key or e-mail address, where it is not a name of theirs.',
    ),
  readers: readingRuleSchema.describe('Who may see the pages; MediaWiki has no rights to read single pages.'),
});

export type MediaWikiOptions = z.input<typeof mediaWikiOptionsSchema>;
export type MediaWikiSettings = z.output<typeof mediaWikiOptionsSchema>;
