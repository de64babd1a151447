import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../../../bench/proofs', import.meta.url));

test('a proof that there is not is refused with the names of those that there are', () => {
  const run = spawnSync(process.execPath, [join(folder, 'run-proof.ts'), 'nothing'], { encoding: 'utf8' });
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/There is no proof "nothing"; "npm run proof -- NAME" knows: .*\./);
});

test('every committed report is that of a proof', () => {
  const reports = readdirSync(folder).filter((file) => file.endsWith('.md'));
  expect(reports.filter((file) => !existsSync(join(folder, file.replace(/\.md$/, '.ts'))))).toEqual([]);
});
