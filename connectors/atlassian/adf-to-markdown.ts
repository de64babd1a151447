import { z } from 'zod';
import { writeMarkdown } from '../rich-text/write-markdown.ts';
import { type AdfNode, blocksOf } from './adf-blocks.ts';

const nodeSchema: z.ZodType<AdfNode> = z.lazy(() =>
  z.object({
    type: z.string(),
    text: z.string().optional(),
    attrs: z.record(z.string(), z.unknown()).optional(),
    marks: z
      .array(z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() }))
      .optional(),
    content: z.array(nodeSchema).optional(),
  }),
);

/**
 * Markdown of a text in Atlassian Document Format, as Jira's API version 3 sends descriptions ("Atlassian Document Format").
 * What the format may get and is not known here gives its text.
 *
 * @returns undefined for what is no such document; '' for one without text.
 */
export function adfToMarkdown(document: unknown): string | undefined {
  const parsed = nodeSchema.safeParse(document);
  if (!parsed.success || parsed.data.type !== 'doc') return undefined;
  return writeMarkdown(blocksOf(parsed.data.content ?? []));
}
