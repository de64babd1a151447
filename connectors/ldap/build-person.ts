import type { Entry } from 'ldapts';
import type { EmployeeRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { departmentKey } from '../people/department-teams.ts';
import { changedAt } from './directory-client.ts';
import { entryId, firstOf, normalizeDn, parseGeneralizedTime, valuesOf } from './entry-values.ts';
import type { LdapSettings } from './ldap-options.ts';

type Field = keyof LdapSettings['people']['attributes'];

/** Where a field stands when the configuration does not say; the first that has a value counts. */
const usual: Readonly<Record<Field, readonly string[]>> = {
  name: ['displayName', 'cn'],
  email: ['mail'],
  title: ['title'],
  department: ['department', 'departmentNumber'],
  company: ['company', 'o'],
  location: ['physicalDeliveryOfficeName', 'l'],
  manager: ['manager'],
  startDate: [],
};

export type PersonAttributes = Readonly<Record<Field, readonly string[]>>;

export function personAttributes(chosen: LdapSettings['people']['attributes']): PersonAttributes {
  const of = (field: Field): readonly string[] => {
    const names = chosen[field];
    return names === undefined ? usual[field] : typeof names === 'string' ? [names] : names;
  };
  return {
    name: of('name'),
    email: of('email'),
    title: of('title'),
    department: of('department'),
    company: of('company'),
    location: of('location'),
    manager: of('manager'),
    startDate: of('startDate'),
  };
}

/** Bit of `userAccountControl` that switches an account off (Microsoft, "UserAccountControl property flags"). */
const accountDisabled = 0x2;

export function isDisabled(entry: Entry): boolean {
  const flags = Number(firstOf(entry, ['userAccountControl']) ?? 0);
  return (flags & accountDisabled) !== 0;
}

export interface PersonContext {
  readonly attributes: PersonAttributes;
  /** Keys of people by the name of their entry, see `normalizeDn`. */
  readonly keys: ReadonlyMap<string, string>;
  /** Whether departments are teams. */
  readonly departments: boolean;
}

export type BuiltPerson = { readonly record: EmployeeRecord } | { readonly message: string };

/** A person, or in one sentence why there is none. */
export function buildPerson(entry: Entry, { attributes, keys, departments }: PersonContext): BuiltPerson {
  const key = entryId(entry);
  if (key === undefined)
    return { message: 'The entry has no objectGUID and no entryUUID that the account may read; left out.' };
  const name = firstOf(entry, attributes.name);
  if (name === undefined)
    return { message: `The entry has no name (${attributes.name.join(', ')}); left out.` };
  const department = departments ? firstOf(entry, attributes.department) : undefined;
  const uid = firstOf(entry, ['sAMAccountName', 'uid']);
  const aliases = [uid, ...valuesOf(entry, 'cn')].filter(
    (alias): alias is string => alias !== undefined && alias !== name,
  );
  return {
    record: {
      kind: 'employee',
      key,
      name,
      place: entry.dn,
      ...withoutAbsent({
        updatedAt: parseGeneralizedTime(changedAt(entry)),
        aliases: aliases.length === 0 ? undefined : [...new Set(aliases)],
        email: firstOf(entry, attributes.email)?.toLowerCase(),
        title: firstOf(entry, attributes.title),
        company: firstOf(entry, attributes.company),
        location: firstOf(entry, attributes.location),
        startDate: parseGeneralizedTime(firstOf(entry, attributes.startDate))?.slice(0, 10),
        manager: managerOf(entry, attributes, keys),
        teams: department === undefined ? undefined : [departmentKey(department)],
      }),
    },
  };
}

/** The key of whom a person reports to. A manager outside of what is read stays as the name of the entry, which the sync reports. */
export function managerOf(
  entry: Entry,
  { manager }: PersonAttributes,
  keys: ReadonlyMap<string, string>,
): string | undefined {
  const dn = firstOf(entry, manager);
  return dn === undefined ? undefined : (keys.get(normalizeDn(dn)) ?? dn);
}
