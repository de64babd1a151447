import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatFinding } from '../../src/cli/run-doctor.ts';
import { knownSecrets } from '../../src/config/known-secrets.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { examineParts } from '../../src/examine.ts';
import { createOrgwise } from '../../src/main.ts';
import { createLog } from '../../src/operations/log.ts';
import { createRedactor } from '../../src/operations/redact-secrets.ts';
import { writeFiles } from '../fixtures/write-files.ts';

/** Stands in each secret: no words of ours have it. */
const canary = 'CANARYq7';
const secret = (name: string): string => `${canary}-${name}-${'x'.repeat(8)}`;
const leaks = (text: string): readonly string[] =>
  [canary, Buffer.from(`:${canary}`).toString('base64').slice(2, 10)].filter((one) => text.includes(one));

let folder: string;
let echo: Server;
let url: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'orgwise-canary-'));
  // A service that refuses, and repeats all that it was sent: the worst that a proxy's error page does.
  echo = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const said = {
        url: request.url,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      const error = JSON.stringify(said);
      response.writeHead(401, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          ok: false,
          error,
          message: error,
          error_codes: [7],
          error_description: error,
          ...said,
        }),
      );
    });
  });
  const listening = Promise.withResolvers<void>();
  echo.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
});
afterAll(() => {
  echo?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A secret in every variable and option that takes one. */
function planted() {
  const env = {
    ORGWISE_LOG_LEVEL: 'trace',
    SLACK_BOT_TOKEN: `xoxb-${secret('bot')}`,
    SLACK_APP_TOKEN: `xapp-${secret('app')}`,
    SLACK_SIGNING_SECRET: secret('signing'),
    SLACK_API_URL: `${url}/api/`,
    TEAMS_APP_ID: '5f1b9d0e-7a55-4a7e-9d0a-0c1d2e3f4a5b',
    TEAMS_APP_PASSWORD: secret('teams'),
    TEAMS_TENANT_ID: '0f7c2a3e-1111-4222-8333-944455566677',
    TEAMS_LOGIN_URL: `${url}/login`,
    OPENAI_API_KEY: secret('model'),
    ATLASSIAN_TOKEN: secret('atlassian'),
    GITHUB_TOKEN: secret('github'),
    LDAP_PASSWORD: secret('ldap'),
    WIKI_PASSWORD: secret('wiki'),
    OUTLINE_TOKEN: secret('outline'),
    WEB_CLIENT_SECRET: secret('page'),
    // As long as a key must be.
    WEB_SESSION_KEY: `${canary}${'x'.repeat(34)}E=`,
  };
  writeFiles(join(folder, 'company'), {
    'people.csv': 'id,name,email\ne1,Ana Silva,ana@acme.example\n',
    'orgwise.yaml': `
company: { name: Acme, timeZone: UTC }
model: { name: m, baseUrl: '${url}/v1' }
admins: [ana@acme.example]
web: { signIn: { issuer: '${url}', clientId: page, redirectUrl: '${url}/sign-in/callback' } }
sources:
  - { name: directory, type: csv, people: { file: people.csv } }
  - { name: jira, type: jira, url: '${url}', apiUrl: '${url}', email: a@acme.example, token: '\${ATLASSIAN_TOKEN}' }
  - { name: confluence, type: confluence, url: '${url}', apiUrl: '${url}', email: a@acme.example, token: '\${ATLASSIAN_TOKEN}' }
  - { name: github, type: github, baseUrl: '${url}', repositories: [a/b], token: '\${GITHUB_TOKEN}' }
  - { name: ldap, type: ldap, url: 'ldap://127.0.0.1:9', bindDn: cn=a, password: '\${LDAP_PASSWORD}', base: 'dc=a' }
  - { name: wiki, type: mediawiki, apiUrl: '${url}/api.php', username: a@b, readers: [everyone], password: '\${WIKI_PASSWORD}' }
  - { name: outline, type: outline, url: '${url}', token: '\${OUTLINE_TOKEN}' }
`,
  });
  return { env, cwd: join(folder, 'company'), dataDir: join(folder, 'data') };
}

/** All that stands on the disk, files of databases as they are. */
function onDisk(place: string): string {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), 'latin1'))
    .join('\n');
}

