import type { EmployeeRecord } from '../connector.ts';
import { parseDate } from '../files/parse-date.ts';
import type { SourceClock } from '../files/source-clock.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { departmentKey } from '../people/department-teams.ts';
import type { EntraSettings } from './entra-options.ts';
import type { EntraUser } from './entra-schemas.ts';

/** A person, or in one sentence why there is none. */
export function buildEmployee(
  user: EntraUser,
  settings: EntraSettings,
  clock: SourceClock,
): { readonly record: EmployeeRecord } | { readonly message: string } {
  const { displayName: name, mail, department } = user;
  if (name === undefined) return { message: 'The account has no display name; left out.' };
  const aliases = [user.onPremisesSamAccountName, user.userPrincipalName].filter(
    (alias): alias is string =>
      alias !== undefined && alias !== name && alias.toLowerCase() !== mail?.toLowerCase(),
  );
  const extra = [
    ['employeeId', user.employeeId] as const,
    ['employeeType', user.employeeType] as const,
    ...Object.entries(settings.extra).map(([label, path]) => [label, valueAt(user, path)] as const),
  ].filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return {
    record: {
      kind: 'employee',
      key: user.id,
      name,
      place: placeOfUser(user),
      ...withoutAbsent({
        aliases: aliases.length === 0 ? undefined : [...new Set(aliases)],
        email: mail?.toLowerCase(),
        title: user.jobTitle,
        company: user.companyName,
        location: user.officeLocation,
        manager: user.manager?.id,
        teams:
          department === undefined || !settings.teams.departments ? undefined : [departmentKey(department)],
        startDate: dayOf(user.employeeHireDate, clock),
        endDate: dayOf(user.employeeLeaveDateTime, clock),
        extra: extra.length === 0 ? undefined : Object.fromEntries(extra),
      }),
    },
  };
}

export function placeOfUser({ id, userPrincipalName }: Pick<EntraUser, 'id' | 'userPrincipalName'>): string {
  return `user ${userPrincipalName ?? id}`;
}

/** Midnight in UTC is how systems write a day, whatever the company's time zone; any other time is a moment of it. */
function dayOf(text: string | undefined, clock: SourceClock): string | undefined {
  if (text === undefined) return undefined;
  if (/T00:00:00(\.0+)?Z$/.test(text)) return text.slice(0, 10);
  const date = parseDate(text);
  return date === undefined || date === 'ambiguous' ? undefined : clock.toDay(date);
}

/** The value that a property, or one within it, has; texts, numbers and switches can be kept. */
function valueAt(user: EntraUser, path: string): string | undefined {
  const found = path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], user);
  if (typeof found === 'boolean' || typeof found === 'number') return String(found);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}
