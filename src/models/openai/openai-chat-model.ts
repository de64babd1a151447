import type {
  ChatModel,
  Completion,
  CompletionRequest,
  TokenUsage,
  ToolReply,
  ToolRequest,
} from '../chat-model.ts';
import { ModelError } from '../model-error.ts';
import type { ModelSettings } from '../model-settings.ts';
import { beforeDeadline, createDeadline, type Deadline } from './deadline.ts';
import { mapModelError } from './map-model-error.ts';
import { createServer, type Server, ToolsRefused } from './reach-server.ts';
import type { OutputFormat } from './server-abilities.ts';
import { asPlainMessages, readWrittenCall, stepOutput } from './tool-messages.ts';

export interface OpenAiChatModel extends ChatModel {
  /** How the server was found to take an output's form; a guess until it has answered once. */
  outputFormat(): OutputFormat;
  /** Whether the server was found to take tools; a guess until it has called one. */
  takesTools(): boolean;
}

/**
 * A model behind `/chat/completions`, the one interface that all compatible servers have. One deadline holds for
 * everything that a request needs: falling back, waiting, retrying, mending.
 */
export function createOpenAiChatModel(settings: ModelSettings): OpenAiChatModel {
  const server = createServer(settings);
  const tools = { taken: true, proven: false };

  async function withDeadline<Result>(
    signal: AbortSignal | undefined,
    work: (deadline: Deadline) => Promise<Result>,
  ): Promise<Result> {
    const deadline = createDeadline(settings.timeoutSeconds * 1000, signal);
    try {
      return await beforeDeadline(work(deadline), deadline, server.name);
    } catch (error) {
      throw deadline.signal.aborted ? deadline.error(server.name) : mapModelError(error, server.name);
    } finally {
      deadline.clear();
    }
  }

  async function callTools(request: ToolRequest, deadline: Deadline): Promise<ToolReply> {
    if (!tools.taken) return await callInWords(request, deadline, server);
    let usage: TokenUsage = { prompt: 0, completion: 0 };
    try {
      const reply = await callNatively(request, deadline, server, tools.proven);
      if (reply.calls.length > 0) {
        tools.proven = true;
        return reply;
      }
      usage = reply.usage;
    } catch (error) {
      if (!(error instanceof ToolsRefused)) throw error;
    }
    const reply = await callInWords(request, deadline, server);
    // Only now: a server that fails at this too has another trouble.
    tools.taken = false;
    return { ...reply, usage: sum(usage, reply.usage) };
  }

  return {
    outputFormat: () => server.abilities().format,
    takesTools: () => tools.taken,
    complete: (request) => withDeadline(request.signal, (deadline) => complete(request, deadline, server)),
    callTools: (request) => withDeadline(request.signal, (deadline) => callTools(request, deadline)),
  };
}

async function complete<Value>(
  request: CompletionRequest<Value>,
  deadline: Deadline,
  server: Server,
): Promise<Completion<Value>> {
  const first = await server.reach(request, deadline);
  const read = tryParse(first.text, request);
  if ('value' in read) return { value: read.value, usage: first.usage };
  if (read.isNoObject) server.distrustSchemas();
  const second = await server.reach(
    { ...request, messages: [...request.messages, ...mending(first.text, read.mistake)] },
    deadline,
  );
  const usage = sum(first.usage, second.usage);
  const mended = tryParse(second.text, request);
  if (!('value' in mended)) throw nothingUsable(server, mended.mistake);
  return { value: mended.value, usage };
}

/**
 * Calls by the server's own interface.
 *
 * @param isProven whether the server has called a tool before: then words instead are the model's mistake, which is told
 *   to it one time.
 * @returns no call where the server seems to pass no tools on.
 */
async function callNatively(
  request: ToolRequest,
  deadline: Deadline,
  server: Server,
  isProven: boolean,
): Promise<ToolReply> {
  const first = await server.reach(request, deadline);
  const calls = callsOf(first, request);
  if (calls.length > 0 || !isProven) return { calls, usage: first.usage };
  const second = await server.reach(
    { ...request, messages: [...request.messages, ...mending(first.text, 'No tool was called.')] },
    deadline,
  );
  const usage = sum(first.usage, second.usage);
  const mended = callsOf(second, request);
  if (mended.length === 0) throw nothingUsable(server, 'no tool was called');
  return { calls: mended, usage };
}

async function callInWords(request: ToolRequest, deadline: Deadline, server: Server): Promise<ToolReply> {
  const { tools, messages, ...limits } = request;
  const plain = { ...limits, messages: asPlainMessages(messages, tools), output: stepOutput(tools) };
  const { value, usage } = await complete(plain, deadline, server);
  const call = { id: 'call_0', name: value.tool, arguments: JSON.stringify(value.arguments) };
  return { calls: [call], usage };
}

function callsOf(
  { calls, text }: { readonly calls: ToolReply['calls']; readonly text: string },
  { tools }: ToolRequest,
): ToolReply['calls'] {
  if (calls.length > 0) return calls;
  const call = readWrittenCall(text, tools);
  return call === null ? [] : [call];
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

function nothingUsable(server: Server, mistake: string): ModelError {
  const message = `The language model at ${server.name} twice wrote something else than was asked for.`;
  return new ModelError('invalid_output', message, { cause: mistake });
}

function sum(one: TokenUsage, other: TokenUsage): TokenUsage {
  return { prompt: one.prompt + other.prompt, completion: one.completion + other.completion };
}
