import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
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

  it('that the registry has no endpoint for are said not to be known, with its word for why', () => {
    const printed = JSON.stringify({
      message: '405 Method Not Allowed - POST https://r.example/x',
      error: {},
    });
    expect(judgeAudit(printed)).toEqual({
      text: 'The registry told no vulnerabilities (405 Method Not Allowed - POST https://r.example/x): the dependencies were NOT audited.',
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

/** Where the registry tells no vulnerabilities, this is what still can be looked at. */
describe('the lock', () => {
  const { packages } = JSON.parse(lock) as {
    readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const locked = Object.entries(packages).filter(([path]) => path !== '');

  it('names no other place than the registry, and of each package the hash that installing it is held to', () => {
    expect(locked.length).toBeGreaterThan(300);
    const strange = locked.filter(
      ([, { resolved, integrity }]) =>
        (resolved !== undefined && !String(resolved).startsWith('https://registry.npmjs.org/')) ||
        !/^sha512-/.test(String(integrity)),
    );
    expect(strange.map(([path]) => path)).toEqual([]);
  });

  it('has scripts that run when installing where package.json allows them, and nowhere else that Orgwise runs', () => {
    const withScript = locked
      .filter(
        ([, { hasInstallScript, optional, dev }]) =>
          hasInstallScript === true && optional !== true && dev !== true,
      )
      .map(([path]) => path);
    expect(withScript).toEqual([]);
  });
});

it('the registry is asked for what is installed where Orgwise runs, and a hole ends the run', async () => {
  const asked: string[] = [];
  const registry = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      asked.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8'));
      const hole = {
        id: 1,
        url: 'https://example.com/1',
        title: 'A hole',
        severity: 'high',
        vulnerable_versions: '*',
      };
      const isBulk = request.url === '/-/npm/v1/security/advisories/bulk';
      const told = isBulk ? { ky: [hole] } : { name: 'ky', 'dist-tags': {}, versions: {} };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
    });
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = registry.address() as AddressInfo;
    const run = spawn(process.execPath, ['deploy/dependencies/audit-dependencies.ts'], {
      cwd: fileURLToPath(root),
      env: { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/` },
    });
    let printed = '';
    run.stdout.on('data', (text) => {
      printed += String(text);
    });
    const code = await new Promise((resolve) => run.on('close', resolve));
    expect([code, printed]).toEqual([1, expect.stringContaining('high: ky')]);
    const [bulk = '{}'] = asked;
    expect(Object.keys(JSON.parse(bulk))).toEqual(expect.arrayContaining(['ky', 'openid-client']));
    expect(bulk).not.toContain('"vitest"');
  } finally {
    registry.close();
  }
}, 30_000);

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
