import type { Entry } from 'ldapts';
import { z } from 'zod';
import { createCursorFormat } from '../changes/cursor-format.ts';
import { digestOf } from '../changes/digest-of.ts';
import { changedAt } from './directory-client.ts';
import { entryId, firstOf, parseGeneralizedTime } from './entry-values.ts';
import type { LdapSettings } from './ldap-options.ts';

/** Grows whenever the same entry would become another record. */
const buildVersion = 1;

/**
 * A time of change is of one second, and another change of that second has the same: where there is nothing else, what changed within this
 * many ms before the newest change is read again, until that is as long ago.
 */
const overlap = 10 * 60_000;

const cursorSchema = z.object({
  settings: z.string(),
  /** Which copy of the directory was asked. */
  server: z.string(),
  /** When the fetch began, by our clock, which measures how long ago that was. */
  at: z.iso.datetime(),
  /** What was seen of each person, by the key; `~` behind it where it must be looked at again. */
  people: z.record(z.string(), z.string()),
});

/** Up to where a fetch came, and what it rested on. */
export type LdapCursor = z.output<typeof cursorSchema>;

export const ldapCursor = createCursorFormat(cursorSchema);

/** Tells settings apart by which an entry becomes another record. */
export function digestOfSettings({ base, people, teams }: LdapSettings): string {
  return digestOf([buildVersion, base, people, teams.departments]);
}

/**
 * What each change of an entry has of its own: in Active Directory the number by which it orders its changes, and which copies of it count
 * for themselves (MS-ADTS 3.1.1.1.9), in OpenLDAP a number of the change, which copies of it keep (`entryCSN`).
 */
const ownStamps = ['uSNChanged', 'entryCSN'];
const stamps = [...ownStamps, 'whenChanged', 'modifyTimestamp'];

/**
 * What tells that an entry is as it was: its stamp, and what others do to it. Neither the renaming of a unit above it nor, in Active
 * Directory, the deletion of a manager changes its stamp, and in OpenLDAP a manager's new name leaves the former one where it stands.
 *
 * @param manager key of the manager
 * @returns undefined where it cannot be told: such an entry is read each time.
 */
export function digestOfEntry(entry: Entry, manager: string | undefined): string | undefined {
  const stamp = firstOf(entry, stamps);
  // Ten thousand stand in one cursor. Sixty bits are never the same by chance for two states of one entry.
  return stamp === undefined ? undefined : digestOf([stamp, entry.dn, manager ?? null]).slice(0, 10);
}

/** Marks of all that was seen, for the next cursor. */
export function markEntries(
  seen: Iterable<readonly [Entry, string | undefined]>,
  { former, now }: { readonly former: LdapCursor | null; readonly now: number },
): Map<string, string> {
  const all = [...seen];
  let newest = Number.NEGATIVE_INFINITY;
  for (const [entry] of all) newest = Math.max(newest, changeTime(entry) ?? newest);
  const isLongAgo = former !== null && now - Date.parse(former.at) >= overlap;
  const marks = new Map<string, string>();
  for (const [entry, digest] of all) {
    const key = entryId(entry);
    if (key === undefined || digest === undefined) continue;
    const before = former?.people[key];
    const isSure = firstOf(entry, ownStamps) !== undefined || before === digest;
    const isRecent = (changeTime(entry) ?? newest) >= newest - overlap;
    const isSettled = isSure || !isRecent || (before === `${digest}~` && isLongAgo);
    marks.set(key, isSettled ? digest : `${digest}~`);
  }
  return marks;
}

/** Whether an entry changed at an instant or later; what does not tell is taken to have. */
export function changedSince(entry: Entry, instant: string): boolean {
  return (changeTime(entry) ?? Number.POSITIVE_INFINITY) >= Date.parse(instant);
}

function changeTime(entry: Entry): number | undefined {
  const changed = parseGeneralizedTime(changedAt(entry));
  return changed === undefined ? undefined : Date.parse(changed);
}
