import { expect, test } from 'vitest';
import { createDirectoryAccess } from '../../src/access/directory-access.ts';
import { type FieldPolicy, restrictedForAny } from '../../src/access/field-policy.ts';
import { createSqliteStore } from '../../src/graph/sqlite/sqlite-store.ts';
import type { Viewer } from '../../src/graph/viewer.ts';
import { changedAt, node, relationship, today } from '../contract/graph-store-records.ts';
import fc from '../seeded-properties.ts';

const staff = Array.from({ length: 40 }, (_, at) => `p${at}`);
const teams = ['a', 'b', 'c', 'd', 'e', 'f'];
const readers = ['everyone', ...teams.map((id) => `group:${id}`), 'user:p0', 'user:p1@acme.example'];

const policies: readonly FieldPolicy[] = [
  {},
  {
    hr: ['f'],
    relations: { LEADS: 'hr' },
    Employee: { email: ['managers', 'hr'], startDate: ['managers'], phone: ['hr'], location: 'nobody' },
  },
];

const company = fc.record({
  /** Whose member each person is, and whom they report to: somebody before them. */
  people: fc.array(
    fc.record({
      teams: fc.uniqueArray(fc.constantFrom(...teams), { maxLength: 2 }),
      manager: fc.nat({ max: 3 }),
      leads: fc.option(fc.constantFrom(...teams), { freq: 8 }),
    }),
    { minLength: staff.length, maxLength: staff.length },
  ),
  /** The team above each, which comes before it. */
  above: fc.array(fc.option(fc.nat({ max: teams.length - 1 })), {
    minLength: teams.length,
    maxLength: teams.length,
  }),
  rules: fc.array(
    fc.array(fc.uniqueArray(fc.constantFrom(...readers), { maxLength: 3 }), { minLength: 1, maxLength: 2 }),
    { minLength: 1, maxLength: 8 },
  ),
  policy: fc.constantFrom(...policies),
  /** Some are few enough to be looked at one by one, some are not. */
  audience: fc.oneof(
    fc.uniqueArray(fc.constantFrom(...staff), { minLength: 1, maxLength: 4 }),
    fc.uniqueArray(fc.constantFrom(...staff), { minLength: 26, maxLength: 40 }),
    fc.constant(staff),
  ),
});

/** What all of them may read, one after the other. */
function intersect(viewers: readonly Viewer[]): Viewer {
  return viewers.reduce((all, one) => {
    if (all.acls === 'all' || one.acls === 'all') throw new Error('nobody here is the operator');
    const { acls } = one;
    return { acls: new Set([...all.acls].filter((id) => acls.has(id))), ...restrictedForAny(all, one) };
  });
}

test('an audience reads what each of its people may read by themselves', async () => {
  await fc.assert(
    fc.asyncProperty(company, async ({ people, above, rules, policy, audience }) => {
      const graph = createSqliteStore({ file: ':memory:' });
      await graph.migrate();
      await graph.apply({
        changedAt,
        upsertNodes: [
          ...rules.map((clauses, at) => node(`acl${at}`, 'Acl', { clauses: JSON.stringify(clauses) })),
          ...teams.map((id) => node(id, 'Team', { name: `Team ${id}` })),
          ...staff.map((id) => node(id, 'Employee', { name: id, email: `${id}@acme.example` })),
        ],
        upsertRelationships: [
          ...people.flatMap(({ teams: own, manager, leads }, at) => [
            ...own.map((team) => relationship(`p${at}`, 'MEMBER_OF', team)),
            ...(leads === null ? [] : [relationship(`p${at}`, 'LEADS', leads)]),
            ...(manager < at ? [relationship(`p${at}`, 'REPORTS_TO', `p${manager}`)] : []),
          ]),
          ...above.flatMap((parent, at) =>
            parent === null || parent >= at
              ? []
              : [relationship(teams[at] ?? '', 'PART_OF', teams[parent] ?? '')],
          ),
        ],
      });
      const create = () =>
        createDirectoryAccess({ graph, today: () => today, company: 'Acme', fields: policy });
      const addresses = audience.map((id) => `${id}@acme.example`);
      const one = create();
      const viewers = await Promise.all(addresses.map(async (email) => (await one.person(email))?.viewer));
      expect(viewers).not.toContain(undefined);
      const expected = intersect(viewers.flatMap((viewer) => viewer ?? []));
      expect(await create().audience(addresses)).toEqual(expected);
      await graph.close();
    }),
    { numRuns: 60 },
  );
}, 60_000);
