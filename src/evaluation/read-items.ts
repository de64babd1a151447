import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { QuestionMistake } from './question-set.ts';

/** One entry of a file, as yet unchecked. */
export interface QuestionItem {
  readonly value: unknown;
  /** Line, from 1, of a key within it, or of the nearest section around it. */
  lineOf(path: readonly (string | number)[]): number;
}

export interface ReadItems {
  readonly items: readonly QuestionItem[];
  readonly mistakes: readonly QuestionMistake[];
}

/** One JSON value a line; blank lines are passed over, a line that is no JSON is a mistake and the others stay. */
export function readJsonLines(text: string): ReadItems {
  const items: QuestionItem[] = [];
  const mistakes: QuestionMistake[] = [];
  for (const [index, content] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (content.trim() === '') continue;
    const line = index + 1;
    try {
      items.push({ value: JSON.parse(content) as unknown, lineOf: () => line });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      mistakes.push({ line, message: `is not JSON (${reason}); each line holds one question.` });
    }
  }
  return { items, mistakes };
}

/** The items of a YAML list (a JSON array is one); nothing is read of a text that is no YAML or no list. */
export function readYamlList(text: string): ReadItems {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (node: unknown): number => lines.linePos(offsetOf(node)).line;
  if (document.errors.length > 0) {
    const mistakes = document.errors.map((error) => ({
      line: lines.linePos(error.pos[0]).line,
      message: `is not YAML: ${error.message}.`,
    }));
    return { items: [], mistakes };
  }
  const list = document.contents;
  if (list === null || (isScalar(list) && list.value === null)) return { items: [], mistakes: [] };
  if (!isSeq(list))
    return {
      items: [],
      mistakes: [{ line: lineAt(list), message: 'a list of questions is needed, each begun with a dash.' }],
    };
  // Through the document, so that an alias finds the anchor that it names.
  const values: unknown = document.toJS();
  const items = list.items.map((node, index) => ({
    value: Array.isArray(values) ? (values[index] as unknown) : undefined,
    lineOf: (path: readonly (string | number)[]) => lineAt(nearestNode(node, path)),
  }));
  return { items, mistakes: [] };
}

/** The key at a path, or the last that is there on the way to it. */
function nearestNode(start: unknown, path: readonly (string | number)[]): unknown {
  let node = start;
  let nearest = start;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return nearest;
      nearest = pair.key;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      nearest = node ?? nearest;
    } else return nearest;
  }
  return nearest;
}

function offsetOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}
