import { z } from 'zod';
import { timeoutSchema } from './model-schema.ts';

/** The models that run within Orgwise; `npm run embedder` fetches their files. */
export const localNames = ['bge-small-en-v1.5', 'bge-small-zh-v1.5'] as const;

const localName = z.enum(localNames);

/** Section `embeddings` of the configuration file. What excludes one another is for `findEmbeddingMistakes` to tell. */
export const embeddingsSchema = z.strictObject({
  local: z
    .union([localName, z.array(localName).min(1)])
    .optional()
    .describe(
      'A model that runs within Orgwise, so that no text leaves it, or a list of them, one a language; npm run embedder fetches their files.',
    ),
  name: z
    .string()
    .min(1)
    .optional()
    .describe("In place of local: name of a server's embedding model; on Azure, of the deployment."),
  dimensions: z.int().min(1).max(8192).optional().describe("Length of the vectors of the server's model."),
  baseUrl: z
    .url()
    .optional()
    .describe('Address of the server up to /v1; that of section model when left away, else OpenAI.'),
  timeoutSeconds: timeoutSchema,
});
