import { fieldsOf } from './fields-of.ts';
import type { ConfigMistake } from './invalid-config-error.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * What the schema of section `model` cannot say: it names one server, a hosted one needs a key, and a limit of cost a
 * price.
 */
export function findModelMistakes(file: YamlFile, key: string | null): readonly ConfigMistake[] {
  const { model } = fieldsOf(file.content);
  return [...findServerMistakes(file, fieldsOf(model), key), ...findLimitMistakes(file, fieldsOf(model))];
}

/** Without a price, nothing is counted, and a limit would hold nothing back. */
function findLimitMistakes(
  file: YamlFile,
  { price, limits, extract }: Readonly<Record<string, unknown>>,
): readonly ConfigMistake[] {
  if (price !== undefined) return [];
  const { costPerQuestion, costPerDay, costPerPersonPerDay } = fieldsOf(limits);
  const costs = [
    ...Object.entries({ costPerQuestion, costPerDay, costPerPersonPerDay }).map(
      ([name, value]) => ['limits', name, value] as const,
    ),
    ['extract', 'costPerDay', fieldsOf(extract).costPerDay] as const,
  ];
  return costs
    .filter(([, , value]) => value !== undefined)
    .map(([section, name]) => ({
      path: `model.${section}.${name}`,
      line: file.lineOf(['model', section, name]),
      message: 'found without model.price; accepted: beside it, as cost is counted by it.',
    }));
}

function findServerMistakes(
  file: YamlFile,
  { baseUrl, azure, name }: Readonly<Record<string, unknown>>,
  key: string | null,
): readonly ConfigMistake[] {
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
