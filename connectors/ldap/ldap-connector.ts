import type { Entry } from 'ldapts';
import type { Connector, Fetched } from '../connector.ts';
import { departmentTeams } from '../people/department-teams.ts';
import { buildPerson, isDisabled, personAttributes } from './build-person.ts';
import { commonAttributes, type DirectoryClient, withDirectory } from './directory-client.ts';
import { entryId, firstOf, normalizeDn } from './entry-values.ts';
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

/** Reads people, departments and chosen groups from Active Directory, OpenLDAP or another directory that speaks LDAP v3. */
export function createLdapConnector({ source, ...options }: LdapConnectorOptions): Connector {
  const settings = ldapOptionsSchema.parse(options);
  return {
    source,
    driver: 'ldap',
    fetch: ({ signal }) => withDirectory(settings, signal, (directory) => readDirectory(directory, settings)),
  };
}

async function* readDirectory(
  directory: DirectoryClient,
  { base, people, teams }: LdapSettings,
): AsyncGenerator<Fetched, void> {
  const attributes = personAttributes(people.attributes);
  const filter =
    people.filter ?? (directory.isActiveDirectory ? peopleFilters.activeDirectory : peopleFilters.other);
  const search = {
    base: people.base ?? base,
    filter,
    attributes: [
      ...commonAttributes,
      'cn',
      'uid',
      'sAMAccountName',
      'userAccountControl',
      ...Object.values(attributes).flat(),
    ],
  };
  // A manager may come after those who report to them, so that all names must be known first.
  const entries: Entry[] = [];
  for await (const entry of directory.search(search))
    if (people.disabled || !isDisabled(entry)) entries.push(entry);
  // Directories give them in any order, and the same content must be the same reading.
  entries.sort((one, other) => ((entryId(one) ?? '') < (entryId(other) ?? '') ? -1 : 1));
  const keys = new Map(entries.flatMap((entry) => [[normalizeDn(entry.dn), entryId(entry) ?? '']]));

  for (const entry of entries) {
    const built = buildPerson(entry, { attributes, keys, departments: teams.departments });
    if ('message' in built) {
      const key = entryId(entry);
      yield {
        problem: { place: entry.dn, message: built.message },
        setAside: key === undefined ? null : { kind: 'employee', key },
      };
    } else yield built;
  }
  if (teams.departments) {
    const names = entries.flatMap((entry) => firstOf(entry, attributes.department) ?? []);
    for (const record of departmentTeams(names)) yield { record };
  }
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
