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

/** Levels of a document. */
const deepest = 100;

/**
 * Markdown of a text in Atlassian Document Format, as Jira's API version 3 sends descriptions ("Atlassian Document Format").
 * What the format may get and is not known here gives its text.
 *
 * @returns undefined for what is no such document; '' for one without text.
 */
export function adfToMarkdown(document: unknown): string | undefined {
  const parsed = nodeSchema.safeParse(withinDepth(document, 0));
  if (!parsed.success || parsed.data.type !== 'doc') return undefined;
  return writeMarkdown(blocksOf(parsed.data.content ?? []));
}

/** A document with what is nested in it as deeply as people nest things; whatever reads it calls itself for each level. */
function withinDepth(node: unknown, depth: number): unknown {
  if (typeof node !== 'object' || node === null || !('content' in node)) return node;
  const { content, ...rest } = node;
  if (!Array.isArray(content)) return node;
  return { ...rest, content: depth < deepest ? content.map((one) => withinDepth(one, depth + 1)) : [] };
}
