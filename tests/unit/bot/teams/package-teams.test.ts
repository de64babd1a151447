import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestMistakes } from '../../../../deploy/teams/manifest-mistakes.ts';
import { heardPermissions } from '../../../../src/bot/teams/followed-threads.ts';

const root = new URL('../../../../', import.meta.url).pathname;
const appId = '5f1b9d0e-7a55-4a7e-9d0a-0c1d2e3f4a5b';
const run = promisify(execFile);

const yaml = `company: { name: Acme, timeZone: Europe/Berlin }
sources:
  - { name: hr, type: csv, people: { file: people.csv } }
  - name: wiki
    type: markdown
    folder: wiki
    readers: [everyone]
    url: https://wiki.acme.example/{path}
  - { name: code, type: github, token: GITHUB_TOKEN, organization: acme }
`;

describe('npm run package:teams', () => {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-package-'));
  beforeAll(() => writeFileSync(join(folder, 'orgwise.yaml'), yaml));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function pack(args: readonly string[], env: Readonly<Record<string, string>>) {
    const script = join(root, 'deploy/teams/package-teams.ts');
    const { PATH = '' } = process.env;
    return await run(process.execPath, [script, ...args], {
      cwd: folder,
      env: { PATH, GITHUB_TOKEN: 'token', ...env },
    });
  }

  it('makes a package with the company’s own values that Teams takes', async () => {
    const env = { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: appId, TEAMS_APP_PASSWORD: 'secret' };
    const { stdout } = await pack(['--website', 'https://acme.example'], env);
    expect(stdout).toContain('the app of Acme for the bot');
    expect(stdout).toContain('Links to wiki.acme.example, github.com get previews.');
    const files = unzipSync(new Uint8Array(readFileSync(join(folder, 'orgwise-teams.zip'))));
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
    const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString('utf8'));
    expect(manifestMistakes(manifest)).toEqual([]);
    expect(manifest).toMatchObject({
      id: appId,
      developer: { name: 'Acme', privacyUrl: 'https://acme.example' },
      bots: [{ botId: appId }],
      composeExtensions: [
        {
          botId: appId,
          messageHandlers: [{ type: 'link', value: { domains: ['wiki.acme.example', 'github.com'] } }],
        },
      ],
    });
    expect(JSON.stringify(manifest)).not.toMatch(/secret|00000000-|example\.com/);
  });

  it('lets people sign in where there is a connection for it', async () => {
    const app = { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: appId, TEAMS_APP_PASSWORD: 'secret' };
    const args = ['--website', 'https://acme.example', '--out', 'sign-in.zip'];
    const { stdout } = await pack(args, { ...app, TEAMS_OAUTH_CONNECTION: 'orgwise' });
    expect(stdout).toContain('People may sign in');
    const files = unzipSync(new Uint8Array(readFileSync(join(folder, 'sign-in.zip'))));
    const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString('utf8'));
    expect(manifestMistakes(manifest)).toEqual([]);
    expect(manifest).toMatchObject({
      webApplicationInfo: { id: appId, resource: `api://botid-${appId}` },
      validDomains: ['token.botframework.com'],
    });
  });

  it('asks owners for what following threads needs, and for nothing else', async () => {
    const app = { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: appId, TEAMS_APP_PASSWORD: 'secret' };
    const args = ['--website', 'https://acme.example', '--out', 'threads.zip'];
    await pack(args, { ...app, TEAMS_FOLLOW_THREADS: 'on' });
    const files = unzipSync(new Uint8Array(readFileSync(join(folder, 'threads.zip'))));
    const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString('utf8'));
    expect(manifestMistakes(manifest)).toEqual([]);
    const asked = manifest.authorization.permissions.resourceSpecific;
    expect(asked).toEqual(heardPermissions.map((name) => ({ name, type: 'Application' })));
    expect(manifest.authorization.permissions).not.toHaveProperty('orgWide');
    expect(manifest.webApplicationInfo.id).toBe(appId);
    expect(manifest.validDomains).toEqual([]);
  });

  it('says what is missing, and makes nothing', async () => {
    const failed = pack(['--out', 'none.zip'], {});
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^TEAMS_APP_ID is not set/),
    });
    expect(() => readFileSync(join(folder, 'none.zip'))).toThrow();
  });

  it('refuses what Teams would not take', async () => {
    const failed = pack(['--app-id', 'no-id', '--out', 'none.zip'], {});
    await expect(failed).rejects.toMatchObject({ stderr: expect.stringContaining('would not take') });
  });
});
