import { z } from 'zod';

const reference = z.object({ id: z.string() }).nullish();
const named = z.object({ name: z.string() }).nullish();

export const issueSchema = z.object({
  id: z.string(),
  identifier: z.string().min(1),
  previousIdentifiers: z.array(z.string()),
  title: z.string(),
  description: z.string().nullish(),
  priority: z.number(),
  priorityLabel: z.string(),
  estimate: z.number().nullish(),
  dueDate: z.string().nullish(),
  url: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  completedAt: z.string().nullish(),
  canceledAt: z.string().nullish(),
  trashed: z.boolean().nullish(),
  labelIds: z.array(z.string()),
  state: z.object({ name: z.string(), type: z.string() }),
  team: z.object({ id: z.string() }),
  assignee: reference,
  creator: reference,
  parent: z.object({ identifier: z.string(), trashed: z.boolean().nullish() }).nullish(),
  project: named,
  projectMilestone: named,
  cycle: z.object({ name: z.string().nullish(), number: z.number() }).nullish(),
});

export const nameSchema = issueSchema.pick({ id: true, identifier: true, trashed: true });

export const relationSchema = z.object({
  type: z.string(),
  issue: z.object({
    identifier: z.string(),
    trashed: z.boolean().nullish(),
    state: z.object({ type: z.string() }),
  }),
  relatedIssue: z.object({ id: z.string() }),
});

export const teamSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  visibility: z.string(),
  parent: reference,
});

export const userSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  active: z.boolean(),
  app: z.boolean(),
});

export const labelSchema = z.object({ id: z.string(), name: z.string() });
export const membershipSchema = z.object({ user: z.object({ id: z.string() }) });

/** A list of a GraphQL answer, in pages. */
export function connectionSchema<Node>(node: z.ZodType<Node>) {
  return z.object({
    nodes: z.array(node),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  });
}

/** The part that tells who may see an issue, which may be well-formed where others are not. */
export const ruledIssueSchema = issueSchema.pick({ team: true });

export type LinearIssue = z.output<typeof issueSchema>;
export type LinearName = z.output<typeof nameSchema>;
export type LinearRelation = z.output<typeof relationSchema>;
export type LinearTeam = z.output<typeof teamSchema>;
export type LinearUser = z.output<typeof userSchema>;
