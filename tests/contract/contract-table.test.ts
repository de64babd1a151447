import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sourceSchema } from '../../src/config/source-schema.ts';
import { driversHeld } from './contract-clauses.ts';

const drivers = sourceSchema.options.flatMap(({ shape }) => [...shape.type.values]);

test('every connector is put through the contract, which its suite holds to each clause', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.test.ts'));
  const held = new Set(files.flatMap((file) => driversHeld(join(import.meta.dirname, file))));
  expect(drivers.length).toBeGreaterThanOrEqual(14);
  expect(drivers.filter((driver) => !held.has(driver))).toEqual([]);
});
