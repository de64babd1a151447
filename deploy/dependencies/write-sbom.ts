/** Prints the bill of materials of what is installed where Orgwise runs, in CycloneDX: `npm run -s sbom > sbom.json`. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildSbom } from './build-sbom.ts';
import { readDependencies } from './read-licences.ts';

const { stdout, stderr, status } = spawnSync(
  'npm',
  ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'],
  { encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 64_000_000 },
);
if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`);
const lock = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
process.stdout.write(`${JSON.stringify(buildSbom(stdout, readDependencies(lock)), null, 2)}\n`);
