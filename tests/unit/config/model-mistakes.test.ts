import { expect, test } from 'vitest';
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
