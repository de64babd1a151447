import { z } from 'zod';
import { withoutReasoning } from '../../models/json-output.ts';

/** A sentence of the prompt `answer`. */
export const sentenceSchema = z.strictObject({
  text: z.string(),
  citations: z.array(z.strictObject({ passage: z.int(), quote: z.string() })),
});

/** Where the sentences begin, once the model has said that it found an answer. */
const opening = /"found"\s*:\s*true\s*,\s*"sentences"\s*:\s*\[/;

/**
 * The sentences that are whole in an answer that is still being written, in their order. None before the model has said that it
 * found something, and none behind one that has not the form.
 */
export function readSentences(written: string): readonly z.infer<typeof sentenceSchema>[] {
  const said = withoutReasoning(written);
  const begun = opening.exec(said);
  if (begun === null) return [];
  const sentences: z.infer<typeof sentenceSchema>[] = [];
  let at = begun.index + begun[0].length;
  for (;;) {
    const start = said.indexOf('{', at);
    if (start === -1 || !/^[\s,]*$/.test(said.slice(at, start))) return sentences;
    const end = endOfObject(said, start);
    if (end === null) return sentences;
    const sentence = sentenceSchema.safeParse(parse(said.slice(start, end)));
    if (!sentence.success) return sentences;
    sentences.push(sentence.data);
    at = end;
  }
}

/** Behind the brace that closes the one at `start`; null where it is not there yet. */
function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  for (const { 0: token, index } of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]|"/gs)) {
    // A text that is not whole yet.
    if (token === '"') return null;
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (depth === 0) return start + index + 1;
  }
  return null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
