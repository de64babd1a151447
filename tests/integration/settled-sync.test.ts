import { describe, expect, it } from 'vitest';
import type { GraphStore } from '../../src/graph/graph-store.ts';
import fc from '../seeded-properties.ts';
import {
  type Company,
  hasChanges,
  knowledgeOf,
  memoryConnector,
  openCompany,
  pages,
  people,
  tasks,
} from './sync-harness.ts';

/** A graph that counts what is read of it, breaks off at a write, or remembers no former run. */
function wrap(
  graph: GraphStore,
  options: { readonly breakAt?: number; readonly forgetRuns?: boolean } = {},
): { readonly graph: GraphStore; compared(): number } {
  let compared = 0;
  let writes = 0;
  const wrapped: GraphStore = {
    ...graph,
    fingerprints(source) {
      compared++;
      return graph.fingerprints(source);
    },
    async apply(batch) {
      if (++writes === options.breakAt) throw new Error('The machine went down.');
      await graph.apply(batch);
    },
    keys: async (label) =>
      label === 'SyncRun' && options.forgetRuns === true ? [] : await graph.keys(label),
  };
  return { graph: wrapped, compared: () => compared };
}

/** How often a run compared a source with the graph. */
async function comparisons(company: Company, sources?: readonly string[]): Promise<number> {
  const { graph, compared } = wrap(company.graph);
  await company.sync({ graph, ...(sources === undefined ? {} : { sources }) });
  return compared();
}

/** Compares everything, whatever former runs say. */
const compareAll = (company: Company) =>
  company.sync({ graph: wrap(company.graph, { forgetRuns: true }).graph });

describe('a run over sources that say the same again', () => {
  it('compares nothing, writes nothing but freshness, and reports the same', async () => {
    const company = await openCompany();
    company.write({ 'tasks.csv': `${tasks}PLAT-9,,,To Do,nobody,,,,,,,,\n` });
    const first = await company.sync();
    const compared = await compareAll(company);
    const { graph, compared: reads } = wrap(company.graph);
    const settled = await company.sync({ graph });
    expect(reads()).toBe(0);
    const essence = (report: typeof first) =>
      report.sources.map(({ startedAt: _s, endedAt: _e, ...rest }) => rest);
    expect(essence(settled)).toEqual(essence(compared));
    expect(settled.shared).toEqual(compared.shared);
    expect(settled.sources.some(({ problems }) => problems.total > 0)).toBe(true);
    expect((await company.graph.sources()).every(({ syncedAt }) => syncedAt === settled.endedAt)).toBe(true);
  });

  it('compares again where a source, its readers or the sources of the run are others', async () => {
    const company = await openCompany();
    await company.sync();
    expect(await comparisons(company)).toBe(0);
    company.write({ 'people.csv': people.replace('Data Engineer', 'Lead') });
    expect(await comparisons(company)).toBeGreaterThan(0);
    expect(await comparisons(company)).toBe(0);
    expect(await comparisons(company, ['wiki'])).toBeGreaterThan(0);
    expect(await comparisons(company, ['wiki'])).toBe(0);
    expect(await comparisons(company)).toBeGreaterThan(0);
  });

  it('compares again where the graph was changed by another', async () => {
    const company = await openCompany();
    await company.sync();
    const [id = ''] = [...(await company.graph.fingerprints('tracker')).nodes.keys()].filter((one) =>
      one.startsWith('task:'),
    );
    await company.graph.apply({ changedAt: '2026-11-20T09:00:00.000Z', deleteNodes: [id] });
    const report = await company.sync();
    expect(report.sources.find(({ source }) => source === 'tracker')?.counts.Task?.created).toBe(1);
  });

  it('compares again when a day has come that the records of people name', async () => {
    const company = await openCompany();
    company.write({ 'people.csv': people.replace('2021-05-10', '2026-11-23') });
    await company.sync();
    const compared: boolean[] = [];
    for (const today of [
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
    ]) {
      company.today = today;
      compared.push((await comparisons(company)) > 0);
    }
    // On the day, and after it: what lasts until a day may end with it or before it.
    expect(compared).toEqual([false, false, false, true, true, false]);
    company.today = '2026-11-20';
    expect(await comparisons(company)).toBeGreaterThan(0);
  });

  it('compares again after a week, for what was changed by hand', async () => {
    const company = await openCompany();
    await company.sync();
    expect(await comparisons(company)).toBe(0);
    company.forward(8 * 24 * 3_600);
    expect(await comparisons(company)).toBeGreaterThan(0);
    expect(await comparisons(company)).toBe(0);
  });

  it('compares again as long as a source cannot be read to its end, and once after', async () => {
    const company = await openCompany();
    await company.sync();
    const intact = company.connectors;
    company.connectors = intact.map((connector) =>
      connector.source === 'tracker'
        ? memoryConnector('tracker', { records: [], failure: new Error('It is down.') })
        : connector,
    );
    for (let night = 0; night < 2; night++) expect(await comparisons(company)).toBeGreaterThan(0);
    company.connectors = intact;
    expect(await comparisons(company)).toBeGreaterThan(0);
    expect(await comparisons(company)).toBe(0);
  });

  it('writes nothing at all where it is a dry run', async () => {
    const company = await openCompany();
    const first = await company.sync();
    const dry = await company.sync({ dryRun: true });
    expect(hasChanges(dry)).toBe(false);
    expect(dry.dryRun).toBe(true);
    expect((await company.graph.sources()).every(({ syncedAt }) => syncedAt === first.endedAt)).toBe(true);
  });
});