describe('secrets in every variable and option', () => {
  it('are never in the log, errors, doctor, answers, the graph, the state or the audit trail', async () => {
    const config = loadConfig(planted());
    for (const name of [
      'bot',
      'app',
      'signing',
      'teams',
      'model',
      'atlassian',
      'github',
      'ldap',
      'wiki',
      'outline',
      'page',
    ])
      expect(config.secrets.some((one) => one.includes(secret(name)))).toBe(true);
    const lines: string[] = [];
    // Without the last net, which takes known secrets out of every line: nothing may hang on it alone.
    const log = createLog('trace', [], { write: (line) => void lines.push(line) });
    const orgwise = await createOrgwise(config, log);
    const told: string[] = [];
    try {
      const report = await orgwise.sync();
      told.push(JSON.stringify(report));
      expect(report.sources.filter((one) => one.message !== undefined)).toHaveLength(6);
      const sender = { accountId: 'a', email: 'ana@acme.example' };
      for (const text of [
        'Who knows about CANARY?',
        '/status',
        'What is the token of GitHub?',
        '/orgwise status',
      ])
        told.push(
          JSON.stringify(
            await orgwise.handleMessage({
              ...{ id: text, platform: 'web', kind: 'direct', text, conversationId: 'c', sender },
            }),
          ).replaceAll('CANARY', ''),
        );
      await orgwise.audit.flush();
    } finally {
      await orgwise.close();
    }
    for await (const finding of examineParts(config, log)) told.push(formatFinding(finding));
    expect(told.join('\n')).toMatch(/wrong (slack|teams|model|source)/);
    expect(told.join('\n')).toContain('wrong web sign-in');
    expect(leaks(told.join('\n'))).toEqual([]);
    expect(leaks(lines.join('\n'))).toEqual([]);
    const { dataDir } = planted();
    expect(onDisk(dataDir)).toContain('Ana Silva');
    expect(leaks(onDisk(dataDir))).toEqual([]);
  });

  const variables = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => /^#([A-Z_]+)=/.exec(line)?.[1] ?? [])
    .filter((name) => /TOKEN|SECRET|PASSWORD|KEY|URI/.test(name) && !/_ISSUER|_SCOPE/.test(name));

  it.each(variables)('are not told where what is in %s is of the wrong form', (name) => {
    const { env, ...rest } = planted();
    const others = {
      NEO4J_URI: 'neo4j://localhost:7687',
      NEO4J_PASSWORD: 'abcdefgh',
      SLACK_CLIENT_ID: '1.2',
    };
    for (const value of [secret(name), `x://user:${secret(name)}@host/`, `${secret(name)},${secret(name)}`]) {
      let message = '';
      try {
        loadConfig({ ...rest, env: { ...env, ...(name.startsWith('NEO4J') ? others : {}), [name]: value } });
      } catch (error) {
        message = String(error);
      }
      expect(leaks(message)).toEqual([]);
    }
  });

  it('are not told where an option has another form', () => {
    const { env, cwd, dataDir } = planted();
    const wrong = [`[${canary}]`, `{ a: ${canary} }`, `'${canary}\n  - }'`];
    for (const value of wrong) {
      writeFiles(cwd, {
        'orgwise.yaml': `company: { name: A, timeZone: UTC }\nsources:\n  - { name: g, type: github, token: ${value}, repositories: 3 }\n`,
      });
      expect(() => loadConfig({ env, cwd, dataDir })).toThrow(expect.not.stringContaining(canary));
    }
  });
});

