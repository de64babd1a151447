import { z } from 'zod';
import { attachmentOptions } from '../documents/attachment-options.ts';
import { readingRuleSchema } from '../files/reading-rule-schema.ts';

const pattern = z.string().min(1);

/** Options of the `markdown` driver, as they stand in the configuration. */
export const markdownOptionsSchema = z.strictObject({
  folder: z.string().min(1).describe('The folder of pages, relative to the configuration file.'),
  include: z
    .union([pattern, z.array(pattern).min(1)])
    .default(['**/*.md', '**/*.mdx'])
    .describe('Glob patterns of the files that are pages.'),
  url: z
    .string()
    .includes('{path}', { error: 'an address that contains {path}' })
    .optional()
    .describe("Address of a page in its source, with {path} for the page's path."),
  maxBytes: z
    .int()
    .positive()
    .default(5_000_000)
    .describe('Larger files are reported and set aside unread, in bytes.'),
  language: z
    .string()
    .min(2)
    .optional()
    .describe("Language of the pages, e.g. 'en'; told from the letters when left away."),
  readers: readingRuleSchema.describe('Who may see pages that name no readers of their own.'),
  git: z
    .strictObject({
      pull: z
        .boolean()
        .default(false)
        .describe(
          'Whether what is new in the remote repository is pulled before each sync (fast-forward only).',
        ),
    })
    .optional()
    .describe(
      'Pages that name no author or date take them from the history of the git repository that the folder is in.',
    ),
  ...attachmentOptions,
  parents: z
    .boolean()
    .default(true)
    .describe(
      'Whether a page stands below the README or index page of its folder, or of the next one above that has one.',
    ),
});

export type MarkdownOptions = z.input<typeof markdownOptionsSchema>;
