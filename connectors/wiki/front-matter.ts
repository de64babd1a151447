import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { errorName } from '../files/walk-folder.ts';

export interface FrontMatter {
  readonly values: Readonly<Record<string, unknown>>;
  /** The page below it. */
  readonly body: string;
  /** Lines of the file before `body`. */
  readonly linesBefore: number;
  /** Line of the file, from 1, on which a key stands. */
  lineOf(key: string): number;
  /** Why nothing could be read from it; `line` counts from 1 in the file. */
  readonly mistake?: { readonly line: number; readonly message: string; readonly text: string };
}

/** Characters; the fields of a page are a few lines. */
const longest = 50_000;

const frontMatter = /^---[ \t]*\n(?:([\s\S]*?)\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)/;

/** Splits a page into the YAML between its opening `---` lines and the text below. */
export function splitFrontMatter(page: string): FrontMatter {
  const match = frontMatter.exec(page);
  const none = { values: {}, body: page, linesBefore: 0, lineOf: () => 1 };
  if (match === null) return none;
  const [whole, text = ''] = match;
  const found = {
    values: {},
    body: page.slice(whole.length),
    linesBefore: whole.split('\n').length - 1,
    lineOf: (key: string) => text.split('\n').findIndex((line) => line.startsWith(`${key}:`)) + 2,
  };
  const mistakeOf = (message: string) => ({ ...found, mistake: { line: 2, message, text } });
  if (text.length > longest) return mistakeOf(`it has more than ${longest} characters`);
  const lineCounter = new LineCounter();
  const document = parseYaml(text, lineCounter);
  if (document === undefined) return mistakeOf('it is nested too deeply');
  const [error] = document.errors;
  if (error !== undefined) {
    const [message = ''] = error.message.split('\n');
    const line = lineCounter.linePos(error.pos[0]).line + 1;
    return { ...found, mistake: { line, message, text } };
  }
  if (document.contents === null) return found;
  // Two rules with a sentence between them also look like this.
  if (!isMap(document.contents)) return none;
  try {
    const values: Readonly<Record<string, unknown>> = document.toJS();
    return { ...found, values };
  } catch (error) {
    return mistakeOf(errorName(error));
  }
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
