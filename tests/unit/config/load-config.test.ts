import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load-config.ts';
import { temporaryFolder } from '../connectors/temporary-folder.ts';
import { least, loadYaml } from './load-example.ts';

test('fills in what is not said, and makes paths absolute', () => {
  const { folder, config } = loadYaml(least);
  expect(config).toEqual({
    company: { name: 'Acme', timeZone: 'Europe/Berlin' },
    sources: [
      {
        name: 'wiki',
        type: 'markdown',
        folder: join(folder, 'wiki'),
        readers: ['everyone'],
        include: ['**/*.md', '**/*.mdx'],
        maxBytes: 5_000_000,
        parents: true,
      },
    ],
    sync: {
      schedule: '0 2 * * *',
      fullEveryHours: 20,
      keepDeletedDays: 30,
      jitterSeconds: 60,
      maxDeletedShare: 0.2,
      maxErrorShare: 0.1,
      maxFetchMinutes: 180,
      movementsTo: {},
    },
    storage: { dataDir: join(folder, '.orgwise') },
    web: { enabled: true, port: 3978, host: '127.0.0.1', signIn: null },
    http: { port: 3978, host: '127.0.0.1' },
    identity: {},
    access: { lost: 'refuse' },
    neo4j: null,
    modelStatements: false,
    withholdFromModels: { sources: [], fields: {} },
    extraction: null,
    embeddings: null,
    cacheDir: join(homedir(), '.cache', 'orgwise'),
    slack: null,
    teams: null,
    model: null,
    modelLimits: null,
    linking: { nicknames: {}, aliases: {} },
    answers: { maxCharacters: 1200, listLimit: 20, perPersonPerMinute: 120 },
    audit: { enabled: true, questions: false, keepDays: 365 },
    admins: [],
    fields: {},
    configFile: join(folder, 'orgwise.yaml'),
    isPlayground: false,
    logLevel: 'info',
    secrets: [],
  });
});

test('paths in the file begin at the file, paths of options and variables at the working directory', () => {
  const folder = temporaryFolder({
    'conf/my.yaml': `${least}  - name: hr\n    type: csv\n    people: { file: ../data/people.csv }\n    teams: { file: /abs/teams.csv }\nstorage:\n  dataDir: graph\n`,
  });
  const load = (options: { configFile?: string; dataDir?: string; env?: Record<string, string> }) =>
    loadConfig({ env: {}, cwd: folder, ...options });
  const config = load({ configFile: 'conf/my.yaml' });
  expect(config.sources[1]).toMatchObject({
    people: { file: join(folder, 'data/people.csv') },
    teams: { file: '/abs/teams.csv' },
  });
  expect(config.storage.dataDir).toBe(join(folder, 'conf/graph'));
  const env = { ORGWISE_CONFIG: './conf/my.yaml', ORGWISE_DATA: 'by-env' };
  expect(load({ env }).storage.dataDir).toBe(join(folder, 'by-env'));
  expect(load({ env, dataDir: 'by-option' }).storage.dataDir).toBe(join(folder, 'by-option'));
});

test('the option goes before the variable, that before orgwise.yaml here, that before the sample company', () => {
  const folder = temporaryFolder({
    'orgwise.yaml': least.replace('Acme', 'Here'),
    'env.yaml': least.replace('Acme', 'Variable'),
    'option.yaml': least.replace('Acme', 'Option'),
    'empty/x': '',
  });
  const env = { ORGWISE_CONFIG: 'env.yaml' };
  expect(loadConfig({ cwd: folder, env, configFile: 'option.yaml' }).company.name).toBe('Option');
  expect(loadConfig({ cwd: folder, env }).company.name).toBe('Variable');
  expect(loadConfig({ cwd: folder, env: { ORGWISE_CONFIG: '' } }).company.name).toBe('Here');
  const playground = loadConfig({ cwd: join(folder, 'empty'), env: {} });
  expect(playground).toMatchObject({
    isPlayground: true,
    company: { name: 'Voltmoor', timeZone: 'Europe/Berlin', today: '2026-11-20' },
    storage: { dataDir: join(folder, 'empty/.orgwise/sample') },
  });
});

test('.env fills in what the environment lacks, and never overrides it', () => {
  const yaml = least.replace('Acme', `\${COMPANY}`).replace('folder: wiki', `folder: "\${FOLDER}"`);
  const dotenv = 'COMPANY=FromFile\nFOLDER=from-file\nORGWISE_LOG_LEVEL=debug\nPORT=4000\n';
  const { folder, config } = loadYaml(yaml, { COMPANY: 'Real', PORT: '5000' }, { '.env': dotenv });
  expect(config).toMatchObject({ company: { name: 'Real' }, logLevel: 'debug', web: { port: 5000 } });
  expect(config.sources[0]).toMatchObject({ folder: join(folder, 'from-file') });
});

test('variables are filled in, with defaults, as text or as numbers', () => {
  const yaml = [
    least.replace('Acme', () => `"\${A} & \${B:-sons} $\${A}"`),
    'web:',
    `  port: \${WEB_PORT:-4001}`,
    `  enabled: \${WEB}`,
    'sync:',
    `  schedule: \${NIGHTLY:-0 3 * * *}`,
    'linking:',
    '  aliases:',
    `    Acme: ["\${NUMBER}"]`,
  ].join('\n');
  const { config } = loadYaml(yaml, { A: 'Acme', B: '', WEB: 'false', NUMBER: '42' });
  expect(config).toMatchObject({
    company: { name: `Acme & sons \${A}` },
    web: { port: 4001, enabled: false },
    sync: { schedule: '0 3 * * *' },
    linking: { aliases: { Acme: ['42'] } },
  });
});

test('sections whose lines are all commented out count as absent', () => {
  const { config } = loadYaml(`${least}sync:\n  # schedule: x\nlinking:\n  nicknames:\n`);
  expect(config.sync.schedule).toBe('0 2 * * *');
  expect(config.linking).toEqual({ nicknames: {}, aliases: {} });
});

test('a file that is named and cannot be read is an error', () => {
  expect(() => loadConfig({ cwd: temporaryFolder(), env: {}, configFile: 'gone.yaml' })).toThrow(
    expect.objectContaining({ code: 'invalid_config', message: expect.stringContaining('gone.yaml') }),
  );
});

test('a model may write statements for Neo4j where the file says so, and nowhere else', () => {
  const neo4j = { NEO4J_URI: 'bolt://127.0.0.1:1', NEO4J_PASSWORD: 'x' };
  expect(loadYaml(least, neo4j).config.modelStatements).toBe(false);
  const { config } = loadYaml(`${least}neo4j: { modelStatements: true }\n`, neo4j);
  expect(config).toMatchObject({ modelStatements: true, neo4j: { uri: 'bolt://127.0.0.1:1' } });
});
