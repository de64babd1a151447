import { z } from 'zod';

export const userSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  isSuspended: z.boolean().nullish(),
});

export const collectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** What every member of the workspace may do; none for a private collection. */
  permission: z.string().nullish(),
});

export const documentSchema = z.object({
  id: z.string(),
  urlId: z.string(),
  url: z.string(),
  title: z.string(),
  text: z.string().nullish(),
  collectionId: z.string().nullish(),
  parentDocumentId: z.string().nullish(),
  createdBy: userSchema.nullish(),
  updatedAt: z.string().nullish(),
  publishedAt: z.string().nullish(),
  archivedAt: z.string().nullish(),
  deletedAt: z.string().nullish(),
});

/** A document of a collection's tree. */
const nodeSchema = z.object({
  id: z.string(),
  get children() {
    return z.array(nodeSchema).nullish();
  },
});

export const treeSchema = z.array(nodeSchema);

export const usersSchema = z.object({ users: z.array(userSchema) });
export const groupsSchema = z.object({ groups: z.array(z.object({ id: z.string(), name: z.string() })) });

export type OutlineUser = z.output<typeof userSchema>;
export type Collection = z.output<typeof collectionSchema>;
export type NavigationNode = z.output<typeof nodeSchema>;
export type OutlineDocument = z.output<typeof documentSchema>;
