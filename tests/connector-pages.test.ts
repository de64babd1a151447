import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ColumnDefinitions } from '../connectors/csv/column-definition.ts';
import { employeeColumns } from '../connectors/csv/employee-rows.ts';
import { historyColumns } from '../connectors/csv/history-rows.ts';
import { taskColumns } from '../connectors/csv/task-rows.ts';
import { teamColumns } from '../connectors/csv/team-rows.ts';
import { sourceSchema } from '../src/config/source-schema.ts';

const folder = fileURLToPath(new URL('../docs/connectors', import.meta.url));
const drivers = sourceSchema.options.flatMap(({ shape }) => [...shape.type.values]);

test('every kind of source has a page of its own, and the README leads to it', () => {
  const readme = readFileSync(join(folder, '../../README.md'), 'utf8');
  const pages = readdirSync(folder);
  expect(drivers.length).toBeGreaterThanOrEqual(14);
  const pageOf = (driver: string) => (driver === 'slack' ? 'slack-members.md' : `${driver}.md`);
  expect(drivers.filter((driver) => !pages.includes(pageOf(driver)))).toEqual([]);
  expect(drivers.filter((driver) => !readme.includes(`docs/connectors/${pageOf(driver)}`))).toEqual([]);
});

/** Fields and their headers as a table of a page says, by the heading above it. */
function readTable(page: string, heading: string): Record<string, string[]> {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const rows = (section.split('\n## ')[0] ?? '').matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm);
  return Object.fromEntries([...rows].map(([, field = '', headers = '']) => [field, headers.split(', ')]));
}

const tables: readonly (readonly [string, ColumnDefinitions<string>])[] = [
  ['People', employeeColumns],
  ['Teams', teamColumns],
  ['Tasks', taskColumns],
  ['How people were before', historyColumns],
];

test.each(tables)('the page of files names every header that is found by itself: %s', (heading, columns) => {
  const file = join(folder, 'csv.md');
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const fields = Object.entries(columns).map(([field, { headers }]) => [
    field,
    headers.map((header) => header.trim()),
  ]);
  expect(readTable(page, heading)).toEqual(Object.fromEntries(fields));
});