describe('a secret that turns up all the same', () => {
  it('is left out of the log, in whatever form', () => {
    const lines: string[] = [];
    const key = 'q"7/ä secret';
    const log = createLog('info', [key], { write: (line) => void lines.push(line) });
    log.info({ err: new Error(`refused: ${key}`), nested: { deep: [key] } }, `said ${key}`);
    log.info({
      query: `https://x.example/?k=${encodeURIComponent(key)}`,
      basic: Buffer.from(key).toString('base64'),
    });
    expect(lines.join('\n')).not.toMatch(/q\\*"7|q%227|cSI3/);
    expect(lines.join('\n')).toContain('[redacted]');
  });

  it('is known by the name of its variable or option, and within an address', () => {
    const found = knownSecrets(
      { A_TOKEN: 'aaaaaa', B_PASSWORD: 'bbbbbb', C: 'c', NEO4J_URI: 'neo4j://u:dddddd@h', E_KEYS: 'e' },
      { sources: [{ token: 'ffffff', url: 'https://u:gggggg@h/', name: 'n' }] },
    );
    expect(found.toSorted()).toEqual(['aaaaaa', 'bbbbbb', 'dddddd', 'ffffff', 'gggggg']);
    expect(createRedactor(found)('aaaaaa n ffffff')).toBe('[redacted] n [redacted]');
    expect(createRedactor(['on', ''])('on and on')).toBe('on and on');
  });

  it('is left out of what the command says as it fails', () => {
    const { env, cwd } = planted();
    const entry = fileURLToPath(new URL('../../src/orgwise.mjs', import.meta.url));
    const run = spawnSync(process.execPath, [entry, 'sync', '--config', `${cwd}/${env.GITHUB_TOKEN}.yaml`], {
      env: { ...process.env, ...env, SLACK_TOKEN_KEY: randomBytes(32).toString('base64') },
      encoding: 'utf8',
    });
    expect(run.status).not.toBe(0);
    expect(run.stderr).toContain('[redacted]');
    expect(leaks(run.stdout + run.stderr)).toEqual([]);
  });

  it.each([
    ['an exception', (words: string) => `throw ${words}`],
    ['a promise that nobody waits for', (words: string) => `void Promise.reject(${words})`],
  ])(
    'is left out of %s beside every call, which ends the command',
    (_, thrownAs) => {
      const { env, cwd } = planted();
      const entry = fileURLToPath(new URL('../../src/orgwise.mjs', import.meta.url));
      const thrown = thrownAs("new Error('crashed at ' + process.env.GITHUB_TOKEN)");
      // As soon as somebody listens, and for ten seconds at most.
      const isHeard = "process.listenerCount('uncaughtException') > 0";
      const fault = `let left = 500; const timer = setInterval(() => {
      if (left-- === 0) clearInterval(timer);
      if (${isHeard}) { clearInterval(timer); ${thrown}; }
    }, 20);`;
      const hook = ['--import', `data:text/javascript,${encodeURIComponent(fault)}`];
      const run = spawnSync(process.execPath, [...hook, entry, 'doctor', '--config', `${cwd}/none.yaml`], {
        env: { ...process.env, ...env, SLACK_TOKEN_KEY: randomBytes(32).toString('base64') },
        encoding: 'utf8',
      });
      expect(run.status).not.toBe(0);
      expect(run.stderr).toContain('crashed at [redacted]');
      expect(leaks(run.stdout + run.stderr)).toEqual([]);
    },
    180_000,
  );

  it('so are secrets of .env and of the configuration file', () => {
    const [inEnv, inFile] = [secret('env'), secret('file')];
    const source = `{ name: code, type: github, repositories: [a/b], token: ${inFile} }`;
    writeFileSync(join(folder, '.env'), `SOME_TOKEN=${inEnv}\n`);
    writeFileSync(
      join(folder, 'orgwise.yaml'),
      `company: { name: X, timeZone: UTC }\nsources: [${source}]\n`,
    );
    const entry = fileURLToPath(new URL('../../src/orgwise.mjs', import.meta.url));
    for (const name of [inEnv, inFile]) {
      writeFileSync(join(folder, name), 'a file where the folder should be');
      const run = spawnSync(process.execPath, [entry, 'sync', '--data', join(folder, name, 'data')], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(run.status).not.toBe(0);
      expect(run.stderr).toContain('[redacted]');
      expect(leaks(run.stdout + run.stderr)).toEqual([]);
    }
  });
});
