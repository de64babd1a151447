import { z } from 'zod';

const annotations = z.object({
  bold: z.boolean().nullish(),
  italic: z.boolean().nullish(),
  strikethrough: z.boolean().nullish(),
  code: z.boolean().nullish(),
});

export const richTextSchema = z.array(
  z.object({
    type: z.string(),
    plain_text: z.string(),
    href: z.string().nullish(),
    annotations: annotations.nullish(),
    mention: z.looseObject({ type: z.string(), page: z.object({ id: z.string() }).nullish() }).nullish(),
  }),
);

export const parentSchema = z.object({
  type: z.string(),
  page_id: z.string().nullish(),
  block_id: z.string().nullish(),
  database_id: z.string().nullish(),
  data_source_id: z.string().nullish(),
});

export const pageSchema = z.object({
  object: z.literal('page'),
  id: z.string(),
  url: z.string(),
  parent: parentSchema,
  created_by: z.object({ id: z.string() }).nullish(),
  last_edited_time: z.string(),
  archived: z.boolean().nullish(),
  in_trash: z.boolean().nullish(),
  properties: z.record(z.string(), z.looseObject({ type: z.string() })),
});

/** A block: what it says stands under the name of its type. */
export const blockSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  has_children: z.boolean().nullish(),
});

export const userSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  person: z.object({ email: z.string().nullish() }).nullish(),
});

export const placedSchema = z.object({ parent: parentSchema });

export function listSchema<Item>(item: z.ZodType<Item>) {
  return z.object({
    results: z.array(item),
    next_cursor: z.string().nullish(),
    has_more: z.boolean().nullish(),
    request_status: z.object({ type: z.string() }).nullish(),
  });
}

export type RichText = z.output<typeof richTextSchema>;
export type Parent = z.output<typeof parentSchema>;
export type NotionPage = z.output<typeof pageSchema>;
export type NotionUser = z.output<typeof userSchema>;

/** A block with all that is below it. */
export interface Block {
  readonly id: string;
  readonly type: string;
  /** What stands under the name of its type. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly children: readonly Block[];
}
