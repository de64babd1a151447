import OpenAI from 'openai';
import type { CompletionRequest, Taken, ToolRequest } from '../chat-model.ts';
import type { ModelError } from '../model-error.ts';
import type { ModelSettings } from '../model-settings.ts';
import { createClient } from './create-client.ts';
import type { Deadline } from './deadline.ts';
import { mapModelError } from './map-model-error.ts';
import { NothingStreamed, type ServerReply, sendCompletion } from './send-completion.ts';
import { buildBody, lessAbilities, plainerFormat, type ServerAbilities } from './server-abilities.ts';

/** A server, and what it was found to understand. */
export interface Server {
  /** How to call it in an error. */
  readonly name: string;
  abilities(): ServerAbilities;
  /** From now on the schema of an output stands in the instructions: the server took it and did not hold to it. */
  distrustSchemas(): void;
  /**
   * Sends until there is a reply: plainer where the server understands less, once more where it failed or is busy.
   *
   * @throws ToolsRefused where the server does not take tools, as far as can be told; ModelError.
   */
  reach(request: CompletionRequest<unknown> | ToolRequest, deadline: Deadline): Promise<ServerReply>;
}

/** The server seems to know no tools. */
export class ToolsRefused extends Error {
  readonly error: ModelError;
  constructor(error: ModelError) {
    super('The server takes no tools.', { cause: error });
    this.name = 'ToolsRefused';
    this.error = error;
  }
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

export function createServer(settings: ModelSettings): Server {
  const client = createClient(settings);
  const name = new URL(client.baseURL).host;
  let abilities: ServerAbilities = {
    format: 'json_schema',
    temperature: true,
    seed: true,
    limit: settings.baseUrl === undefined ? 'max_completion_tokens' : 'max_tokens',
    stream: settings.stream !== false,
    streamUsage: true,
  };
  /** Whether an output's form, and whether tools, were ever taken as they were sent: then a failure has another cause. */
  const proven = { schema: false, tools: false };

  return {
    name,
    abilities: () => abilities,
    distrustSchemas() {
      if (abilities.format === 'json_schema') abilities = { ...abilities, format: 'json_object' };
    },
    async reach(request, deadline) {
      const hasTools = 'tools' in request;
      const hasSchema = !hasTools && request.output.schema !== null;
      const onText = hasTools ? undefined : request.onText;
      // Whole answers are simpler for every server, so that only what is watched comes word by word, unless all is to.
      const isStreamed = settings.stream === true || onText !== undefined;
      let tried = { ...abilities, stream: abilities.stream && isStreamed };
      let retries = 1;
      /** Names of the token limit that were rejected: a server that knows neither gets none. */
      const limits = new Set<string>();
      for (;;) {
        const sent = await request.meter?.reserve(
          JSON.stringify(buildBody(settings.name, request, tried)),
          request.maxTokens,
        );
        try {
          const maxTokens = sent?.maxTokens ?? request.maxTokens;
          const body = buildBody(settings.name, { ...request, maxTokens }, tried);
          const reply = await sendCompletion(client, body, deadline.signal, name, onText);
          await sent?.settle({ usage: reply.usage, text: reply.text + JSON.stringify(reply.calls) });
          abilities = { ...tried, stream: isStreamed ? tried.stream : abilities.stream };
          proven.schema ||= hasSchema;
          proven.tools ||= hasTools && reply.calls.length > 0;
          return reply;
        } catch (cause) {
          const error = mapModelError(cause, name);
          await sent?.settle(takenBy(cause, error));
          if (cause instanceof NothingStreamed) {
            tried = { ...tried, stream: false };
            continue;
          }
          if (retries > 0 && isPassing(cause, error)) {
            retries--;
            await deadline.wait(
              error.reason === 'rate_limited' ? (error.retryAfter ?? busyPause) : pause,
              error,
            );
            continue;
          }
          const parameter = parameterOf(cause);
          if (hasTools && !proven.tools && refusesTools(cause, parameter)) throw new ToolsRefused(error);
          if (parameter !== null && parameter === tried.limit) limits.add(parameter);
          let plainer = rejected(cause) ? lessAbilities(tried, parameter, hasSchema) : null;
          if (plainer?.limit && limits.has(plainer.limit)) plainer = { ...plainer, limit: null };
          const format =
            serverFailed(cause) && hasSchema && !proven.schema ? plainerFormat(tried.format) : null;
          if (plainer === null && format === null) throw error;
          tried = plainer ?? { ...tried, format: format ?? tried.format };
        }
      }
    },
  };
}

/**
 * What a request that failed has cost. An error that a server sends costs nothing, but for a prompt that a filter read;
 * whatever ended on the way may have been written to its end, and be paid.
 */
function takenBy(cause: unknown, { reason, usage }: ModelError): Taken {
  if (usage !== null) return { usage, text: '' };
  if (reason === 'refused') return 'prompt';
  const isTurnedDown = cause instanceof OpenAI.APIError && cause.status !== undefined;
  return isTurnedDown || reason === 'unreachable' ? 'nothing' : 'unknown';
}

/** A request that the server did not like. */
function rejected(cause: unknown): boolean {
  return (
    cause instanceof OpenAI.APIError &&
    (cause.status === 400 || cause.status === 422) &&
    !finalCodes.has(cause.code ?? '')
  );
}

/** Servers without tools say so with a 400, a 404 or a 500, and rarely name the parameter. */
function refusesTools(cause: unknown, parameter: string | null): boolean {
  if (parameter !== null && !/^(?:tools|tool_choice|functions)\b/.test(parameter)) return false;
  const isUnknown =
    cause instanceof OpenAI.APIError && cause.status === 404 && !finalCodes.has(cause.code ?? '');
  return rejected(cause) || isUnknown || serverFailed(cause);
}

function serverFailed(cause: unknown): boolean {
  return cause instanceof OpenAI.APIError && cause.status !== undefined && cause.status >= 500;
}

/** What may be over in a moment; spent money is not. */
function isPassing(cause: unknown, error: ModelError): boolean {
  if (error.reason === 'rate_limited')
    return !(cause instanceof OpenAI.APIError && cause.code === 'insufficient_quota');
  if (error.reason === 'cut') return true;
  return serverFailed(cause) || (error.reason === 'failed' && !(cause instanceof OpenAI.APIError));
}

function parameterOf(cause: unknown): string | null {
  return cause instanceof OpenAI.APIError ? (cause.param ?? null) : null;
}