/** What may happen between two nights. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('edit' as const),
    what: fc.constantFrom(0, 1, 2, 3, 4, 5, 5, 5),
    text: fc.constantFrom('one', 'two', 'three'),
  }),
  fc.record({
    kind: fc.constant('sync' as const),
    sources: fc.option(fc.subarray(['wiki', 'tracker', 'directory'], { minLength: 1 }), {
      nil: undefined,
      freq: 1,
    }),
    breakAt: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 2 }),
  }),
);

const edits: readonly ((text: string) => Readonly<Record<string, string | null>>)[] = [
  (text) => ({ 'people.csv': people.replace('Data Engineer', text) }),
  (text) => ({ 'tasks.csv': tasks.replace('See the SSO runbook', `${text} Wang Xiaoming`) }),
  (text) => ({ 'wiki/overview.md': `${pages['wiki/overview.md']}\n## ${text}\n\nBen Okafor.\n` }),
  (text) => ({ 'people.csv': people.replaceAll('e2,', `${text},`) }),
  (text) => ({ 'tasks.csv': tasks.replace(',user:e1', text === 'one' ? ',everyone' : `,group:${text}`) }),
  // As in the beginning, which a run that broke off may have replaced by half.
  () => ({ 'people.csv': people, 'tasks.csv': tasks, 'wiki/overview.md': pages['wiki/overview.md'] ?? null }),
];

describe('a graph that was synced in any order, with crashes', () => {
  it('is what a comparison of everything would make of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        const company = await openCompany();
        await company.sync();
        for (const one of steps) {
          if (one.kind === 'edit') {
            company.write(edits[one.what]?.(one.text) ?? {});
            continue;
          }
          const { graph } = wrap(company.graph, one.breakAt === undefined ? {} : { breakAt: one.breakAt });
          const options = {
            acceptDeletions: true,
            ...(one.sources === undefined ? {} : { sources: one.sources }),
          };
          await company.sync({ ...options, graph }).catch((error: Error) => {
            if (error.message !== 'The machine went down.') throw error;
          });
        }
        await company.sync({ acceptDeletions: true });
        const known = await knowledgeOf(company);
        expect(hasChanges(await compareAll(company))).toBe(false);
        expect(await knowledgeOf(company)).toEqual(known);
        await company.close();
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
