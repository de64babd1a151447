import type { EntraSettings } from './entra-options.ts';
import type { EntraUser } from './entra-schemas.ts';

/** Whether an account is a person's of the company, by the configured rule. */
export function isPerson(user: EntraUser, { people }: Pick<EntraSettings, 'people'>): boolean {
  if (!people.guests && user.userType?.toLowerCase() === 'guest') return false;
  if (!people.disabled && user.accountEnabled === false) return false;
  if (!people.withoutAddress && user.mail === undefined) return false;
  if (people.requires.some((property) => user[property] === undefined)) return false;
  const type = user.employeeType?.toLowerCase();
  return people.employeeTypes.length === 0 || people.employeeTypes.some((one) => one.toLowerCase() === type);
}
