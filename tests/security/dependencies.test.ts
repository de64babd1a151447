import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judgeAudit } from '../../deploy/dependencies/judge-audit.ts';
import { formatLicences, isCompatible, readDependencies } from '../../deploy/dependencies/read-licences.ts';

const root = new URL('../../', import.meta.url);
const lock = readFileSync(new URL('package-lock.json', root), 'utf8');
const dependencies = readDependencies(lock);

describe('licences', () => {
  it('go with the Apache License 2.0, each of them', () => {
    expect(dependencies.length).toBeGreaterThan(100);
    expect(dependencies.filter((one) => !isCompatible(one.licence))).toEqual([]);
  });

  it('are listed as they are (npm run licences)', () => {
    expect(readFileSync(new URL('docs/licences.md', root), 'utf8')).toBe(formatLicences(dependencies));
  });

  it.each<[string | null, boolean]>([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND GPL-3.0', false],
    ['GPL-3.0', false],
    ['SEE LICENSE IN x', false],
    [null, false],
  ])('%s', (licence, fits) => {
    expect(isCompatible(licence)).toBe(fits);
  });
});

describe('vulnerabilities', () => {
  const report = (severity: string) =>
    JSON.stringify({ vulnerabilities: { x: { name: 'x', severity, range: '<2', via: [] } } });

  it('end the run where they are high or critical', () => {
    expect(judgeAudit(report('critical')).isBad).toBe(true);
    expect(judgeAudit(report('high')).isBad).toBe(true);
    expect(judgeAudit(report('moderate'))).toEqual({
      text: '1 packages with known vulnerabilities.\nmoderate: x <2',
      isBad: false,
    });
  });

  it.each(['', '{"error":{"code":"ENOTFOUND"}}', '<html>'])(
    'that the registry does not tell are said not to be known: %s',
    (text) => {
      expect(judgeAudit(text)).toEqual({ text: expect.stringContaining('NOT audited'), isBad: false });
    },
  );
});

it('the bill of materials has the dependencies, in CycloneDX', () => {
  const { stdout } = spawnSync('npm', ['run', '-s', 'sbom'], {
    cwd: fileURLToPath(root),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const { bomFormat, components } = JSON.parse(stdout) as {
    readonly bomFormat: string;
    readonly components: readonly { readonly name: string; readonly version: string }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  const listed = new Set(components.map(({ name }) => name));
  const { dependencies: direct } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  expect(Object.keys(direct).filter((name) => !listed.has(name))).toEqual([]);
  // What it lists has a licence on the list as well.
  const known = new Set(dependencies.map(({ name, version }) => `${name}@${version}`));
  expect(components.filter(({ name, version }) => !known.has(`${name}@${version}`))).toEqual([]);
});
