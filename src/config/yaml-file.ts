import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLParseError,
} from 'yaml';
import type { ConfigMistake } from './invalid-config-error.ts';
import { substituteVariables } from './substitute-variables.ts';

export type YamlPath = readonly (string | number)[];

export interface YamlFile {
  /** Its content, with variables filled in and without keys that have no value. */
  readonly content: unknown;
  readonly mistakes: readonly ConfigMistake[];
  /** Line, from 1, of the key at a path, or of the nearest section around it. */
  lineOf(path: YamlPath): number;
}

/** Parses the text of a configuration file; whatever is wrong with it is among the mistakes. */
export function parseYamlFile(text: string, env: Readonly<Record<string, string | undefined>>): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseYaml(text, lineCounter);
  if (document === undefined) {
    const message = 'no YAML that can be read: it is nested too deeply.';
    return { content: undefined, mistakes: [{ path: '', line: 1, message }], lineOf: () => 1 };
  }
  const lineAt = (offset: number) => lineCounter.linePos(offset).line;
  const mistakes = syntaxMistakes(text, document.errors, lineAt);
  const lineOf = (path: YamlPath) => lineAt(offsetOf(document.contents, path));
  if (mistakes.length > 0) return { content: undefined, mistakes, lineOf };

  visit(document, {
    Scalar(key, node, parents) {
      if (key === 'key' || typeof node.value !== 'string') return;
      const { value, missing } = substituteVariables(node.value, env, node.type === 'PLAIN');
      node.value = value;
      for (const name of missing) {
        mistakes.push({
          path: pathText(pathOf(parents, node)),
          line: lineAt(node.range?.[0] ?? 0),
          message: `\${${name}} is not set; set ${name} in the environment or in .env, or write \${${name}:-default}.`,
        });
      }
    },
  });
  return { content: withoutNulls(document.toJS()), mistakes, lineOf };
}

/** Undefined where it is nested so deeply that its parser, which calls itself for each level, gives up. */
function parseYaml(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, { lineCounter });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The first error alone: those after it are mostly its echo. */
function syntaxMistakes(
  text: string,
  [error]: readonly YAMLParseError[],
  lineAt: (offset: number) => number,
): ConfigMistake[] {
  if (error === undefined) return [];
  const line = lineAt(error.pos[0]);
  const [reason = ''] = error.message.split('\n');
  const hint = text.split('\n')[line - 1]?.includes('${')
    ? ' A variable between { } or [ ] needs quotes around it.'
    : '';
  const message = `no YAML: ${reason.replace(/ at line \d+, column \d+:?$/, '')}.${hint}`;
  return [{ path: '', line, message }];
}

/** `sources[0].tasks.file`. */
export function pathText(path: YamlPath): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join('');
}

function offsetOf(contents: Node | null, path: YamlPath): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = isMap(node) || isSeq(node) || isScalar(node) ? (node.range?.[0] ?? offset) : offset;
    } else return offset;
  }
  return offset;
}

/** Path of a node by the maps and lists above it. */
function pathOf(parents: readonly unknown[], node: unknown): YamlPath {
  const path: (string | number)[] = [];
  parents.forEach((parent, at) => {
    const child = parents[at + 1] ?? node;
    if (isSeq(parent)) path.push(parent.items.indexOf(child));
    if (isMap(parent)) {
      const pair = parent.items.find((item) => item === child);
      if (pair !== undefined && isScalar(pair.key)) path.push(String(pair.key.value));
    }
  });
  return path;
}

/** A key whose values are all commented out counts as absent. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(present.map(([key, item]) => [key, withoutNulls(item)]));
}
