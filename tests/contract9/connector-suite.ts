import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Connector, SourceRecord } from '../../connectors/connector.ts';
import { taskStatuses } from '../../graph-schema/index.ts';
import { fetchAll } from '../unit/connectors/fetch-all.ts';
import { temporaryFolder } from '../unit/connectors/temporary-folder.ts';

/** What a driver must bring to be put through the suite. */
export interface ConnectorHarness {
  /** Makes a healthy source of at least three records out of an empty folder. */
  prepare(folder: string): Connector;
  /** Makes exactly one record of it unusable. */
  breakOneRecord(folder: string): void;
  /** Makes the source impossible to read at all. */
  removeSource(folder: string): void;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const dayFields = ['startDate', 'endDate', 'createdAt', 'dueDate', 'completedAt', 'writtenOn'];

/** What every connector promises, see `connectors/connector.ts`. */
export function describeConnector(driver: string, harness: ConnectorHarness): void {
  describe(`connector ${driver}`, () => {
    test('yields well-formed records, each key once within its kind', async () => {
      const connector = harness.prepare(temporaryFolder());
      const { records, problems } = await fetchAll(connector);
      expect(connector.driver).toBe(driver);
      expect(problems).toEqual([]);
      expect(records.length).toBeGreaterThanOrEqual(3);
      for (const record of records) expectWellFormed(record);
      const keys = records.map(({ kind, key }) => `${kind} ${key}`);
      expect(new Set(keys).size).toBe(keys.length);
    });

    test('yields the same twice', async () => {
      const connector = harness.prepare(temporaryFolder());
      expect(await fetchAll(connector)).toEqual(await fetchAll(connector));
    });

    test('sets a broken record aside, says where it stands, and brings the others', async () => {
      const folder = temporaryFolder();
      const connector = harness.prepare(folder);
      const healthy = await fetchAll(connector);
      harness.breakOneRecord(folder);
      const { records, problems } = await fetchAll(connector);
      expect(records).toHaveLength(healthy.records.length - 1);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.place).not.toBe('');
      expect(problems[0]?.message).toMatch(/\.$/);
    });

    test('throws one sentence that names the place when the source cannot be read', async () => {
      const folder = temporaryFolder();
      const connector = harness.prepare(folder);
      harness.removeSource(folder);
      await expect(fetchAll(connector)).rejects.toMatchObject({
        code: 'source_unreadable',
        message: expect.stringContaining(folder),
      });
    });

    test('is incomplete, not finished, when it is aborted', async () => {
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
