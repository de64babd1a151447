import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../operations/app-error.ts';
import type { ChatMessage } from './chat-model.ts';

/** A prompt with its inputs still open. */
export interface Prompt<Input extends string> {
  render(inputs: Readonly<Record<Input, string>>): ChatMessage[];
}

const frontMatterShape = z.strictObject({
  description: z.string().min(1),
  inputs: z.record(z.string(), z.string().min(1)),
});
const placeholder = /\{\{\s*([A-Za-z]+)\s*\}\}/g;
const partHeading = /^=== (system|user) ===$/m;

/**
 * Reads a prompt of the folder `prompts/`.
 *
 * @param expected the inputs that the calling code fills in.
 * @throws AppError `internal` where these, the front matter's and the placeholders are not the same, so that a prompt
 *   that was edited wrongly is found at the start and not by a question.
 */
export function loadPrompt<Input extends string>(name: string, expected: readonly Input[]): Prompt<Input> {
  const file = new URL(`../../prompts/${name}.md`, import.meta.url);
  return parsePrompt(readFileSync(file, 'utf8'), `prompts/${name}.md`, expected);
}

/** @param file how to call the prompt in an error. */
export function parsePrompt<Input extends string>(
  text: string,
  file: string,
  expected: readonly Input[],
): Prompt<Input> {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text.replaceAll('\r\n', '\n')) ?? [];
  if (head === undefined || body === undefined)
    throw mistake(file, 'has no front matter between two lines ---');
  const declared = readFrontMatter(head, file);
  const used = [...new Set([...body.matchAll(placeholder)].map(([, name = '']) => name))];
  for (const [what, names] of [
    ['the front matter lists', declared],
    ['the text uses', used],
  ] as const) {
    if ([...names].sort().join() !== [...expected].sort().join())
      throw mistake(file, `${what} the inputs ${names.join(', ')}; expected: ${expected.join(', ')}`);
  }
  const parts = readParts(body, file);
  return {
    // In one pass, so that a placeholder inside an input stays the text it is.
    render: (inputs) =>
      parts.map(({ role, content }) => ({
        role,
        content: content.replace(placeholder, (_, input: Input) => inputs[input]),
      })),
  };
}

function readFrontMatter(head: string, file: string): string[] {
  const front = frontMatterShape.safeParse(parse(head));
  if (!front.success) throw mistake(file, 'needs a description and inputs in its front matter, nothing else');
  return Object.keys(front.data.inputs);
}

function readParts(body: string, file: string): ChatMessage[] {
  const [before = '', ...pieces] = body.split(partHeading);
  if (before.trim() !== '' || pieces.length === 0)
    throw mistake(file, 'must begin with a line === system === or === user ===');
  const parts: ChatMessage[] = [];
  for (let at = 0; at < pieces.length; at += 2)
    parts.push({
      role: pieces[at] === 'system' ? 'system' : 'user',
      content: (pieces[at + 1] ?? '').trim(),
    });
  return parts;
}

function mistake(file: string, what: string): AppError {
  return new AppError('internal', `The prompt ${file} ${what}.`);
}
