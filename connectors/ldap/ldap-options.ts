import { z } from 'zod';

const name = z.string().min(1);
const attribute = z.union([name, z.array(name).min(1)]).optional();
const filter = z.string().regex(/^\(.*\)$/s, { error: "a filter in brackets, such as '(mail=*)'" });

/** Names of attributes, where a directory has its own; each may be several, of which the first that has a value counts. */
const attributes = z
  .strictObject({
    name: attribute,
    email: attribute,
    title: attribute,
    department: attribute,
    company: attribute,
    location: attribute,
    manager: attribute,
    startDate: attribute,
  })
  .prefault({});

/** Options of the `ldap` driver, as they stand in the configuration. */
export const ldapOptionsSchema = z.strictObject({
  url: z
    .string()
    .regex(/^ldaps?:\/\/[^/]+$/, { error: "an address such as 'ldaps://dc1.example.com'" })
    .describe('Address of the directory: ldaps://HOST, or ldap://HOST with startTls.'),
  bindDn: z
    .string()
    .min(1)
    .describe(
      'Account that reads the directory: its DN, or DOMAIN\\account or account@domain in Active Directory.',
    ),
  password: z
    .string()
    .min(1)
    .describe('Its password; write the name of a variable of the environment, as the example does.'),
  base: z.string().min(1).describe('Below which entry everything stands, e.g. DC=corp,DC=example,DC=com.'),
  caFile: z
    .string()
    .optional()
    .describe(
      "Certificate of the authority that signed the directory's certificate, relative to the configuration file.",
    ),
  startTls: z
    .boolean()
    .default(false)
    .describe('Whether a connection by ldap:// is encrypted before anything is said.'),
  people: z
    .strictObject({
      base: z.string().min(1).optional().describe('Below which entry people stand; base when left away.'),
      filter: filter
        .optional()
        .describe('Which entries are people; persons with an e-mail address when left away.'),
      attributes: attributes.describe(
        'Names of attributes that hold the fields, where they are not the usual ones.',
      ),
      disabled: z
        .boolean()
        .default(false)
        .describe('Whether people whose account is switched off are read too (Active Directory).'),
    })
    .prefault({}),
  teams: z
    .strictObject({
      departments: z
        .boolean()
        .default(true)
        .describe("Whether each department that a person's entry names is a team."),
      groups: z
        .strictObject({
          base: z
            .string()
            .min(1)
            .optional()
            .describe('Below which entry the groups stand; base when left away.'),
          filter: filter.describe('Which groups are teams, e.g. (cn=team-*).'),
        })
        .optional()
        .describe('Groups that are teams; none when left away, since most groups only grant rights.'),
    })
    .prefault({}),
  pageSize: z.int().min(1).max(1000).default(500).describe('Entries of one page of a search.'),
  timeoutSeconds: z.number().positive().max(600).default(60).describe('Longest wait for one answer.'),
});

export type LdapOptions = z.input<typeof ldapOptionsSchema>;
export type LdapSettings = z.output<typeof ldapOptionsSchema>;
