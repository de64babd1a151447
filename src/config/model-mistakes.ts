import type { ConfigMistake } from './invalid-config-error.ts';
import type { YamlFile } from './yaml-file.ts';

/** What the schema of section `model` cannot say: it names one server, and a hosted one needs a key. */
export function findModelMistakes(file: YamlFile, key: string | null): readonly ConfigMistake[] {
  const { model } = fieldsOf(file.content);
  const { baseUrl, azure, name } = fieldsOf(model);
  if (baseUrl !== undefined && azure !== undefined)
    return [
      {
        path: 'model.azure',
        line: file.lineOf(['model', 'azure']),
        message: 'found beside model.baseUrl; accepted: one of the two, as each names the server.',
      },
    ];
  if (name === undefined || baseUrl !== undefined || key !== null) return [];
  const server = azure === undefined ? 'OpenAI' : 'Azure OpenAI';
  return [
    {
      path: 'OPENAI_API_KEY',
      message: `found nothing, and section model asks ${server}; accepted: its key, or model.baseUrl for a server that needs none.`,
    },
  ];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
