import OpenAI from 'openai';
import type { TokenUsage, ToolCall } from '../chat-model.ts';
import { ModelError } from '../model-error.ts';
import type { RequestBody } from './server-abilities.ts';

/** What a server sent back, whether whole or word by word. */
export interface ServerReply {
  readonly text: string;
  readonly calls: readonly ToolCall[];
  readonly usage: TokenUsage;
}

interface Received {
  text: string;
  refused: boolean;
  readonly calls: { id: string; name: string; arguments: string }[];
  usage: TokenUsage;
}

/**
 * Sends one request and reads all of its answer.
 *
 * @param server how to call it in an error.
 * @param onText is told all the words so far, where they come one by one.
 * @throws ModelError, or whatever the library throws.
 */
export async function sendCompletion(
  client: OpenAI,
  body: RequestBody,
  signal: AbortSignal,
  server: string,
  onText?: (text: string) => void,
): Promise<ServerReply> {
  const received =
    body.stream === true
      ? await readStream(await client.chat.completions.create(body, { signal }), signal, server, onText)
      : readWhole(await client.chat.completions.create(body, { signal }), server);
  if (received.refused)
    throw new ModelError('refused', `The language model at ${server} refused to answer.`, {
      usage: received.usage,
    });
  return received;
}

function readWhole(completion: OpenAI.ChatCompletion | undefined, server: string): Received {
  // A server may answer 200 with anything.
  const choice = completion?.choices?.[0];
  if (choice === undefined)
    throw new ModelError('failed', `The language model at ${server} sent no completion.`);
  return {
    text: choice.message?.content ?? '',
    refused: Boolean(choice.message?.refusal) || choice.finish_reason === 'content_filter',
    calls: (choice.message?.tool_calls ?? []).flatMap((call, index) =>
      'function' in call ? [calledAs(call.id, index, call.function)] : [],
    ),
    usage: usageOf(completion?.usage),
  };
}

/** @throws ModelError `cut` where the stream ends before the server said that it is done. */
async function readStream(
  stream: AsyncIterable<OpenAI.ChatCompletionChunk>,
  signal: AbortSignal,
  server: string,
  onText: ((text: string) => void) | undefined,
): Promise<Received> {
  const received: Received = { text: '', refused: false, calls: [], usage: usageOf(undefined) };
  const parts: { id: string; name: string; arguments: string }[] = [];
  let begun = false;
  let isDone = false;
  const cut = (cause?: unknown): ModelError =>
    new ModelError('cut', `The language model at ${server} broke off in the middle of its answer.`, {
      cause,
    });
  try {
    for await (const chunk of stream) {
      begun = true;
      if (chunk.usage) received.usage = usageOf(chunk.usage);
      const choice = chunk.choices?.[0];
      if (choice === undefined) continue;
      const more = choice.delta?.content ?? '';
      received.text += more;
      if (more !== '' && !received.refused) onText?.(received.text);
      received.refused ||= Boolean(choice.delta?.refusal) || choice.finish_reason === 'content_filter';
      for (const part of choice.delta?.tool_calls ?? []) addPart(parts, part);
      isDone ||= Boolean(choice.finish_reason);
    }
  } catch (error) {
    if (signal.aborted || !begun || error instanceof OpenAI.APIError) throw error;
    throw cut(error);
  }
  if (!begun) throw new NothingStreamed(server);
  if (!isDone) throw cut();
  // A server may leave numbers out.
  received.calls.push(...parts.flatMap((part, index) => [calledAs(part.id, index, part)]));
  return received;
}

/** Nothing came of a stream: the server may have sent its answer whole. */
export class NothingStreamed extends ModelError {
  constructor(server: string) {
    super('failed', `The language model at ${server} streamed nothing.`);
    this.name = 'NothingStreamed';
  }
}

type CallPart = NonNullable<OpenAI.ChatCompletionChunk.Choice.Delta['tool_calls']>[number];

/** Servers that send a call whole may number none of them. */
function addPart(parts: { id: string; name: string; arguments: string }[], part: CallPart): void {
  const at = part.index ?? parts.length;
  const known = parts[at] ?? { id: '', name: '', arguments: '' };
  parts[at] = {
    id: part.id ?? known.id,
    name: part.function?.name ?? known.name,
    arguments: known.arguments + (part.function?.arguments ?? ''),
  };
}

/** Some servers send no id, some send the arguments as an object. */
function calledAs(
  id: string | undefined,
  index: number,
  called: { readonly name?: string; readonly arguments?: unknown },
): ToolCall {
  const { name = '', arguments: given = '' } = called;
  return {
    id: id ? id : `call_${index}`,
    name,
    arguments: typeof given === 'string' ? given : JSON.stringify(given),
  };
}

function usageOf(usage: OpenAI.CompletionUsage | null | undefined): TokenUsage {
  return { prompt: usage?.prompt_tokens ?? 0, completion: usage?.completion_tokens ?? 0 };
}
