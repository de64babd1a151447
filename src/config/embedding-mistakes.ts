import { fieldsOf } from './fields-of.ts';
import type { ConfigMistake } from './invalid-config-error.ts';
import type { YamlFile } from './yaml-file.ts';

/** What the schema of section `embeddings` cannot say: it names a model within Orgwise or a server's, and all of the latter. */
export function findEmbeddingMistakes(file: YamlFile, key: string | null): readonly ConfigMistake[] {
  const { embeddings, model } = fieldsOf(file.content);
  if (fieldsOf(model).embeddings !== undefined)
    return [
      {
        path: 'model.embeddings',
        line: file.lineOf(['model', 'embeddings']),
        message: 'is a section of its own now; accepted: the same as embeddings, beside model.',
      },
    ];
  if (embeddings === undefined) return [];
  const { local, ...server } = fieldsOf(embeddings);
  const at = (path: readonly string[], message: string): ConfigMistake => ({
    path: ['embeddings', ...path].join('.'),
    line: file.lineOf(['embeddings', ...path]),
    message,
  });
  const named = Object.keys(server).find((name) => ['name', 'dimensions', 'baseUrl'].includes(name));
  if (local !== undefined)
    return named === undefined
      ? []
      : [at([named], 'found beside embeddings.local; accepted: one of the two, as each names the model.')];
  const { name, dimensions, baseUrl } = server;
  if (name === undefined || dimensions === undefined)
    return [
      at([], 'found no model; accepted: local, or name and dimensions of the embedding model of a server.'),
    ];
  if (baseUrl !== undefined || model !== undefined || key !== null) return [];
  return [
    {
      path: 'OPENAI_API_KEY',
      message:
        'found nothing, and section embeddings asks OpenAI; accepted: its key, or embeddings.baseUrl for a server that needs none.',
    },
  ];
}
