import { z } from 'zod';

/** Section `model` of the configuration file; its key stands in the environment. */
export const modelSchema = z.strictObject({
  name: z.string().min(1).describe('Name of the chat model; on Azure, of the deployment.'),
  baseUrl: z
    .url()
    .optional()
    .describe("Address of a compatible server up to /v1; OpenAI's own when left away."),
  azure: z
    .strictObject({
      endpoint: z.url().describe('Address of the Azure OpenAI resource.'),
      apiVersion: z.string().min(1).describe("API version, e.g. '2024-10-21'."),
    })
    .optional()
    .describe('Azure OpenAI in place of baseUrl.'),
  timeoutSeconds: z
    .number()
    .min(1)
    .max(120)
    .default(20)
    .describe('Longest wait for one answer of the server; the answer without a model is given then.'),
  embeddings: z
    .strictObject({
      name: z.string().min(1).describe('Name of the embedding model; on Azure, of the deployment.'),
      dimensions: z.int().min(1).max(8192).describe('Length of its vectors.'),
    })
    .optional()
    .describe('Also ranks articles by embeddings; all passages are embedded once at sync.'),
});
