import { z } from 'zod';

const reference = z.object({ gid: z.string(), name: z.string().nullish() });

export const taskSchema = z.object({
  gid: z.string(),
  name: z.string(),
  resource_subtype: z.string().nullish(),
  html_notes: z.string().nullish(),
  permalink_url: z.string(),
  completed: z.boolean(),
  completed_at: z.string().nullish(),
  created_at: z.string().nullish(),
  modified_at: z.string().nullish(),
  due_on: z.string().nullish(),
  due_at: z.string().nullish(),
  approval_status: z.string().nullish(),
  custom_type_status_option: z.object({ name: z.string().nullish() }).nullish(),
  assignee: reference.nullish(),
  created_by: z.object({ gid: z.string() }).nullish(),
  followers: z.array(reference).nullish(),
  parent: z.object({ gid: z.string() }).nullish(),
  memberships: z.array(z.object({ project: reference.nullish(), section: reference.nullish() })).nullish(),
  dependencies: z.array(z.object({ gid: z.string() })).nullish(),
  num_subtasks: z.int().nullish(),
  is_rendered_as_separator: z.boolean().nullish(),
  tags: z.array(reference).nullish(),
  custom_fields: z
    .array(z.object({ gid: z.string(), name: z.string().nullish(), display_value: z.string().nullish() }))
    .nullish(),
});

/** The fields of a task that are asked for; those of others by a point, as Asana has them ("Input/output options"). */
export const taskFields: readonly string[] = [
  ...['name', 'resource_subtype', 'html_notes', 'permalink_url', 'completed', 'completed_at', 'created_at'],
  ...[
    'modified_at',
    'due_on',
    'due_at',
    'approval_status',
    'custom_type_status_option.name',
    'assignee.name',
  ],
  ...['created_by', 'followers.name', 'parent', 'memberships.project.name', 'memberships.section.name'],
  ...['dependencies', 'num_subtasks', 'is_rendered_as_separator', 'tags.name'],
];
export const customFields: readonly string[] = ['custom_fields.name', 'custom_fields.display_value'];

export const projectSchema = z.object({
  gid: z.string(),
  name: z.string(),
  archived: z.boolean().nullish(),
  privacy_setting: z.string().nullish(),
  team: reference.nullish(),
});
export const projectFields: readonly string[] = ['name', 'archived', 'privacy_setting', 'team.name'];

export const membershipSchema = z.object({
  member: z.object({ gid: z.string(), resource_type: z.string() }).nullish(),
});

export const teamMembershipSchema = z.object({
  user: z.object({ gid: z.string() }),
  is_limited_access: z.boolean().nullish(),
});

export const userSchema = z.object({
  gid: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
});

export const workspaceSchema = z.object({ gid: z.string(), name: z.string() });

export const eventSchema = z.object({
  action: z.string(),
  resource: z.object({ gid: z.string(), resource_type: z.string() }).nullish(),
});

export const eventsSchema = z.object({
  data: z.array(eventSchema).default([]),
  sync: z.string(),
  has_more: z.boolean().nullish(),
});

/** A page of a listing, of which the next begins where `offset` says. */
export function pageSchema<Item>(item: z.ZodType<Item>) {
  return z.object({ data: z.array(item), next_page: z.object({ offset: z.string() }).nullish() });
}

export type AsanaTask = z.output<typeof taskSchema>;
export type AsanaProject = z.output<typeof projectSchema>;
export type AsanaUser = z.output<typeof userSchema>;
export type AsanaMember = NonNullable<z.output<typeof membershipSchema>['member']>;
export type AsanaEvent = z.output<typeof eventSchema>;
