import OpenAI from 'openai';
import type { ChatModel, Completion, CompletionRequest } from '../chat-model.ts';
import { ModelError } from '../model-error.ts';
import type { ModelSettings } from '../model-settings.ts';
import { createClient } from './create-client.ts';
import { beforeDeadline, createDeadline, type Deadline } from './deadline.ts';
import { mapModelError } from './map-model-error.ts';
import {
  buildBody,
  lessAbilities,
  type OutputFormat,
  plainerFormat,
  type ServerAbilities,
} from './server-abilities.ts';

export interface OpenAiChatModel extends ChatModel {
  /** How the server was found to take an output's form; a guess until it has answered once. */
  outputFormat(): OutputFormat;
}

interface Reply {
  readonly text: string;
  readonly usage: Completion<unknown>['usage'];
}

/** Milliseconds before a server that failed is asked again. */
const pause = 250;
/** Milliseconds before a server that is busy and does not say how long is asked again. */
const busyPause = 1_000;
/** Codes of a rejected request that no plainer request would mend. */
const finalCodes: ReadonlySet<string> = new Set([
  'content_filter',
  'context_length_exceeded',
  'model_not_found',
  'DeploymentNotFound',
]);

/**
 * A model behind `/chat/completions`, the one interface that all compatible servers have. One deadline holds for
 * everything that a request needs: falling back, waiting, retrying, mending.
 */
export function createOpenAiChatModel(settings: ModelSettings): OpenAiChatModel {
  const client = createClient(settings);
  const server = new URL(client.baseURL).host;
  let abilities: ServerAbilities = {
    format: 'json_schema',
    temperature: true,
    seed: true,
    limit: settings.baseUrl === undefined ? 'max_completion_tokens' : 'max_tokens',
  };
  /** Whether an output's form was ever taken as it was sent: then a failure has another cause. */
  let isProven = false;

  async function send(
    request: CompletionRequest<unknown>,
    tried: ServerAbilities,
    deadline: Deadline,
  ): Promise<Reply> {
    const completion = await client.chat.completions.create(buildBody(settings.name, request, tried), {
      signal: deadline.signal,
    });
    // A server may answer 200 with anything.
    const choice = completion?.choices?.[0];
    if (choice === undefined)
      throw new ModelError('failed', `The language model at ${server} sent no completion.`);
    if (choice.message?.refusal || choice.finish_reason === 'content_filter')
      throw new ModelError('refused', `The language model at ${server} refused to answer.`);
    return {
      text: choice.message?.content ?? '',
      usage: {
        prompt: completion.usage?.prompt_tokens ?? 0,
        completion: completion.usage?.completion_tokens ?? 0,
      },
    };
  }

  /** Sends until there is a reply: plainer where the server understands less, once more where it failed or is busy. */
  async function reach(request: CompletionRequest<unknown>, deadline: Deadline): Promise<Reply> {
    const hasSchema = request.output.schema !== null;
    let tried = abilities;
    let retries = 1;
    /** Names of the token limit that were rejected: a server that knows neither gets none. */
    const limits = new Set<string>();
    for (;;) {
      try {
        const reply = await send(request, tried, deadline);
        abilities = tried;
        isProven ||= hasSchema;
        return reply;
      } catch (cause) {
        const error = mapModelError(cause, server);
        if (retries > 0 && isPassing(cause, error)) {
          retries--;
          await deadline.wait(
            error.reason === 'rate_limited' ? (error.retryAfter ?? busyPause) : pause,
            error,
          );
          continue;
        }
        const parameter = parameterOf(cause);
        if (parameter !== null && parameter === tried.limit) limits.add(parameter);
        let plainer = rejected(cause) ? lessAbilities(tried, parameter, hasSchema) : null;
        if (plainer?.limit && limits.has(plainer.limit)) plainer = { ...plainer, limit: null };
        const format = serverFailed(cause) && hasSchema && !isProven ? plainerFormat(tried.format) : null;
        if (plainer === null && format === null) throw error;
        tried = plainer ?? { ...tried, format: format ?? tried.format };
      }
    }
  }

  async function complete<Value>(
    request: CompletionRequest<Value>,
    deadline: Deadline,
  ): Promise<Completion<Value>> {
    const first = await reach(request, deadline);
    const read = tryParse(first.text, request);
    if ('value' in read) return { value: read.value, usage: first.usage };
    // The server took the schema and did not hold to it: from now on it stands in the instructions too.
    if (read.isNoObject && abilities.format === 'json_schema')
      abilities = { ...abilities, format: 'json_object' };
    const second = await reach(
      { ...request, messages: [...request.messages, ...mending(first.text, read.mistake)] },
      deadline,
    );
    const mended = tryParse(second.text, request);
    if (!('value' in mended))
      throw new ModelError(
        'invalid_output',
        `The language model at ${server} twice wrote something else than was asked for.`,
        { cause: mended.mistake },
      );
    const usage = {
      prompt: first.usage.prompt + second.usage.prompt,
      completion: first.usage.completion + second.usage.completion,
    };
    return { value: mended.value, usage };
  }

  return {
    outputFormat: () => abilities.format,
    async complete(request) {
      const deadline = createDeadline(settings.timeoutSeconds * 1000, request.signal);
      try {
        return await beforeDeadline(complete(request, deadline), deadline, server);
      } catch (error) {
        throw deadline.signal.aborted ? deadline.error(server) : mapModelError(error, server);
      } finally {
        deadline.clear();
      }
    },
  };
}

type Read<Value> = { readonly value: Value } | { readonly mistake: string; readonly isNoObject: boolean };

function tryParse<Value>(text: string, { output }: CompletionRequest<Value>): Read<Value> {
  try {
    return { value: output.parse(text) };
  } catch (error) {
    return {
      mistake: error instanceof Error ? error.message : String(error),
      isNoObject: output.schema !== null && !text.includes('{'),
    };
  }
}

/** What is said to a model that made a mistake; an empty turn of its own is left out, which servers reject. */
function mending(text: string, mistake: string): CompletionRequest<unknown>['messages'] {
  return [
    ...(text === '' ? [] : [{ role: 'assistant', content: text } as const]),
    {
      role: 'user',
      content: `That cannot be used:\n${mistake}\n\nAnswer again, in full and in the form asked for.`,
    },
  ];
}

/** A request that the server did not like. */
function rejected(cause: unknown): boolean {
  return (
    cause instanceof OpenAI.APIError &&
    (cause.status === 400 || cause.status === 422) &&
    !finalCodes.has(cause.code ?? '')
  );
}

function serverFailed(cause: unknown): boolean {
  return cause instanceof OpenAI.APIError && cause.status !== undefined && cause.status >= 500;
}

/** What may be over in a moment; spent money is not. */
function isPassing(cause: unknown, error: ModelError): boolean {
  if (error.reason === 'rate_limited')
    return !(cause instanceof OpenAI.APIError && cause.code === 'insufficient_quota');
  return serverFailed(cause) || (error.reason === 'failed' && !(cause instanceof OpenAI.APIError));
}

function parameterOf(cause: unknown): string | null {
  return cause instanceof OpenAI.APIError ? (cause.param ?? null) : null;
}
