import type { EmployeeRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { instantOf } from '../http/instant-of.ts';
import { departmentKey } from '../people/department-teams.ts';
import type { PushedResource } from '../pushed-directory.ts';
import { enterpriseOf, type ScimUser } from './scim-attributes.ts';
import type { ScimSettings } from './scim-options.ts';

/** A person, or in one sentence why there is none. */
export function buildEmployee(
  { id, lastModified, attributes }: PushedResource,
  user: ScimUser,
  settings: ScimSettings,
): { readonly record: EmployeeRecord } | { readonly message: string } {
  const { userName, nickName } = user;
  const { formatted, givenName, familyName } = user.name;
  const parts = [givenName, familyName].filter((part) => part !== undefined).join(' ');
  const name = user.displayName ?? formatted ?? (parts === '' ? nickName : parts);
  if (name === undefined) return { message: 'The person was pushed without a name; left out.' };
  const { employeeNumber, costCenter, division, organization, department, manager } = enterpriseOf(user);
  const email = emailOf(user);
  const account = userName !== undefined && !userName.includes('@') ? userName : undefined;
  const aliases = [formatted, parts, nickName, account].filter(
    (alias): alias is string => alias !== undefined && alias !== '' && alias !== name,
  );
  const kept = { employeeNumber, costCenter, division, userType: user.userType };
  const extra = [
    ...Object.entries(kept),
    ...Object.entries(settings.extra).map(([label, path]) => [label, textAt(attributes, path)] as const),
  ].filter((entry): entry is [string, string] => entry[1] !== undefined);
  const url = /^https?:\/\//i.test(user.profileUrl ?? '') ? user.profileUrl : undefined;
  return {
    record: {
      kind: 'employee',
      key: id,
      name,
      place: placeOfUser(id, user),
      ...withoutAbsent({
        url,
        updatedAt: instantOf(lastModified),
        aliases: aliases.length === 0 ? undefined : [...new Set(aliases)],
        email: email?.toLowerCase(),
        title: user.title,
        company: organization,
        location: preferred(user.addresses)?.locality,
        timeZone: user.timezone,
        manager: manager?.value,
        teams: department === undefined || !settings.departments ? undefined : [departmentKey(department)],
        extra: extra.length === 0 ? undefined : Object.fromEntries(extra),
      }),
    },
  };
}

export function placeOfUser(id: string, { userName }: Pick<ScimUser, 'userName'>): string {
  return `user ${userName ?? id}`;
}

/** The address at work; that which people sign in by where no other was pushed. */
function emailOf({ emails, userName }: ScimUser): string | undefined {
  const pushed = preferred(emails.filter(({ value }) => value !== undefined))?.value;
  return (
    pushed ?? (userName !== undefined && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(userName) ? userName : undefined)
  );
}

/** That for work, else one of which nothing is said; one at home is nobody's business, and tells nobody apart. */
function preferred<Item extends { readonly type: string | undefined; readonly primary?: unknown }>(
  items: readonly Item[],
): Item | undefined {
  const untold = items.filter(({ type }) => type === undefined);
  return (
    items.find(({ type }) => type?.toLowerCase() === 'work') ??
    untold.find(({ primary }) => primary === true) ??
    untold[0]
  );
}

/** `nickName`, `name.middleName`, or `urn:…:User:floor` for an extension's. */
function textAt(attributes: PushedResource['attributes'], path: string): string | undefined {
  const colon = path.lastIndexOf(':');
  const names = [...(colon < 0 ? [] : [path.slice(0, colon)]), ...path.slice(colon + 1).split('.')];
  const found = names.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | null | undefined)?.[name],
    attributes,
  );
  if (typeof found === 'boolean' || typeof found === 'number') return String(found);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}
