import { z } from 'zod';

/** A dependency that is installed where Orgwise runs. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** SPDX expression; null where the package states none. */
  readonly licence: string | null;
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

/** Licences whose works may be part of one under the Apache License 2.0 ("ASF 3rd Party License Policy", category A). */
const compatible: ReadonlySet<string> = new Set([
  ...[
    'MIT',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Zlib',
    'Unlicense',
  ],
  ...['CC0-1.0', 'Python-2.0', 'MIT-0', 'WTFPL', 'PostgreSQL'],
]);

/** Packages that name their licence otherwise than SPDX does, by what their LICENSE file says. */
const read: Readonly<Record<string, string>> = { 'duck@0.1.12': 'BSD-2-Clause' };

/** @param lock text of `package-lock.json`. @returns what is installed without development's, by name and version, each once. */
export function readDependencies(lock: string): readonly Dependency[] {
  const { packages } = lockSchema.parse(JSON.parse(lock));
  const found = Object.entries(packages).flatMap(([path, { version, license, dev, devOptional }]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    if (path === '' || name === '' || dev === true || devOptional === true || version === undefined)
      return [];
    const key = `${name}@${version}`;
    return [[key, { name, version, licence: read[key] ?? license ?? null }] as const];
  });
  return [...new Map(found).values()].toSorted(
    (one, other) => compare(one.name, other.name) || compare(one.version, other.version),
  );
}

/** Of alternatives one must be compatible, of licences that hold together each. */
export function isCompatible(licence: string | null): boolean {
  if (licence === null) return false;
  const plain = licence.replace(/[()]/g, '');
  return plain.split(' OR ').some((one) => one.split(' AND ').every((part) => compatible.has(part.trim())));
}

/** The list as a page. */
export function formatLicences(dependencies: readonly Dependency[]): string {
  const rows = dependencies.map(
    ({ name, version, licence }) => `| ${name} | ${version} | ${licence ?? 'none'} |`,
  );
  return [
    '# Licences of dependencies',
    '',
    'What is installed where Orgwise runs, by `package-lock.json`; made by `npm run licences`. Each may be part of a work under the Apache',
    'License 2.0.',
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
