import { z } from 'zod';

export const userSchema = z.object({
  accountId: z.string(),
  displayName: z.string().nullish(),
  emailAddress: z.string().nullish(),
  active: z.boolean().nullish(),
  /** `atlassian` for people, `app`, `customer`. */
  accountType: z.string().nullish(),
});

const named = z.object({ name: z.string() });
const user = userSchema.nullish();

const linkedIssue = z.object({
  key: z.string(),
  fields: z
    .object({ status: z.object({ statusCategory: z.object({ key: z.string() }).nullish() }).nullish() })
    .nullish(),
});

export const issueSchema = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.looseObject({
    summary: z.string().nullish(),
    description: z.unknown(),
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }).nullish() }),
    resolution: named.nullish(),
    priority: named.nullish(),
    issuetype: named.nullish(),
    labels: z.array(z.string()).nullish(),
    components: z.array(named).nullish(),
    fixVersions: z.array(named).nullish(),
    assignee: user,
    reporter: user,
    parent: z.object({ key: z.string() }).nullish(),
    issuelinks: z
      .array(
        z.object({ type: named, inwardIssue: linkedIssue.nullish(), outwardIssue: linkedIssue.nullish() }),
      )
      .nullish(),
    security: z.object({ id: z.string(), name: z.string() }).nullish(),
    created: z.string().nullish(),
    updated: z.string().nullish(),
    duedate: z.string().nullish(),
    resolutiondate: z.string().nullish(),
  }),
});

/** The parts that tell who may see an issue, which may be well-formed where others are not. */
export const ruledIssueSchema = z.object({
  key: z.string(),
  fields: issueSchema.shape.fields.pick({ assignee: true, reporter: true, security: true }),
});

export type RuledIssue = z.output<typeof ruledIssueSchema>;

/** The fields of an issue that are asked for, beside those that the configuration names. */
export const issueFields: readonly string[] = Object.keys(issueSchema.shape.fields.shape);

export const projectSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  lead: userSchema.nullish(),
});

export const holderSchema = z.object({
  type: z.string(),
  parameter: z.string().nullish(),
  value: z.string().nullish(),
});

export const schemeSchema = z.object({
  permissions: z
    .array(z.object({ permission: z.string().nullish(), holder: holderSchema.nullish() }))
    .default([]),
});

export const roleSchema = z.object({
  actors: z
    .array(
      z.object({
        actorGroup: z.object({ groupId: z.string().nullish(), name: z.string().nullish() }).nullish(),
        actorUser: z.object({ accountId: z.string() }).nullish(),
      }),
    )
    .default([]),
});

export const levelMemberSchema = z.object({ holder: holderSchema });

/** A page of a listing that counts from `startAt`. */
export function pageSchema<Item>(item: z.ZodType<Item>) {
  return z.object({ values: z.array(item), isLast: z.boolean().nullish(), startAt: z.int().nullish() });
}

export const searchSchema = z.object({
  issues: z.array(z.unknown()),
  nextPageToken: z.string().nullish(),
});

export const keySchema = z.object({ key: z.string().min(1) });

export const bulkSchema = z.object({ issues: z.array(z.unknown()) });

export type JiraUser = z.output<typeof userSchema>;
export type JiraIssue = z.output<typeof issueSchema>;
export type JiraProject = z.output<typeof projectSchema>;
export type Holder = z.output<typeof holderSchema>;
export type Role = z.output<typeof roleSchema>;
