import { z } from 'zod';

/** Options of the `scim` driver, as they stand in the configuration. */
export const scimOptionsSchema = z.strictObject({
  token: z
    .string()
    .regex(/^\S{32,}$/, {
      error: 'a random text of at least 32 characters, as openssl rand -base64 32 prints one',
    })
    .describe(
      'What the identity provider shows (bearer token); write the name of a variable of the environment. Each source needs its own.',
    ),
  url: z
    .url()
    .optional()
    .describe('Address at which the provider reaches it, as https://orgwise.example.com/scim/v2.'),
  inactive: z
    .boolean()
    .default(false)
    .describe('Whether people whom the provider switched off are read too; they are its leavers.'),
  departments: z
    .boolean()
    .default(true)
    .describe("Whether each department that a person's entry names is a team."),
  groups: z.boolean().default(true).describe('Whether each group that is pushed is a team.'),
  extra: z
    .record(z.string().min(1), z.string().min(1))
    .default({})
    .describe('Further attributes to keep, by the name that they get: { Nickname: nickName }.'),
});

export type ScimOptions = z.input<typeof scimOptionsSchema>;
export type ScimSettings = z.output<typeof scimOptionsSchema>;
