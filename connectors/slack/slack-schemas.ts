import { z } from 'zod';

/** Text of a field; an empty one is none. */
const text = z
  .string()
  .nullish()
  .transform((value) => (value == null || value.trim() === '' ? undefined : value.trim()));
const flag = z.boolean().nullish();

/** A member ("User object" in Slack's reference), as far as it is read. */
export const memberSchema = z.object({
  id: z.string().min(1),
  team_id: text,
  deleted: flag,
  is_bot: flag,
  is_app_user: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_stranger: flag,
  is_email_confirmed: flag,
  name: text,
  real_name: text,
  tz: text,
  /** Seconds since 1970. */
  updated: z.number().nullish(),
  enterprise_user: z.object({ enterprise_id: text }).nullish(),
  profile: z
    .object({ real_name: text, display_name: text, title: text, email: text, image_192: text })
    .nullish(),
});

export type SlackMember = z.output<typeof memberSchema>;

/** What every method answers beside its own content; errors come with status 200. */
export const answerSchema = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  needed: z.string().optional(),
});

export const teamSchema = z.object({ team_id: z.string(), enterprise_id: z.string().nullish() });

export const pageSchema = z.object({
  members: z.array(z.unknown()),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});
