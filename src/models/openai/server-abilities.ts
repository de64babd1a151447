import type OpenAI from 'openai';
import type { CompletionRequest, ModelOutput, ToolRequest } from '../chat-model.ts';
import { asServerMessages, asServerTools } from './tool-messages.ts';

export type OutputFormat = 'json_schema' | 'json_object' | 'prompt';

/** What a server was found to understand of a request; each change makes the request plainer. */
export interface ServerAbilities {
  readonly format: OutputFormat;
  /** Reasoning models allow their own default alone. */
  readonly temperature: boolean;
  readonly seed: boolean;
  /** Reasoning models know the first only, older and local servers the second only. */
  readonly limit: 'max_completion_tokens' | 'max_tokens' | null;
  /** Whether answers are sent word by word, and whether the tokens are told at their end. */
  readonly stream: boolean;
  readonly streamUsage: boolean;
}

export type RequestBody =
  | OpenAI.ChatCompletionCreateParamsNonStreaming
  | OpenAI.ChatCompletionCreateParamsStreaming;

/** A request's body for a server of such abilities. */
export function buildBody(
  model: string,
  request: CompletionRequest<unknown> | ToolRequest,
  abilities: ServerAbilities,
): RequestBody {
  const content =
    'tools' in request
      ? { messages: asServerMessages(request.messages), tools: asServerTools(request.tools) }
      : {
          messages: withSchema(request.messages, request.output, abilities.format),
          ...responseFormat(request.output, abilities.format),
        };
  const body = {
    model,
    ...content,
    ...(abilities.temperature ? { temperature: 0 } : {}),
    ...(abilities.seed ? { seed: 1 } : {}),
    ...(abilities.limit === null ? {} : { [abilities.limit]: request.maxTokens }),
  };
  if (!abilities.stream) return body;
  return {
    ...body,
    stream: true,
    ...(abilities.streamUsage ? { stream_options: { include_usage: true } } : {}),
  };
}

/**
 * The abilities to try after a server rejected a request.
 *
 * @param parameter the one it named, if it named one.
 * @returns null where nothing is left to leave away.
 */
export function lessAbilities(
  abilities: ServerAbilities,
  parameter: string | null,
  hasSchema: boolean,
): ServerAbilities | null {
  const plainer = hasSchema ? plainerFormat(abilities.format) : null;
  const limit = abilities.limit === 'max_completion_tokens' ? 'max_tokens' : 'max_completion_tokens';
  switch (parameter) {
    case 'stream':
      return abilities.stream ? { ...abilities, stream: false } : null;
    case 'stream_options':
    case 'stream_options.include_usage':
      return abilities.streamUsage ? { ...abilities, streamUsage: false } : null;
    case 'temperature':
      return abilities.temperature ? { ...abilities, temperature: false } : null;
    case 'seed':
      return abilities.seed ? { ...abilities, seed: false } : null;
    case 'max_tokens':
    case 'max_completion_tokens':
      return parameter === abilities.limit ? { ...abilities, limit } : null;
  }
  // Unnamed: the likeliest first.
  if (plainer !== null) return { ...abilities, format: plainer };
  if (abilities.stream && abilities.streamUsage) return { ...abilities, streamUsage: false };
  if (abilities.temperature || abilities.seed) return { ...abilities, temperature: false, seed: false };
  return abilities.limit === null ? null : { ...abilities, limit: null };
}

export function plainerFormat(format: OutputFormat): OutputFormat | null {
  if (format === 'json_schema') return 'json_object';
  return format === 'json_object' ? 'prompt' : null;
}

/** A server that is not told the schema finds it at the end of the instructions. */
function withSchema(
  messages: CompletionRequest<unknown>['messages'],
  output: ModelOutput<unknown>,
  format: OutputFormat,
): OpenAI.ChatCompletionMessageParam[] {
  if (output.schema === null || format === 'json_schema') return [...messages];
  const demand = `Answer with one JSON object and nothing else. It must fit this JSON Schema:\n${JSON.stringify(output.schema)}`;
  const [first, ...rest] = messages;
  return first?.role === 'system'
    ? [{ role: 'system', content: `${first.content}\n\n${demand}` }, ...rest]
    : [{ role: 'system', content: demand }, ...messages];
}

function responseFormat(
  { name, schema }: ModelOutput<unknown>,
  format: OutputFormat,
): Pick<RequestBody, 'response_format'> {
  if (schema === null || format === 'prompt') return {};
  if (format === 'json_object') return { response_format: { type: 'json_object' } };
  return {
    response_format: { type: 'json_schema', json_schema: { name, strict: isStrict(schema), schema } },
  };
}

/**
 * Whether a server can hold the model to the schema to the letter: every object is closed and needs all of its keys
 * (OpenAI, "Structured model outputs", supported schemas).
 */
function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (typeof schema !== 'object' || schema === null) return true;
  const { type, properties, required, additionalProperties } = { ...schema } as Record<string, unknown>;
  if (type === 'object') {
    const keys = Object.keys(properties ?? {});
    const needed = Array.isArray(required) ? required : [];
    if (additionalProperties !== false || keys.some((key) => !needed.includes(key))) return false;
  }
  return Object.values(schema).every(isStrict);
}
