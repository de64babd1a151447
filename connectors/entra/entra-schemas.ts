import { z } from 'zod';

/** Text of a property; an empty one is none. */
const text = z
  .string()
  .nullish()
  .transform((value) => (value == null || value.trim() === '' ? undefined : value.trim()));

const removed = z.object({ reason: z.string().optional() }).optional();

/** A user, as far as it is read; properties under `extra` stay as they are. */
export const userSchema = z.looseObject({
  id: z.string().min(1),
  accountEnabled: z.boolean().nullish(),
  companyName: text,
  department: text,
  displayName: text,
  employeeHireDate: text,
  employeeId: text,
  employeeLeaveDateTime: text,
  employeeType: text,
  jobTitle: text,
  mail: text,
  manager: z.object({ id: z.string().min(1) }).nullish(),
  officeLocation: text,
  onPremisesSamAccountName: text,
  userPrincipalName: text,
  userType: text,
});

export type EntraUser = z.output<typeof userSchema>;

export const groupSchema = z.object({ id: z.string().min(1), displayName: text, description: text });

export type EntraGroup = z.output<typeof groupSchema>;

/** What a delta query tells of an object. */
export const changeSchema = z.object({ id: z.string().min(1), '@removed': removed });

export type EntraChange = z.output<typeof changeSchema>;

/** What of a user is asked for. `manager` is a relation, which is expanded. */
export const userProperties = [
  ...['id', 'accountEnabled', 'companyName', 'department', 'displayName', 'employeeHireDate', 'employeeId'],
  ...['employeeType', 'jobTitle', 'mail', 'officeLocation', 'onPremisesSamAccountName'],
  ...['userPrincipalName', 'userType'],
] as const;

export function pageOf<Item>(item: z.ZodType<Item>) {
  return z.object({
    value: z.array(item),
    '@odata.nextLink': z.string().min(1).optional(),
    '@odata.deltaLink': z.string().min(1).optional(),
  });
}

/** The error that Graph answers with ("Microsoft Graph error responses and resource types"). */
export const errorSchema = z.object({
  error: z.object({ code: z.string().default(''), message: z.string().default('') }),
});
