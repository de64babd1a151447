/**
 * What a channel of many members may be told: how long it takes to work out what all of them may read, right after the graph
 * changed and again, on the embedded store. Prints milliseconds of processor time, which other work on the machine disturbs less.
 *
 *     npm exec -- node bench/audience.ts
 */
import { createDirectoryAccess } from '../src/access/directory-access.ts';
import type { FieldPolicy } from '../src/access/field-policy.ts';
import type { NodeRecord, RelationshipRecord } from '../src/graph/changes.ts';
import { createSqliteStore } from '../src/graph/sqlite/sqlite-store.ts';

const people = 5_000;
const teams = 500;
const rules = 2_000;
const rounds = 9;
const changedAt = '2026-01-10T08:00:00.000Z';
const policy: FieldPolicy = { hr: ['t7'], Employee: { startDate: ['managers', 'hr'], phone: ['managers'] } };

const node = (id: string, label: NodeRecord['label'], properties: NodeRecord['properties']): NodeRecord => ({
  id,
  label,
  source: 'hr',
  key: id,
  properties,
  fingerprint: id,
});
const relationship = (
  from: string,
  type: RelationshipRecord['type'],
  to: string,
  period: RelationshipRecord['period'] = { from: null, to: null },
): RelationshipRecord => ({
  id: `${from}-${type}-${to}`,
  source: 'hr',
  type,
  from,
  to,
  fingerprint: '',
  ...(type === 'PART_OF' ? {} : { period }),
});

const count = (length: number): readonly number[] => Array.from({ length }, (_, at) => at);
const addresses = count(people).map((at) => `p${at}@acme.example`);

/** Most of what is restricted is for a team, some for one person, and some for everybody by a group of all. */
function clausesOf(at: number): readonly (readonly string[])[] {
  if (at === 0) return [['everyone']];
  if (at % 20 === 0) return [['group:t0', `user:p${at}`]];
  return [['everyone'], [at % 5 === 0 ? `user:p${at}@acme.example` : `group:t${at % teams}`]];
}

const graph = createSqliteStore({ file: ':memory:' });
await graph.migrate();
await graph.apply({
  changedAt,
  upsertNodes: [
    ...count(rules).map((at) => node(`a${at}`, 'Acl', { clauses: JSON.stringify(clausesOf(at)) })),
    ...count(teams).map((at) => node(`t${at}`, 'Team', { name: `Team ${at}` })),
    ...count(people).map((at) =>
      node(`p${at}`, 'Employee', { name: `Person ${at}`, email: addresses[at] ?? '' }),
    ),
  ],
  upsertRelationships: [
    ...count(teams - 1).map((at) => relationship(`t${at + 1}`, 'PART_OF', `t${Math.floor(at / 8)}`)),
    ...count(people).map((at) => relationship(`p${at}`, 'MEMBER_OF', `t${at % teams}`)),
    ...count(people - 1).map((at) => relationship(`p${at + 1}`, 'REPORTS_TO', `p${Math.floor(at / 6)}`)),
  ],
});

const times = { afterChange: [] as number[], again: [] as number[] };
const access = createDirectoryAccess({ graph, today: () => '2026-01-10', company: 'Acme', fields: policy });
for (let round = 0; round < rounds; round++) {
  const changed = node('p0', 'Employee', { name: `Person of round ${round}`, email: 'p0@acme.example' });
  await graph.apply({ changedAt, upsertNodes: [{ ...changed, fingerprint: String(round) }] });
  await access.people();
  for (const kind of ['afterChange', 'again'] as const) {
    const begun = process.cpuUsage();
    const { acls } = await access.audience(addresses);
    const { user, system } = process.cpuUsage(begun);
    times[kind].push((user + system) / 1000);
    if (acls === 'all' || acls.size < 2) throw new Error('the audience reads less than it may');
  }
}
await graph.close();

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
console.log(`${people} members, ${teams} teams, ${rules} rules, median of ${rounds} rounds:`);
console.log(`right after a change of the graph: ${median(times.afterChange).toFixed(0)} ms`);
console.log(`again: ${median(times.again).toFixed(0)} ms`);
