import type { Entry } from 'ldapts';
import { askedSince } from '../changes/asked-since.ts';
import type { Connector, Fetched, FetchOptions } from '../connector.ts';
import { departmentTeams } from '../people/department-teams.ts';
import {
  buildPerson,
  isDisabled,
  managerOf,
  type PersonAttributes,
  personAttributes,
} from './build-person.ts';
import { commonAttributes, type DirectoryClient, withDirectory } from './directory-client.ts';
import { entryId, firstOf, normalizeDn } from './entry-values.ts';
import { changedSince, digestOfEntry, digestOfSettings, ldapCursor, markEntries } from './ldap-cursor.ts';
import { type LdapOptions, type LdapSettings, ldapOptionsSchema } from './ldap-options.ts';
import { createGroupReader, groupAttributes } from './read-groups.ts';

export type LdapConnectorOptions = LdapOptions & {
  /** Name in the configuration. */
  readonly source: string;
};

/** Persons with an address, in Active Directory and elsewhere; `person` alone would take computers' accounts too. */
const peopleFilters = {
  activeDirectory: '(&(objectCategory=person)(objectClass=user)(mail=*))',
  other: '(&(objectClass=person)(mail=*))',
};

/** More entries than this, of those that changed, are read by one search rather than one by one. */
const mostAlone = 100;

/**
 * Reads people, departments and chosen groups from Active Directory, OpenLDAP or another directory that speaks LDAP v3. Between whole
 * runs, all people are listed by what tells that they changed, and those are read that did; groups are read each time.
 */
export function createLdapConnector({ source, ...options }: LdapConnectorOptions): Connector {
  const settings = ldapOptionsSchema.parse(options);
  return {
    source,
    driver: 'ldap',
    fetch: (fetch) =>
      withDirectory(settings, fetch.signal, (directory) => readDirectory(directory, settings, fetch)),
  };
}

async function* readDirectory(
  directory: DirectoryClient,
  settings: LdapSettings,
  { since, isKnown = () => false }: FetchOptions,
): AsyncGenerator<Fetched, void> {
  const { people, teams } = settings;
  const attributes = personAttributes(people.attributes);
  const asked = askedSince(since);
  const digest = digestOfSettings(settings);
  const now = Date.now();
  const cursor = ldapCursor.parse(since);
  const former = cursor?.settings === digest && cursor.server === directory.server ? cursor : null;
  const isWhole = asked === undefined && former === null;

  const listed = await listPeople(directory, settings, [
    ...(isWhole ? [...personNames, ...Object.values(attributes).flat()] : attributes.manager),
    ...(teams.departments ? attributes.department : []),
  ]);
  const keys = new Map(listed.flatMap((entry) => [[normalizeDn(entry.dn), entryId(entry) ?? '']]));
  const seen = new Map(
    listed.map((entry) => [entry, digestOfEntry(entry, managerOf(entry, attributes, keys))]),
  );

  const isSame = (entry: Entry): boolean => {
    if (asked !== undefined) return !changedSince(entry, asked);
    const key = entryId(entry);
    if (key === undefined) return false;
    // An entry without a stamp is never the same.
    const before = former?.people[key] ?? null;
    return before === seen.get(entry) && isKnown({ kind: 'employee', key });
  };
  const again = isWhole ? listed : listed.filter((entry) => !isSame(entry));
  const entries = isWhole ? listed : await readAgain(directory, settings, attributes, again);
  const chosen = new Set(again);
  if (asked === undefined)
    for (const entry of isWhole ? [] : listed)
      if (!chosen.has(entry)) yield { same: { kind: 'employee', key: entryId(entry) ?? '' } };

  const unread = new Set<string>();
  for (const entry of entries) {
    const built = buildPerson(entry, { attributes, keys, departments: teams.departments });
    if ('message' in built) {
      const key = entryId(entry);
      if (key !== undefined) unread.add(key);
      yield {
        problem: { place: entry.dn, message: built.message },
        setAside: key === undefined ? null : { kind: 'employee', key },
      };
    } else yield built;
  }
  if (teams.departments) {
    const names = [...listed, ...entries].flatMap((entry) => firstOf(entry, attributes.department) ?? []);
    for (const record of departmentTeams(names)) yield { record };
  }
  yield* readGroups(directory, settings, keys);
  // What was asked for by hand says nothing of what changed before.
  if (asked !== undefined) yield { cursor: asked, isWhole };
  else {
    const marks = markEntries(seen, { former, now });
    for (const key of unread) marks.delete(key);
    const cursor = { settings: digest, server: directory.server, at: new Date(now).toISOString() };
    yield {
      cursor: ldapCursor.build({ ...cursor, people: Object.fromEntries(marks) }),
      isWhole,
      isSwept: !isWhole,
    };
  }
}

const personNames = ['cn', 'uid', 'sAMAccountName'];

/** People, in the order of their keys: directories give them in any order, and the same content must be the same reading. */
async function listPeople(
  directory: DirectoryClient,
  { base, people }: LdapSettings,
  attributes: readonly string[],
): Promise<readonly Entry[]> {
  const usual = directory.isActiveDirectory ? peopleFilters.activeDirectory : peopleFilters.other;
  const search = {
    base: people.base ?? base,
    filter: people.filter ?? usual,
    attributes: [...new Set([...commonAttributes, 'userAccountControl', ...attributes])],
  };
  // A manager may come after those who report to them, so that all names must be known first.
  const entries: Entry[] = [];
  for await (const entry of directory.search(search))
    if (people.disabled || !isDisabled(entry)) entries.push(entry);
  return entries.sort((one, other) => ((entryId(one) ?? '') < (entryId(other) ?? '') ? -1 : 1));
}

/** Whole entries of some that were listed; who is gone since is left out, and listed no more the next time. */
async function readAgain(
  directory: DirectoryClient,
  settings: LdapSettings,
  attributes: PersonAttributes,
  again: readonly Entry[],
): Promise<readonly Entry[]> {
  const wanted = [...personNames, ...Object.values(attributes).flat()];
  if (again.length > mostAlone) {
    const ids = new Set(again.map(entryId));
    return (await listPeople(directory, settings, wanted)).filter((entry) => ids.has(entryId(entry)));
  }
  const entries: Entry[] = [];
  for (const { dn } of again) {
    const entry = await directory.read(dn, [...commonAttributes, 'userAccountControl', ...wanted]);
    if (entry !== undefined && (settings.people.disabled || !isDisabled(entry))) entries.push(entry);
  }
  return entries;
}

async function* readGroups(
  directory: DirectoryClient,
  { base, teams }: LdapSettings,
  keys: ReadonlyMap<string, string>,
): AsyncGenerator<Fetched, void> {
  if (teams.groups === undefined) return;
  const groups = createGroupReader(directory, keys);
  const chosen = {
    base: teams.groups.base ?? base,
    filter: `(&(|(objectClass=group)(objectClass=groupOfNames)(objectClass=groupOfUniqueNames))${teams.groups.filter})`,
    attributes: groupAttributes,
  };
  for await (const entry of directory.search(chosen)) {
    const record = await groups.build(entry);
    if (record !== undefined) yield { record };
    else
      yield {
        problem: {
          place: entry.dn,
          message: 'The group has no name or no identifier that may be read; left out.',
        },
        setAside: null,
      };
  }
}
