import { z } from 'zod';

const identifier = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const property = /^[a-z]\w*(\.[a-z]\w*)?$/i;

/** Options of the `entra` driver, as they stand in the configuration. */
export const entraOptionsSchema = z.strictObject({
  tenant: z
    .string()
    .regex(/^[\w.-]+$/, { error: "the directory's id, or a domain of it" })
    .optional()
    .describe(
      'Directory (tenant) id of the company, or one of its domains; not needed with managedIdentity.',
    ),
  clientId: z
    .string()
    .regex(identifier, { error: 'an id as xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx' })
    .optional()
    .describe(
      "Application (client) id of the app registration that reads the directory; with managedIdentity, that of an identity which is not the machine's own.",
    ),
  clientSecret: z
    .string()
    .min(1)
    .optional()
    .describe('Its client secret; write the name of a variable of the environment.'),
  certificateFile: z
    .string()
    .min(1)
    .optional()
    .describe(
      'In place of the secret: a PEM file with its certificate and private key, relative to the configuration file.',
    ),
  managedIdentity: z
    .boolean()
    .default(false)
    .describe("In place of both: whether the managed identity of Azure's machine reads the directory."),
  loginUrl: z
    .url({ protocol: /^https$/, error: 'an address such as https://login.microsoftonline.us' })
    .default('https://login.microsoftonline.com')
    .describe('Where the app signs in; another one in the clouds of governments and in China.'),
  graphUrl: z
    .url()
    .default('https://graph.microsoft.com')
    .describe('Address of Microsoft Graph; another one in the clouds of governments and in China.'),
  accounts: z
    .boolean()
    .default(false)
    .describe(
      'Whether accounts of people whom another source knows are read, in place of people; for Teams beside an HR system.',
    ),
  people: z
    .strictObject({
      guests: z.boolean().default(false).describe('Whether guests from other organisations are people too.'),
      disabled: z.boolean().default(false).describe('Whether accounts that are switched off are people too.'),
      withoutAddress: z
        .boolean()
        .default(false)
        .describe('Whether accounts without a mailbox are people too; most of them belong to services.'),
      requires: z
        .array(z.enum(['employeeId', 'employeeType', 'department', 'jobTitle']))
        .default([])
        .describe('Properties that tell people from other accounts: who lacks one of them is left out.'),
      employeeTypes: z
        .array(z.string().min(1))
        .default([])
        .describe(
          'Which values of employeeType are people, e.g. [Employee, Contractor]; all when left away.',
        ),
    })
    .prefault({})
    .describe('Which accounts are people.'),
  teams: z
    .strictObject({
      departments: z
        .boolean()
        .default(true)
        .describe("Whether each department that a person's account names is a team."),
      groups: z
        .strictObject({
          filter: z
            .string()
            .min(1)
            .describe("Which groups are teams, in OData, e.g. startswith(displayName,'team-')."),
        })
        .optional()
        .describe('Groups that are teams; none when left away, since most groups only grant rights.'),
    })
    .prefault({}),
  leaveDates: z
    .boolean()
    .default(false)
    .describe('Whether the last day of leavers is read; needs User-LifeCycleInfo.Read.All.'),
  extra: z
    .record(z.string().min(1), z.string().regex(property, { error: 'a property such as city' }))
    .default({})
    .describe(
      'Further properties to keep, by the name that they get: { Cost centre: onPremisesExtensionAttributes.extensionAttribute1 }.',
    ),
  pageSize: z.int().min(1).max(999).default(999).describe('Accounts of one page.'),
});

export type EntraOptions = z.input<typeof entraOptionsSchema>;
export type EntraSettings = z.output<typeof entraOptionsSchema>;
