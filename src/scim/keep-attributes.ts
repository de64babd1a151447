import { type ErasedPeople, erasedName } from '../access/erased-people.ts';
import type { FieldPolicy } from '../access/field-policy.ts';
import { dayWithoutYear, type Storing, storingOf, storingOfName } from '../access/stored-fields.ts';
import type { Attributes, ScimResource } from './scim-resource.ts';
import { urn } from './scim-schemas.ts';
import { isObject } from './tidy-attributes.ts';

/** What is kept of what was pushed for a source. */
export interface Keeping {
  readonly source: string;
  readonly policy: FieldPolicy;
  /** Paths of the attributes that the source maps, by the names of their fields. */
  readonly extra: Readonly<Record<string, string>>;
}

/** Fields that attributes become, for those that a policy may leave unstored. */
const fieldOf: Readonly<Record<string, string>> = {
  title: 'title',
  timezone: 'timeZone',
  addresses: 'location',
  userType: 'extra.userType',
  employeeNumber: 'extra.employeeNumber',
  costCenter: 'extra.costCenter',
  division: 'extra.division',
};
const ofUser = ['userName', 'externalId', 'displayName', 'nickName', 'profileUrl', 'active'];
const ofEnterprise = ['department', 'organization'];

/**
 * Of what was pushed, what a sync would read and may store: an identity provider sends homes, private telephones and whatever
 * else its own mapping holds, and the state, its backups and whoever has the token would have it for ever.
 *
 * @param resource tidied, as `tidyAttributes` gives it.
 */
export function keepAttributes(
  { kind, id, attributes }: Pick<ScimResource, 'kind' | 'id' | 'attributes'>,
  keeping: Keeping,
  erased: ErasedPeople,
): Attributes {
  if (kind === 'Group') return pick(attributes, ['displayName', 'externalId', 'members']);
  const pseudonym =
    pseudonymOf(id, attributes, keeping.source, erased) ??
    // A push that changes a part tells no address.
    (isAnonymous(attributes) ? String(attributes.userName) : null);
  return pseudonym === null
    ? keepUser(attributes, keeping, erased)
    : anonymousUser(attributes, pseudonym, erased);
}

function keepUser(attributes: Attributes, { policy, extra }: Keeping, erased: ErasedPeople): Attributes {
  const isStored = (name: string): boolean => storingOf(fieldOf[name] ?? name, policy) !== 'never';
  const enterprise = objectAt(attributes, urn.enterprise);
  const kept: Record<string, unknown> = {
    ...pick(attributes, ofUser),
    ...pick(attributes, ['title', 'timezone', 'userType'].filter(isStored)),
    ...present({
      name: filled(pick(objectAt(attributes, 'name'), ['formatted', 'givenName', 'familyName'])),
      emails: workOnly(attributes.emails, ['value', 'type', 'primary']),
      addresses: isStored('addresses')
        ? workOnly(attributes.addresses, ['locality', 'type', 'primary'])
        : undefined,
      [urn.enterprise]: filled({
        ...pick(enterprise, ofEnterprise),
        ...pick(enterprise, ['employeeNumber', 'costCenter', 'division'].filter(isStored)),
        ...managerOf(enterprise, erased),
      }),
    }),
  };
  for (const [label, path] of Object.entries(extra)) keepMapped(kept, attributes, label, path, policy);
  return kept;
}

/** Whether nothing is kept of a person but what counts need. */
export function isAnonymous({ userName }: Attributes): boolean {
  return typeof userName === 'string' && /^erased-[\w-]{12}$/.test(userName);
}

/** As much as counts need: where they belong, and whether they still do. */
function anonymousUser(attributes: Attributes, pseudonym: string, erased: ErasedPeople): Attributes {
  const enterprise = objectAt(attributes, urn.enterprise);
  return {
    ...pick(attributes, ['active']),
    userName: pseudonym,
    displayName: erasedName,
    ...present({
      [urn.enterprise]: filled({ ...pick(enterprise, ofEnterprise), ...managerOf(enterprise, erased) }),
    }),
  };
}

/** Who was erased, by the id of their record or any address that was pushed. */
function pseudonymOf(
  id: string,
  { userName, emails }: Attributes,
  source: string,
  erased: ErasedPeople,
): string | null {
  if (erased.isEmpty) return null;
  const values = [userName, ...itemsOf(emails).map(({ value }) => value)];
  const addresses = values.filter((value) => typeof value === 'string');
  const record = `employee:${source}:${id}`;
  return [undefined, ...addresses].reduce<string | null>(
    (found, address) => found ?? erased.byRecord(record, address),
    null,
  );
}

/** Some providers tell managers by their addresses. */
function managerOf(enterprise: Attributes, erased: ErasedPeople): Attributes {
  const manager = pick(objectAt(enterprise, 'manager'), ['value', '$ref']);
  const { value } = manager;
  if (typeof value !== 'string') return {};
  const pseudonym = value.includes('@') ? erased.byText(value) : null;
  return { manager: pseudonym === null ? manager : { value: pseudonym } };
}

/** Entries for work, and those of which nothing is said; those at home are where somebody lives. */
function workOnly(values: unknown, names: readonly string[]): unknown {
  const items = itemsOf(values).filter(
    ({ type }) => typeof type !== 'string' || type.trim().toLowerCase() === 'work',
  );
  const kept = items.map((item) => pick(item, names)).filter((item) => filled(item) !== undefined);
  return kept.length === 0 ? undefined : kept;
}

/** A mapped attribute, unless the field's or its own name says that it is stored of nobody. */
function keepMapped(
  kept: Record<string, unknown>,
  attributes: Attributes,
  label: string,
  path: string,
  policy: FieldPolicy,
): void {
  const colon = path.lastIndexOf(':');
  const names = [...(colon < 0 ? [] : [path.slice(0, colon)]), ...path.slice(colon + 1).split('.')];
  const value = names.reduce<unknown>(
    (found, name) => (isObject(found) ? found[name] : undefined),
    attributes,
  );
  const stored = asStored(value, mappedStoring(label, names.at(-1) ?? '', policy));
  if (stored === undefined) return;
  let holder = kept;
  for (const name of names.slice(0, -1)) {
    const inner = { ...objectAt(holder, name) };
    holder[name] = inner;
    holder = inner;
  }
  holder[names.at(-1) ?? ''] = stored;
}

function mappedStoring(label: string, attribute: string, policy: FieldPolicy): Storing {
  const both = [storingOf(`extra.${label}`, policy), storingOfName(attribute, 'Employee')];
  if (both.includes('never')) return 'never';
  return both.includes('day') ? 'day' : 'whole';
}

function asStored(value: unknown, storing: Storing): unknown {
  if (storing === 'never' || isObject(value) || Array.isArray(value)) return undefined;
  return storing === 'whole' ? value : (dayWithoutYear(String(value)) ?? undefined);
}

const pick = (from: Attributes, names: readonly string[]): Attributes =>
  present(
    Object.fromEntries(names.filter((name) => Object.hasOwn(from, name)).map((name) => [name, from[name]])),
  );

const present = (values: Attributes): Attributes =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const filled = (values: Attributes): Attributes | undefined =>
  Object.keys(values).length === 0 ? undefined : values;

function objectAt(from: Attributes, name: string): Attributes {
  const found = Object.hasOwn(from, name) ? from[name] : undefined;
  return isObject(found) ? found : {};
}

const itemsOf = (values: unknown): readonly Attributes[] =>
  Array.isArray(values) ? values.filter(isObject) : [];
