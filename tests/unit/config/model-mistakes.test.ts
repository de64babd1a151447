import { expect, test } from 'vitest';
import { defaultLimits } from '../../../src/models/model-limits.ts';
import { least, loadYaml, mistakesOf } from './load-example.ts';

const azure = 'azure: { endpoint: "https://acme.openai.azure.com", apiVersion: "2024-10-21" }';

test('a server of its own and Azure at once is a mistake', () => {
  const yaml = `${least}model:\n  name: gpt\n  baseUrl: http://127.0.0.1:11434/v1\n  ${azure}\n`;
  expect(mistakesOf(yaml, { OPENAI_API_KEY: 'k' })).toEqual([
    '11 model.azure: found beside model.baseUrl; accepted: one of the two, as each names the server.',
  ]);
});

test('a hosted model needs a key, a server of its own does not', () => {
  expect(mistakesOf(`${least}model: { name: gpt }\n`)).toEqual([
    'env OPENAI_API_KEY: found nothing, and section model asks OpenAI; accepted: its key, or model.baseUrl for a server that needs none.',
  ]);
  expect(mistakesOf(`${least}model:\n  name: gpt\n  ${azure}\n`)[0]).toContain('asks Azure OpenAI');
  const own = loadYaml(`${least}model: { name: llama, baseUrl: "http://127.0.0.1:11434/v1" }\n`);
  expect(own.config.model).toEqual({
    name: 'llama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    timeoutSeconds: 20,
    apiKey: null,
  });
});

const own = 'name: llama\n  baseUrl: http://127.0.0.1:11434/v1';

test('limits have defaults, and are what a question may take', () => {
  expect(loadYaml(`${least}model:\n  ${own}\n`).config.modelLimits).toEqual(defaultLimits);
  const set = `${least}model:\n  ${own}\n  price: { input: 0.5, output: 2 }\n  limits: { tokens: 9000, costPerDay: 3 }\n`;
  expect(loadYaml(set).config.modelLimits).toEqual({
    ...defaultLimits,
    tokens: 9000,
    price: { input: 0.5, output: 2 },
    costPerDay: 3,
  });
  expect(loadYaml(least).config.modelLimits).toBeNull();
});

test('a limit of cost without a price is a mistake', () => {
  expect(mistakesOf(`${least}model:\n  ${own}\n  limits: { costPerQuestion: 0.1, costPerDay: 3 }\n`)).toEqual(
    [
      '11 model.limits.costPerQuestion: found without model.price; accepted: beside it, as cost is counted by it.',
      '11 model.limits.costPerDay: found without model.price; accepted: beside it, as cost is counted by it.',
    ],
  );
});

test('passages are read where it is configured, within limits that have defaults', () => {
  expect(loadYaml(`${least}model:\n  ${own}\n`).config.extraction).toBeNull();
  expect(loadYaml(`${least}model:\n  ${own}\n  extract: {}\n`).config.extraction).toEqual({
    passagesPerDay: 2_000,
    tokensPerDay: 1_000_000,
    costPerDay: null,
    minutesPerRun: 60,
    price: null,
  });
  expect(mistakesOf(`${least}model:\n  ${own}\n  extract: { costPerDay: 2 }\n`)).toEqual([
    '11 model.extract.costPerDay: found without model.price; accepted: beside it, as cost is counted by it.',
  ]);
});

test('models within Orgwise are one or several, whatever their order', () => {
  const modelsOf = (local: string) => loadYaml(`${least}embeddings: { local: ${local} }\n`).config.embeddings;
  expect(modelsOf('bge-small-en-v1.5')).toEqual({ kind: 'local', models: ['bge-small-en-v1.5'] });
  expect(modelsOf('[bge-small-zh-v1.5, bge-small-en-v1.5, bge-small-zh-v1.5]')).toEqual({
    kind: 'local',
    models: ['bge-small-en-v1.5', 'bge-small-zh-v1.5'],
  });
  expect(mistakesOf(`${least}embeddings: { local: bge-small-de }\n`)).toEqual([
    "8 embeddings.local: found 'bge-small-de'; accepted: bge-small-en-v1.5, bge-small-zh-v1.5, or a list.",
  ]);
  expect(mistakesOf(`${least}embeddings: { local: [] }\n`)).toEqual([
    '8 embeddings.local: found an empty list; accepted: a list of 1 or more items.',
  ]);
  expect(mistakesOf(`${least}embeddings: { local: [bge-small-en-v1.5, e5] }\n`)).toEqual([
    "8 embeddings.local[1]: found 'e5'; accepted: bge-small-en-v1.5, bge-small-zh-v1.5.",
  ]);
});
