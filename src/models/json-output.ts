import { z } from 'zod';
import type { ModelOutput } from './chat-model.ts';

/** An answer that must be one JSON object of a shape. */
export function jsonOutput<Value>(name: string, shape: z.ZodType<Value>): ModelOutput<Value> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: 'draft-7' });
  return {
    name,
    schema,
    parse(text) {
      const parsed = shape.safeParse(parseObject(text));
      if (parsed.success) return parsed.data;
      throw new SyntaxError(
        parsed.error.issues
          .map((issue) => `${issue.path.map(String).join('.') || 'the object'}: ${issue.message}`)
          .join('\n'),
      );
    },
  };
}

/** An answer of any words; an empty one is a mistake. */
export const textOutput: ModelOutput<string> = {
  name: 'text',
  schema: null,
  parse(text) {
    const said = withoutReasoning(text);
    if (said === '') throw new SyntaxError('The answer is empty.');
    return said;
  },
};

/** Models that are not held to a format put the object into a fence, or reason aloud before it. */
function parseObject(text: string): unknown {
  const said = withoutReasoning(text);
  const object = said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1);
  if (object === '') throw new SyntaxError('The answer is no JSON object.');
  try {
    return JSON.parse(object);
  } catch (cause) {
    throw new SyntaxError('The answer is no valid JSON.', { cause });
  }
}

/** What a model says after it has reasoned aloud. */
export function withoutReasoning(text: string): string {
  return text.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/, '').trim();
}
