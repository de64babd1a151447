import { isMap, LineCounter, parseDocument } from 'yaml';
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
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
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
    return { ...found, mistake: { line: 2, message: errorName(error), text } };
  }
}
