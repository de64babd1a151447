import { z } from 'zod';

const amount = z.number().min(0);

/** What a question and a day may take; defaults are those of `defaultLimits`. */
const limitsSchema = z.strictObject({
  steps: z
    .int()
    .min(2)
    .max(20)
    .default(6)
    .describe('How often a question may let the model look something up, before it must end.'),
  tokens: z
    .int()
    .min(5_000)
    .default(60_000)
    .describe('Tokens of one question, read and written, over all of its requests.'),
  seconds: z
    .number()
    .min(1)
    .max(600)
    .default(60)
    .describe('Seconds that one question may wait for the model, over all of its requests.'),
  costPerQuestion: amount
    .optional()
    .describe('What one question may cost, in the currency of the price; no limit when left away.'),
  costPerDay: amount
    .optional()
    .describe('What all questions of a day may cost together; no limit when left away.'),
  costPerPersonPerDay: amount
    .optional()
    .describe('What the questions of one person may cost in a day; no limit when left away.'),
});

/** What reading passages at sync may take, beside what questions may. */
const extractSchema = z.strictObject({
  passagesPerDay: z
    .int()
    .min(1)
    .default(2_000)
    .describe('Passages that the model may read in a day; the rest waits for the next.'),
  tokensPerDay: z
    .int()
    .min(10_000)
    .default(1_000_000)
    .describe('Tokens that this may take in a day, read and written.'),
  costPerDay: amount
    .optional()
    .describe('What this may cost in a day, in the currency of the price; no limit when left away.'),
  minutesPerRun: z.number().positive().default(60).describe('Longest time that one sync may go on with it.'),
});

/** Of a request to a server. */
export const timeoutSchema = z
  .number()
  .min(1)
  .max(120)
  .default(20)
  .describe('Longest wait for one answer of the server; the answer without it is given then.');

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
  timeoutSeconds: timeoutSchema,
  stream: z
    .boolean()
    .optional()
    .describe(
      'Whether answers come word by word: all of them, for proxies that give up on long silences, or none; when left away, those whose sentences are shown while they are written.',
    ),
  price: z
    .strictObject({
      input: amount.describe('Of a million tokens read.'),
      output: amount.describe('Of a million tokens written.'),
    })
    .optional()
    .describe('What the model costs, in any currency; needed for limits of cost.'),
  limits: limitsSchema
    .prefault({})
    .describe('What a question and a day may take of the model; beyond it, answers are made without.'),
  extract: extractSchema
    .optional()
    .describe(
      'Has the model read new and changed passages at sync, for topics and names with their quotes; off when left away.',
    ),
});
