import OpenAI from 'openai';
import { z } from 'zod';
import type { Finding } from '../../operations/finding.ts';
import type { ModelOutput } from '../chat-model.ts';
import type { ServerEmbeddingSettings } from '../embedding-settings.ts';
import { jsonOutput } from '../json-output.ts';
import { ModelError } from '../model-error.ts';
import type { ModelSettings } from '../model-settings.ts';
import { createClient } from './create-client.ts';
import { createOpenAiChatModel, type OpenAiChatModel } from './openai-chat-model.ts';
import { createOpenAiEmbedder } from './openai-embedder.ts';

/** Whatever comes back proves that the server, the key and the name are right. */
const anything: ModelOutput<string> = { name: 'text', schema: null, parse: (text) => text };

const formats = {
  json_schema: 'holds answers to a JSON Schema',
  json_object: 'answers in JSON; the schema goes into the prompt',
  prompt: 'knows no JSON mode; answers are asked for in words and checked',
} as const;

/**
 * Tries the configured model with three small requests: whether it is reachable, takes the key,
 * knows the name, which form of answer it holds to, whether it calls tools. Never throws.
 */
export async function examineModel(settings: ModelSettings): Promise<readonly Finding[]> {
  const server = new URL(createClient(settings).baseURL).host;
  const model = createOpenAiChatModel(settings);
  const reached = await examineChat(model, settings.name, server);
  if (!reached.ok) return [reached];
  return [reached, await examineFormat(model, settings.name), await examineTools(model, settings.name)];
}

async function examineChat(model: OpenAiChatModel, name: string, server: string): Promise<Finding> {
  try {
    await model.complete({
      messages: [{ role: 'user', content: 'Say ok.' }],
      output: anything,
      maxTokens: 16,
    });
    return { part: 'model', ok: true, message: `${name} at ${server} answers.` };
  } catch (error) {
    return wrong('model', name, server, error);
  }
}

async function examineFormat(model: OpenAiChatModel, name: string): Promise<Finding> {
  try {
    await model.complete({
      messages: [
        {
          role: 'user',
          content: 'Is water wet? Answer with a JSON object: {"wet": true} or {"wet": false}.',
        },
      ],
      output: jsonOutput('water', z.strictObject({ wet: z.boolean() })),
      // Room for models that think first.
      maxTokens: 2_000,
    });
    return { part: 'model', ok: true, message: `${name} ${formats[model.outputFormat()]}.` };
  } catch (error) {
    return {
      part: 'model',
      ok: false,
      message: `${name} gives no usable JSON: ${error instanceof Error ? error.message : String(error)}`,
      remedy:
        'Choose a larger model, or a longer model.timeoutSeconds; until then, answers are made without it.',
    };
  }
}

async function examineTools(model: OpenAiChatModel, name: string): Promise<Finding> {
  try {
    await model.callTools({
      messages: [{ role: 'user', content: 'Is water wet? Tell it by calling the tool report.' }],
      tools: [
        {
          name: 'report',
          description: 'Takes the answer.',
          parameters: {
            type: 'object',
            properties: { wet: { type: 'boolean' } },
            required: ['wet'],
            additionalProperties: false,
          },
        },
      ],
      maxTokens: 2_000,
    });
    const how = model.takesTools()
      ? 'calls tools'
      : 'knows no tools; calls are asked for in words, one at a time';
    return { part: 'model', ok: true, message: `${name} ${how}.` };
  } catch (error) {
    return {
      part: 'model',
      ok: false,
      message: `${name} calls no tools: ${error instanceof Error ? error.message : String(error)}`,
      remedy:
        'Choose a model that can call tools; until then, questions about records are answered without it.',
    };
  }
}

/** Tries a server's embedding model with one small request: whether it answers, and how long its vectors are. Never throws. */
export async function examineEmbeddings(settings: ServerEmbeddingSettings): Promise<Finding> {
  const { name, dimensions } = settings;
  const server = new URL(createClient(settings).baseURL).host;
  try {
    await createOpenAiEmbedder(settings).embed(['hello']);
    return {
      part: 'embeddings',
      ok: true,
      message: `${name} at ${server} gives vectors of ${dimensions} dimensions.`,
    };
  } catch (error) {
    if (error instanceof ModelError && error.reason === 'invalid_output')
      return {
        part: 'embeddings',
        ok: false,
        message: error.message,
        remedy: 'Set embeddings.dimensions to the length of the vectors that the model gives.',
      };
    return wrong('embeddings', name, server, error);
  }
}

function wrong(part: string, name: string, server: string, error: unknown): Finding {
  const failed = { part, ok: false } as const;
  if (!(error instanceof ModelError))
    return {
      ...failed,
      message: `${name} at ${server} could not be examined: ${String(error)}`,
      remedy: 'Look into the log.',
    };
  if (error.cause instanceof OpenAI.NotFoundError)
    return {
      ...failed,
      message: `${server} knows no model called ${name}.`,
      remedy:
        part === 'model'
          ? 'Correct model.name (on Azure, the name of the deployment), and end model.baseUrl with /v1.'
          : 'Correct embeddings.name (on Azure, the name of the deployment).',
    };
  return { ...failed, message: error.message, remedy: remedies[error.reason] };
}

const remedies: Readonly<Record<ModelError['reason'], string>> = {
  unreachable: 'Check model.baseUrl or model.azure.endpoint, and whether this machine may reach it.',
  unauthorized: 'Check OPENAI_API_KEY, and that the key may use this model.',
  rate_limited: "Wait, or raise the account's limits; check that it has credit.",
  timeout: 'Raise model.timeoutSeconds, or choose a faster model.',
  refused: 'Look into the content filter of the server.',
  invalid_output: 'Choose another model.',
  cut: 'Set model.stream to false, or look into what stands between here and the server.',
  over_budget: 'Raise model.limits.',
  failed: "Look into the server's log; the address may lead to something else than a model.",
};
