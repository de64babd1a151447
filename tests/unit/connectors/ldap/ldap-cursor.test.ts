import { expect, test } from 'vitest';
import { digestOfEntry, type LdapCursor, markEntries } from '../../../../connectors/ldap/ldap-cursor.ts';

const minute = 60_000;
const start = Date.parse('2026-03-01T00:00:00Z');

/** A directory that tells when an entry changed, to the second, and nothing else. */
const entryOf = (id: string, time: string, more: Readonly<Record<string, string>> = {}) => ({
  dn: `cn=${id},dc=example,dc=com`,
  entryUUID: id,
  modifyTimestamp: `20260301${time}Z`,
  ...more,
});
type Stamped = ReturnType<typeof entryOf>;

function mark(entries: readonly Stamped[], now: number, former: LdapCursor | null = null) {
  const seen = entries.map((entry) => [entry, digestOfEntry(entry, undefined)] as const);
  const people = Object.fromEntries(markEntries(seen, { former, now }));
  const cursor: LdapCursor = { settings: '', server: '', at: new Date(now).toISOString(), people };
  const open = Object.entries(people).flatMap(([id, one]) => (one.endsWith('~') ? [id] : []));
  return { cursor, open };
}

test('what changed shortly before the newest change is looked at again, until that is a while ago', () => {
  const entries = [entryOf('old', '000000'), entryOf('one', '115900'), entryOf('two', '120000')];
  const first = mark(entries, start);
  expect(first.open).toEqual(['one', 'two']);
  const soon = mark(entries, start + minute, first.cursor);
  expect(soon.open).toEqual(['one', 'two']);
  const later = mark(entries, start + 12 * minute, soon.cursor);
  expect(later.open).toEqual([]);
  expect(mark(entries, start + 13 * minute, later.cursor).open).toEqual([]);
  const changed = [...entries.slice(0, 2), entryOf('two', '120100')];
  expect(mark(changed, start + 20 * minute, later.cursor).open).toEqual(['two']);
});

test.each([{ uSNChanged: '7' }, { entryCSN: '20260301120000.000001Z#000000#000#000000' }])(
  'a change that has a number of its own (%j) is settled at once',
  (stamp) => {
    expect(mark([entryOf('one', '120000', stamp)], start).open).toEqual([]);
  },
);

test('an entry is told apart by its stamp, its name and its manager, and not at all without a stamp', () => {
  const one = entryOf('one', '120000');
  const digests = [
    digestOfEntry(one, undefined),
    digestOfEntry(one, 'boss'),
    digestOfEntry({ ...one, dn: 'cn=one,ou=Office,dc=example,dc=com' }, undefined),
    digestOfEntry(entryOf('one', '120001'), undefined),
  ];
  expect(new Set(digests).size).toBe(4);
  expect(digestOfEntry({ dn: one.dn, entryUUID: 'one' }, undefined)).toBeUndefined();
});
