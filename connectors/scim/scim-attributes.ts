import { z } from 'zod';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Text of an attribute; anything else is none. */
const text = z
  .unknown()
  .optional()
  .transform((value) => {
    const found = typeof value === 'number' ? String(value) : value;
    return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
  });

const list = <Item extends z.ZodType>(item: Item) => z.array(item).catch([]);
const member = z.object({ value: text, type: text });

/** A person, as far as it is read. */
export const userSchema = z.object({
  userName: text,
  externalId: text,
  displayName: text,
  nickName: text,
  title: text,
  userType: text,
  profileUrl: text,
  timezone: text,
  active: z.unknown().optional(),
  name: z.object({ formatted: text, givenName: text, familyName: text }).partial().catch({}),
  emails: list(z.object({ value: text, type: text, primary: z.unknown().optional() })),
  addresses: list(z.object({ locality: text, formatted: text, type: text, primary: z.unknown().optional() })),
  [enterprise]: z
    .object({
      employeeNumber: text,
      department: text,
      division: text,
      costCenter: text,
      organization: text,
      manager: z.object({ value: text }).partial().catch({}),
    })
    .partial()
    .catch({}),
});

export type ScimUser = z.output<typeof userSchema>;

export const enterpriseOf = (user: ScimUser) => user[enterprise];

export const groupSchema = z.object({ displayName: text, members: list(member) });

export type ScimGroup = z.output<typeof groupSchema>;
