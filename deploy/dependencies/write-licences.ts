/** Writes `docs/licences.md`, and fails where a licence does not go with the Apache License 2.0: `npm run licences`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { formatLicences, isCompatible, readDependencies } from './read-licences.ts';

const root = new URL('../../', import.meta.url);
const dependencies = readDependencies(readFileSync(new URL('package-lock.json', root), 'utf8'));
writeFileSync(new URL('docs/licences.md', root), formatLicences(dependencies));
const strange = dependencies.filter((one) => !isCompatible(one.licence));
for (const { name, version, licence } of strange)
  console.error(`${name} ${version}: ${licence ?? 'no licence'} does not go with the Apache License 2.0.`);
console.log(`docs/licences.md lists ${dependencies.length} packages.`);
process.exitCode = strange.length === 0 ? 0 : 1;
