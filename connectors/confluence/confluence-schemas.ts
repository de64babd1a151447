import { z } from 'zod';

/** Identifiers are texts of digits; the API has been seen to send numbers. */
const id = z.union([z.string(), z.int().transform(String)]);

export const spaceSchema = z.object({
  id,
  key: z.string(),
  name: z.string(),
  type: z.string().nullish(),
});

export const pageSchema = z.object({
  id,
  title: z.string(),
  spaceId: id,
  parentId: id.nullish(),
  authorId: z.string().nullish(),
  version: z
    .object({ createdAt: z.string(), number: z.int().nullish(), authorId: z.string().nullish() })
    .nullish(),
  body: z.object({ storage: z.object({ value: z.string() }).nullish() }).nullish(),
  _links: z.object({ webui: z.string().nullish() }).nullish(),
});

/** Where a page stands, which may be well-formed where other parts are not. */
export const placedSchema = pageSchema.pick({ id: true, parentId: true });

export const permissionSchema = z.object({
  principal: z.object({ type: z.string(), id: z.string() }).nullish(),
  operation: z.object({ key: z.string(), targetType: z.string() }).nullish(),
});

export const roleAssignmentSchema = z.object({
  principal: z.object({ principalType: z.string(), principalId: z.string() }),
  roleId: z.string(),
});

export const attachmentSchema = z.object({
  id: z.string(),
  title: z.string(),
  mediaType: z.string().nullish(),
  fileSize: z.number().nullish(),
  downloadLink: z.string().nullish(),
  version: z.object({ number: z.int().nullish() }).nullish(),
});

export const ancestorSchema = z.object({ id });
export const labelSchema = z.object({ name: z.string() });

/** A user as both versions of the API tell it; addresses and names may be empty. */
export const userSchema = z.object({
  accountId: z.string().nullish(),
  displayName: z.string().nullish(),
  publicName: z.string().nullish(),
  email: z.string().nullish(),
  accountType: z.string().nullish(),
  accountStatus: z.string().nullish(),
});

export const restrictionSchema = z.object({
  restrictions: z.object({
    user: z.object({ results: z.array(userSchema) }),
    group: z.object({ results: z.array(z.object({ id: z.string().nullish(), name: z.string() })) }),
  }),
});

/** A page of a listing of version 2, which goes on where its link says. */
export function listSchema<Item>(item: z.ZodType<Item>) {
  return z.object({
    results: z.array(item),
    _links: z.object({ next: z.string().nullish() }).nullish(),
  });
}

export type Space = z.output<typeof spaceSchema>;
export type Page = z.output<typeof pageSchema>;
export type ConfluenceUser = z.output<typeof userSchema>;
export type ConfluenceAttachment = z.output<typeof attachmentSchema>;
export type Permission = z.output<typeof permissionSchema>;
export type RoleAssignment = z.output<typeof roleAssignmentSchema>;
