import type { Embedder } from '../embedder.ts';
import type { ServerEmbeddingSettings } from '../embedding-settings.ts';
import { ModelError } from '../model-error.ts';
import { scaleOf } from '../similarity-scale.ts';
import { createClient } from './create-client.ts';
import { beforeDeadline, createDeadline } from './deadline.ts';
import { mapModelError } from './map-model-error.ts';

/** Texts of one request: far below the limits of hosted servers, and small enough for the memory of a local one. */
const batchSize = 64;

/** Embeddings of a server that speaks `/embeddings`; the deadline holds for each batch. */
export function createOpenAiEmbedder(settings: ServerEmbeddingSettings): Embedder {
  const client = createClient(settings);
  const server = new URL(client.baseURL).host;
  const { name, dimensions } = settings;

  async function embedBatch(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const deadline = createDeadline(settings.timeoutSeconds * 1000, signal);
    try {
      const { data } = await beforeDeadline(
        // Left away, the library asks for base64 and misreads the floats of servers that know nothing else.
        client.embeddings.create(
          { model: name, input: [...texts], encoding_format: 'float' },
          { signal: deadline.signal },
        ),
        deadline,
        server,
      );
      if (data.length !== texts.length)
        throw new ModelError(
          'invalid_output',
          `${server} gave ${data.length} embeddings for ${texts.length} texts.`,
        );
      // Some servers leave the index out, and answer in the order of the texts.
      const byIndex = new Map(data.map(({ index, embedding }, at) => [index ?? at, embedding]));
      return texts.map((_, at) => unitVector(byIndex.get(at) ?? [], dimensions, server));
    } catch (error) {
      throw deadline.signal.aborted ? deadline.error(server) : mapModelError(error, server);
    } finally {
      deadline.clear();
    }
  }

  return {
    dimensions: [dimensions],
    scaleFor: () => scaleOf(name),
    matches: () => true,
    // What languages a server's model knows is its operator's to know, who chose it.
    understands: () => true,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (let at = 0; at < texts.length; at += batchSize)
        vectors.push(...(await embedBatch(texts.slice(at, at + batchSize), signal)));
      return vectors;
    },
    async embedQuestion(question, signal) {
      const [vector] = await embedBatch([question], signal);
      if (vector === undefined) throw new ModelError('invalid_output', `${server} gave no embedding.`);
      return vector;
    },
  };
}

function unitVector(values: readonly number[], dimensions: number, server: string): Float32Array {
  if (values.length === dimensions && !values.every(Number.isFinite))
    throw new ModelError('invalid_output', `An embedding of ${server} holds what is no number.`);
  const length = Math.hypot(...values);
  if (values.length !== dimensions || !(length > 0))
    throw new ModelError(
      'invalid_output',
      `The embeddings of ${server} have ${values.length} dimensions, and embeddings.dimensions says ${dimensions}.`,
    );
  return Float32Array.from(values, (value) => value / length);
}
