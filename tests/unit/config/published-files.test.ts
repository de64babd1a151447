import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load-config.ts';
import { buildPublishedSchema, publishedSchemaText } from '../../../src/config/published-schema.ts';
import { createConnector } from '../../../src/create-connector.ts';
import { fetchAll } from '../connectors/fetch-all.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');

/** Names of all keys that the schema knows, at any depth. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]) =>
    name === 'properties' && typeof value === 'object' && value !== null
      ? [...Object.keys(value), ...Object.values(value).flatMap(keysOf)]
      : keysOf(value),
  );
}

const noDirectory = (): never => {
  throw new Error('the example has no source that is pushed to');
};

test('orgwise.schema.json is up to date; npm run schema:config writes it', () => {
  expect(read('orgwise.schema.json')).toBe(publishedSchemaText());
});

test('orgwise.example.yaml is valid, and names every key there is', () => {
  expect(loadConfig({ cwd: root, env: {}, configFile: 'orgwise.example.yaml' }).company.name).toBe(
    'Example Ltd',
  );
  const words = new Set(read('orgwise.example.yaml').match(/\w+/g));
  expect(keysOf(buildPublishedSchema()).filter((key) => !words.has(key))).toEqual([]);
});

test('.env.example names every variable that is read', () => {
  const code = readdirSync(`${root}src/config`).map((file) => read(`src/config/${file}`));
  const variables = new Set(
    code.join('\n').match(/\b(?:ORGWISE|NEO4J|SLACK|TEAMS|OPENAI|WEB)_[A-Z_0-9]+|\bPORT\b/g),
  );
  expect(variables.size).toBeGreaterThanOrEqual(18);
  expect([...variables].filter((name) => !read('.env.example').includes(`#${name}=`))).toEqual([]);
});

/** Options of sources that hold a secret, by the driver, as the published schema describes them. */
function secretsOf(schema: unknown, driver = ''): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((one) => secretsOf(one, driver));
  const { properties } = schema as { readonly properties?: Record<string, Record<string, unknown>> };
  const own = typeof properties?.type?.const === 'string' ? properties.type.const : driver;
  const secrets = Object.entries(properties ?? {}).flatMap(([name, { description }]) =>
    own !== '' && /name of a variable of the environment/.test(String(description)) ? [`${own} ${name}`] : [],
  );
  return [...secrets, ...Object.values(schema).flatMap((value) => secretsOf(value, own))];
}

test('.env.example names every variable that the examples of sources take a secret from', () => {
  const pages = readdirSync(`${root}docs/connectors`).filter((file) => file !== 'write-your-own.md');
  const examples = [read('orgwise.example.yaml'), ...pages.map((file) => read(`docs/connectors/${file}`))];
  const variables = new Set(
    [...examples.join('\n').matchAll(/\$\{([A-Z][A-Z_0-9]*)\}/g)].map(([, name]) => name),
  );
  variables.delete('NAME');
  expect(variables.size).toBeGreaterThanOrEqual(13);
  const known = read('.env.example');
  expect([...variables].filter((name) => !known.includes(`\n#${name}=`))).toEqual([]);
});

test('orgwise.example.yaml shows each secret of a source as a variable', () => {
  const secrets = [...new Set(secretsOf(buildPublishedSchema()))];
  expect(secrets.length).toBeGreaterThanOrEqual(12);
  const entries = read('orgwise.example.yaml').split(/\n\s*#? ?- name: /);
  const shows = (secret: string) => {
    const [driver = '', option = ''] = secret.split(' ');
    const entry = entries.find((one) => new RegExp(`\\btype: ${driver}\\b`).test(one)) ?? '';
    return new RegExp(`\\b${option}: \\$\\{[A-Z_]+\\}`).test(entry);
  };
  expect(secrets.filter((secret) => !shows(secret))).toEqual([]);
});

test('the sample company comes through whole', async () => {
  const config = loadConfig({ cwd: root, env: {}, configFile: 'sample-company/orgwise.yaml' });
  const counts: Record<string, number> = {};
  for (const source of config.sources) {
    const { records, problems } = await fetchAll(
      createConnector(source, config.company.timeZone, noDirectory),
    );
    expect(problems).toEqual([]);
    for (const { kind } of records) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  const rowsOf = (file: string) => read(`sample-company/${file}`).trim().split('\n').length - 1;
  expect(counts).toEqual({
    employee: rowsOf('people.csv'),
    team: rowsOf('teams.csv'),
    task: rowsOf('tasks.csv'),
    article: readdirSync(`${root}sample-company/articles`, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /\.mdx?$/.test(path),
    ).length,
  });
});

test('the Kubernetes set needs its folder, and is otherwise valid', () => {
  const load = (env: Record<string, string>) =>
    loadConfig({ cwd: root, env, configFile: 'bench/kubernetes/orgwise.yaml' });
  expect(() => load({})).toThrow(/KUBERNETES_DATA\} is not set/);
  expect(load({ KUBERNETES_DATA: '/data' }).sources[1]).toMatchObject({ tasks: { file: '/data/tasks.csv' } });
});
