import { expect, it } from 'vitest';
import type { SourceRecord } from '../../connectors/connector.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { presentKnowledge } from '../fixtures/present-knowledge.ts';
import fc from '../seeded-properties.ts';
import { type Company, memoryConnector, openCompany } from './sync-harness.ts';

const names = ['hr', 'directory', 'third'] as const;
type Name = (typeof names)[number];

/** What a source has of Ana, beside Ben, whom all of them have. */
function recordsOf(source: Name, hasAna: boolean): SourceRecord[] {
  const person = (key: string, name: string, title: string): SourceRecord => ({
    kind: 'employee',
    key: `${source}-${key}`,
    name,
    email: `${key}@v.example`,
    title,
    place: `${source}:${key}`,
  });
  return [
    person('ben', 'Ben Okafor', 'Director'),
    ...(hasAna ? [person('ana', 'Ana Silva', `By ${source}`)] : []),
  ];
}

/** Tasks that name Ana by her address, and by her key in the first source. */
const tasks: readonly SourceRecord[] = ['ana@v.example', 'hr-ana'].map((assignee, index) => ({
  kind: 'task',
  key: `T-${index}`,
  title: `Task ${index}`,
  assignees: [assignee],
  readers: [['everyone']],
  place: `tasks:${index}`,
}));

function connect(company: Company, having: ReadonlySet<Name>): void {
  company.connectors = [
    ...names.map((name) => memoryConnector(name, { records: recordsOf(name, having.has(name)) })),
    memoryConnector('tracker', { records: tasks }),
  ];
}

const anaIn = async ({ graph }: Company) => {
  const people = await graph.names('Employee', operatorViewer);
  return people.filter(({ email }) => email === 'ana@v.example').map(({ id }) => id);
};

const night = fc.record({
  having: fc.subarray([...names], { minLength: 1 }).map((some) => new Set<Name>(some)),
  /** Whether the sources are read one by one, and in which order. */
  order: fc.option(fc.shuffledSubarray([...names], { minLength: 3 }), { nil: undefined }),
});

/**
 * Some source has the person still, from each night to the next. Read one by one, sources only come to have them, or only lose them, in a
 * night: what one takes back before another that lost them is read begins anew.
 */
const nightsOf = fc.array(night, { minLength: 1, maxLength: 5 }).filter((nights) =>
  nights.every(({ having, order }, index) => {
    const before = index === 0 ? new Set<Name>(names) : (nights[index - 1]?.having ?? having);
    const isOneWay = having.isSubsetOf(before) || having.isSupersetOf(before);
    return !having.isDisjointFrom(before) && (order === undefined || isOneWay);
  }),
);

it('whichever sources have a person from night to night, the person is one, with all of their history', async () => {
  await fc.assert(
    fc.asyncProperty(nightsOf, async (nights) => {
      const company = await openCompany();
      connect(company, new Set(names));
      await company.sync({ acceptDeletions: true });
      const days: string[] = [];
      for (const [index, { having, order }] of nights.entries()) {
        company.today = `2026-11-${21 + index}`;
        connect(company, having);
        for (const source of order ?? []) await company.sync({ acceptDeletions: true, sources: [source] });
        await company.sync({ acceptDeletions: true, full: true });
        const [first] = names.filter((name) => having.has(name));
        expect(await anaIn(company)).toEqual([`employee:${first}:${first}-ana`]);
        days.push(`${company.today} ${first}`);
      }
      const [ana = ''] = await anaIn(company);
      const history = await company.graph.relationshipsOf([ana]);
      // The task that names her by the address has been hers all the time.
      const assigned = history.filter(({ type, to }) => type === 'ASSIGNED_TO' && to === 'task:tracker:T-0');
      expect(assigned.map(({ period, ended }) => [period?.from ?? null, ended])).toEqual([[null, false]]);
      // On each day her title was that of the first source which had her then.
      for (const line of days) {
        const [day = '', first] = line.split(' ');
        const held = history.filter(
          ({ type, period }) =>
            type === 'HELD' && (period?.from ?? '') <= day && day < (period?.to ?? '9999'),
        );
        expect(
          held.map(({ to }) => to),
          line,
        ).toEqual([`position:by ${first}`]);
      }
      const scratch = await openCompany();
      connect(scratch, nights.at(-1)?.having ?? new Set());
      await scratch.sync({ acceptDeletions: true });
      const sources = [...names, 'tracker'];
      const [known, fresh] = await Promise.all(
        [company, scratch].map(({ graph }) => presentKnowledge(graph, sources)),
      );
      const withoutKey = (all: Record<string, string> = {}) =>
        Object.entries(all).filter(([id]) => !id.startsWith('ASSIGNED_TO') && !id.startsWith('acl:'));
      expect(withoutKey(known).sort()).toEqual(withoutKey(fresh).sort());
      await company.close();
      await scratch.close();
    }),
    { numRuns: 10, seed: 14 },
  );
}, 60_000);
