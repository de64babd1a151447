import type { Entry } from 'ldapts';
import type { TeamRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { changedAt, commonAttributes, type DirectoryClient } from './directory-client.ts';
import { entryId, firstOf, normalizeDn, parseGeneralizedTime } from './entry-values.ts';

const memberAttributes = ['member', 'uniqueMember'];
export const groupAttributes = [
  ...commonAttributes,
  ...memberAttributes,
  'cn',
  'displayName',
  'description',
  'managedBy',
  'owner',
];

/** Groups with their members: those of groups inside them too, however deep, and whatever goes round in a circle. */
export interface GroupReader {
  build(entry: Entry): Promise<TeamRecord | undefined>;
}

/** @param people keys of people by the name of their entry, see `normalizeDn` */
export function createGroupReader(
  directory: DirectoryClient,
  people: ReadonlyMap<string, string>,
): GroupReader {
  const membersOf = new Map<string, readonly string[]>();
  const known = new Map<string, Entry>();

  const namesIn = async (dn: string): Promise<readonly string[]> => {
    const already = membersOf.get(dn);
    if (already !== undefined) return already;
    const entry = known.get(dn) ?? (await directory.read(dn, memberAttributes));
    const names: string[] = [];
    for (const attribute of entry === undefined ? [] : memberAttributes) {
      for (const name of await directory.allValues(entry as Entry, attribute)) names.push(normalizeDn(name));
    }
    membersOf.set(dn, names);
    return names;
  };

  return {
    async build(entry) {
      const key = entryId(entry);
      const name = firstOf(entry, ['displayName', 'cn']);
      if (key === undefined || name === undefined) return undefined;
      const start = normalizeDn(entry.dn);
      known.set(start, entry);
      const members = new Set<string>();
      const seen = new Set([start]);
      const open = [start];
      for (let dn = open.pop(); dn !== undefined; dn = open.pop()) {
        for (const member of await namesIn(dn)) {
          const person = people.get(member);
          if (person !== undefined) members.add(person);
          else if (!seen.has(member)) {
            seen.add(member);
            open.push(member);
          }
        }
      }
      known.delete(start);
      const lead = people.get(normalizeDn(firstOf(entry, ['managedBy', 'owner']) ?? ''));
      return {
        kind: 'team',
        key,
        name,
        teamKind: 'group',
        place: entry.dn,
        ...withoutAbsent({
          updatedAt: parseGeneralizedTime(changedAt(entry)),
          mission: firstOf(entry, ['description']),
          leads: lead === undefined ? undefined : [{ person: lead, role: 'lead' }],
          members: members.size === 0 ? undefined : [...members].map((person) => ({ person })),
        }),
      };
    },
  };
}
