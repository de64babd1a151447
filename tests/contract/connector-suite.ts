import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Connector, SourceRecord } from '../../connectors/connector.ts';
import { taskStatuses } from '../../graph-schema/index.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { temporaryFolder } from '../unit/connectors/temporary-folder.ts';
import { type Clause, holdContract } from './contract-clauses.ts';

/** What a driver must bring to be put through the suite. */
export interface ConnectorHarness {
  /** Makes a healthy source of at least three records out of an empty folder. */
  prepare(folder: string): Connector;
  /** Makes exactly one record of it unusable. */
  breakOneRecord(folder: string): void;
  /** Makes the source impossible to read at all. */
  removeSource(folder: string): void;
  /** Makes the source hold these things and no others. */
  write(folder: string, things: readonly Thing[]): void;
  /** Key of the record of a thing. */
  keyOf(id: number): string;
  /** Clauses that there is nothing to test of, each with the reason. */
  readonly lacks: readonly (readonly [readonly Clause[], string])[];
}

/** Something that becomes one record. */
export interface Thing {
  readonly id: number;
  readonly title: string;
  readonly text: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const dayFields = ['startDate', 'endDate', 'createdAt', 'dueDate', 'completedAt', 'writtenOn'];

/** What every connector promises, see `connectors/connector.ts`. */
export function describeConnector(driver: string, harness: ConnectorHarness, of = ''): void {
  describe(`connector ${driver}${of}`, () => {
    const contract = holdContract(driver);
    for (const [about, reason] of harness.lacks) contract.lacks(about, reason);
    contract.lacks(
      ['401', '403', '410', '429', '500', 'time-out', 'repeated cursor'],
      'Files are there, or they are not: nobody answers for them, asks for a credential or gives them page by page.',
    );
    const thing = (id: number): Thing => ({ id, title: `Thing ${id}`, text: `Text ${id}` });
    const things = (count: number) => Array.from({ length: count }, (_, at) => thing(at + 1));
    const open = (count: number) => {
      const folder = temporaryFolder();
      const connector = harness.prepare(folder);
      harness.write(folder, things(count));
      const find = async (id: number) =>
        (await fetchAll(connector)).records.find(({ key }) => key === harness.keyOf(id));
      return { folder, connector, find };
    };

    test(
      contract.title(['change', 'rename', 'delete', 'restore'], 'shows at the next run, under the same key'),
      async () => {
        const { folder, find } = open(3);
        const before = await find(2);
        const put = (...two: readonly Thing[]) => harness.write(folder, [thing(1), ...two, thing(3)]);
        put({ ...thing(2), title: 'Renamed', text: 'Other' });
        const changed = await find(2);
        expect(changed).toMatchObject({ title: 'Renamed' });
        expect(JSON.stringify(changed)).toContain('Other');
        put();
        expect(await find(2)).toBeUndefined();
        put(thing(2));
        expect(await find(2)).toMatchObject({ key: before?.key, title: 'Thing 2' });
      },
    );

    test(contract.title(['empty'], 'no things'), async () => {
      const { connector } = open(0);
      expect(
        (await fetchAll(connector)).records.filter(({ kind }) => kind === 'task' || kind === 'article'),
      ).toEqual([]);
    });

    if (!harness.lacks.some(([about]) => about.includes('10,000 records')))
      test(contract.title(['10,000 records'], 'go through one after the other'), async () => {
        const folder = temporaryFolder();
        const connector = harness.prepare(folder);
        const text = 'x'.repeat(4_000);
        harness.write(
          folder,
          things(10_000).map((one) => ({ ...one, text })),
        );
        const before = process.memoryUsage().heapUsed;
        let [taken, most] = [0, 0];
        for await (const one of connector.fetch({ signal: new AbortController().signal })) {
          if ('record' in one && ++taken % 500 === 0)
            most = Math.max(most, process.memoryUsage().heapUsed - before);
        }
        expect(taken).toBeGreaterThanOrEqual(10_000);
        // The texts alone are forty million characters.
        expect(most).toBeLessThan(150_000_000);
      }, 60_000);

    test(contract.title(['unicode', 'huge and empty texts'], 'come as they are'), async () => {
      const { folder, connector, find } = open(0);
      const texts = ['Zażółć gęślą jaźń 王小明 👩🏽‍🚀', 'x'.repeat(1_000_000), ''];
      harness.write(
        folder,
        texts.map((text, at) => ({ id: at + 1, title: `T${at} – ü`, text })),
      );
      expect((await fetchAll(connector)).problems).toEqual([]);
      expect(await find(1)).toMatchObject({ title: 'T0 – ü' });
      expect(JSON.stringify(await find(1))).toContain('王小明 👩🏽‍🚀');
      expect(JSON.stringify(await find(2))).toContain('x'.repeat(1_000_000));
      expect(JSON.stringify(await find(3))).not.toContain('undefined');
    });

    test(
      contract.title(['first load'], 'yields well-formed records, each key once within its kind'),
      async () => {
        const connector = harness.prepare(temporaryFolder());
        const { records, problems } = await fetchAll(connector);
        expect(connector.driver).toBe(driver);
        expect(problems).toEqual([]);
        expect(records.length).toBeGreaterThanOrEqual(3);
        for (const record of records) expectWellFormed(record);
        const keys = records.map(({ kind, key }) => `${kind} ${key}`);
        expect(new Set(keys).size).toBe(keys.length);
      },
    );

    test(contract.title(['no change'], 'yields the same twice'), async () => {
      const connector = harness.prepare(temporaryFolder());
      expect(await fetchAll(connector)).toEqual(await fetchAll(connector));
    });

    test(
      contract.title(
        ['wrong shape'],
        'sets a broken record aside, says where it stands, and brings the others',
      ),
      async () => {
        const folder = temporaryFolder();
        const connector = harness.prepare(folder);
        const healthy = await fetchAll(connector);
        harness.breakOneRecord(folder);
        const { records, problems } = await fetchAll(connector);
        expect(records).toHaveLength(healthy.records.length - 1);
        expect(problems).toHaveLength(1);
        expect(problems[0]?.place).not.toBe('');
        expect(problems[0]?.message).toMatch(/\.$/);
      },
    );

    test(
      contract.title(['404'], 'throws one sentence that names the place when the source cannot be read'),
      async () => {
        const folder = temporaryFolder();
        const connector = harness.prepare(folder);
        harness.removeSource(folder);
        await expect(fetchAll(connector)).rejects.toMatchObject({
          code: 'source_unreadable',
          message: expect.stringContaining(folder),
        });
      },
    );

    test(contract.title(['cancel'], 'is incomplete, not finished, when it is aborted'), async () => {
      const connector = harness.prepare(temporaryFolder());
      await expect(fetchAll(connector, AbortSignal.abort())).rejects.toThrow();
      const controller = new AbortController();
      const abortMidway = async () => {
        for await (const _ of connector.fetch({ signal: controller.signal })) controller.abort();
      };
      await expect(abortMidway()).rejects.toThrow();
    });

    test('writes nothing', async () => {
      const folder = temporaryFolder();
      const connector = harness.prepare(folder);
      const before = snapshot(folder);
      await fetchAll(connector);
      expect(snapshot(folder)).toEqual(before);
    });

    test('may be left in the middle and started again', async () => {
      const connector = harness.prepare(temporaryFolder());
      for await (const _ of connector.fetch({ signal: new AbortController().signal })) break;
      expect((await fetchAll(connector)).problems).toEqual([]);
    });
  });
}

/** A record as every connector must bring it: no empty fields, days and instants in their form. */
export function expectWellFormed(record: SourceRecord): void {
  const fields = Object.entries(record);
  expect(record.key.trim()).not.toBe('');
  expect(record.place).not.toBe('');
  expect(fields.filter(([, value]) => value === undefined || value === null || value === '')).toEqual([]);
  for (const [name, value] of fields) if (dayFields.includes(name)) expect(value).toMatch(day);
  if (record.updatedAt !== undefined) expect(record.updatedAt).toMatch(instant);
  if (record.kind === 'task' && record.status !== undefined) expect(taskStatuses).toContain(record.status);
}

function snapshot(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((path) => {
      const stats = statSync(join(folder, path));
      return `${path} ${stats.mtimeMs} ${stats.isFile() ? readFileSync(join(folder, path), 'base64') : ''}`;
    });
}
