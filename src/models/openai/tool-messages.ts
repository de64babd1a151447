import type OpenAI from 'openai';
import { z } from 'zod';
import type { ChatMessage, ToolCall, ToolDefinition, ToolMessage } from '../chat-model.ts';
import { jsonOutput, withoutReasoning } from '../json-output.ts';

/** A conversation about tools in the form of `/chat/completions` ("Function calling" guide of OpenAI). */
export function asServerMessages(messages: readonly ToolMessage[]): OpenAI.ChatCompletionMessageParam[] {
  return messages.map((message) => {
    if (message.role === 'tool')
      return { role: 'tool', tool_call_id: message.call.id, content: message.content };
    if (!('calls' in message)) return message;
    return {
      role: 'assistant',
      content: null,
      tool_calls: message.calls.map((call) => ({
        id: call.id,
        type: 'function',
        // Servers that read them again fail at arguments that are no JSON.
        function: { name: call.name, arguments: isObject(call.arguments) ? call.arguments : '{}' },
      })),
    };
  });
}

export function asServerTools(tools: readonly ToolDefinition[]): OpenAI.ChatCompletionTool[] {
  return tools.map(({ name, description, parameters }) => ({
    type: 'function',
    function: { name, description, parameters: { ...parameters } },
  }));
}

/** The same conversation for a server that knows no tools: they stand in the instructions, calls are answers. */
export function asPlainMessages(
  messages: readonly ToolMessage[],
  tools: readonly ToolDefinition[],
): ChatMessage[] {
  const listed = tools.map(
    ({ name, description, parameters }) =>
      `- ${name}: ${description} Its arguments: ${JSON.stringify(parameters)}`,
  );
  const manual = `You call one tool at a time, by answering with {"tool": NAME, "arguments": {…}} and nothing else. The tools:\n${listed.join('\n')}`;
  const plain: ChatMessage[] = [];
  for (const message of messages) {
    const { role, content } = asPlainMessage(message);
    const last = plain.at(-1);
    // Templates of several models demand that the roles take turns.
    if (last?.role === role) plain[plain.length - 1] = { role, content: `${last.content}\n\n${content}` };
    else plain.push({ role, content });
  }
  const [first, ...rest] = plain;
  return first?.role === 'system'
    ? [{ role: 'system', content: `${first.content}\n\n${manual}` }, ...rest]
    : [{ role: 'system', content: manual }, ...plain];
}

function asPlainMessage(message: ToolMessage): ChatMessage {
  if (message.role === 'tool')
    return { role: 'user', content: `Result of ${message.call.name}:\n${message.content}` };
  if (!('calls' in message)) return message;
  const calls = message.calls.map((call) => {
    const given: unknown = isObject(call.arguments) ? JSON.parse(call.arguments) : {};
    return JSON.stringify({ tool: call.name, arguments: given });
  });
  return { role: 'assistant', content: calls.join('\n') };
}

/** The answer that a server without tools must give. */
export function stepOutput(tools: readonly ToolDefinition[]) {
  return jsonOutput(
    'step',
    z.object({
      tool: z.enum(tools.map(({ name }) => name)),
      arguments: z.looseObject({}),
    }),
  );
}

const written = z.union([
  z
    .object({ tool: z.string(), arguments: z.looseObject({}) })
    .transform(({ tool, arguments: given }) => ({ name: tool, given })),
  z
    .object({ name: z.string(), arguments: z.looseObject({}) })
    .transform(({ name, arguments: given }) => ({ name, given })),
]);

/** A call that a model wrote as text, as it does where a server passes tools on and does not read them back. */
export function readWrittenCall(text: string, tools: readonly ToolDefinition[]): ToolCall | null {
  const said = withoutReasoning(text);
  const object = said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1);
  if (!isObject(object)) return null;
  const read = written.safeParse(JSON.parse(object));
  if (!read.success || tools.every(({ name }) => name !== read.data.name)) return null;
  return { id: 'call_0', name: read.data.name, arguments: JSON.stringify(read.data.given) };
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
