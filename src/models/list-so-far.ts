import { withoutReasoning } from './json-output.ts';

/**
 * The elements that are whole of a list of objects in JSON that is still being written, in their order.
 *
 * @param head all that stands before the first element, without white space; where the text begins otherwise, nothing is read.
 */
export function readListSoFar(written: string, head: string): readonly unknown[] {
  const said = withoutReasoning(written);
  const elements: unknown[] = [];
  let at = behindHead(said, head);
  if (at === null) return [];
  for (;;) {
    const start = said.indexOf('{', at);
    if (start === -1 || !/^[\s,]*$/.test(said.slice(at, start))) return elements;
    const end = endOfObject(said, start);
    if (end === null) return elements;
    try {
      elements.push(JSON.parse(said.slice(start, end)));
    } catch {
      return elements;
    }
    at = end;
  }
}

/** Where the list begins; a model may put the object into a fence. */
function behindHead(text: string, head: string): number | null {
  const from = text.indexOf('{');
  let matched = 0;
  for (let at = from; at !== -1 && at < text.length && matched < head.length; at++) {
    const sign = text.charAt(at);
    if (sign === head[matched]) matched += 1;
    else if (sign.trim() !== '') return null;
    if (matched === head.length) return at + 1;
  }
  return null;
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
