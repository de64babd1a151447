/**
 * A turn of phrase of a language, as data. In its text `[x|y]` may be left out, `(x|y)` may be either, `{slot}` is read, a
 * comma or a period may be left out, and `\` takes the sign behind it as it is. A space is any gap between words; in a
 * language that is written without spaces there need be none.
 */
export interface Form {
  readonly text: string;
  /** Written just so, capitals included: "March" and not "march". */
  readonly exact?: boolean;
  /** A form that must stand before it, or behind it, and is no part of it. */
  readonly after?: string;
  readonly ahead?: string;
  /** A form that must not stand right behind it. */
  readonly unless?: string;
}

/** What a form needs to know of its language. */
export interface FormLanguage {
  /** Whether words are separated by spaces. */
  readonly isSpaced: boolean;
  /** Regular expressions of the slots, by name. */
  readonly slots: Readonly<Record<string, string>>;
}

/** A letter or digit of writing with spaces, where words end at what is none. */
const wordCharacter = '(?:(?!\\p{Script=Han})[\\p{L}\\p{M}\\p{N}_])';

/** What bounds words, and what stands between them. */
const edgesOf = ({ isSpaced }: FormLanguage) =>
  isSpaced
    ? { start: `(?<!${wordCharacter})`, end: `(?!${wordCharacter})`, gap: '\\s+' }
    : { start: '', end: '', gap: '\\s*' };

/** A form as a sticky regular expression, which ends where a word does. */
export function compileForm(form: Form, language: FormLanguage): RegExp {
  return new RegExp(boundedSource(form, language), `${form.exact === true ? '' : 'i'}uy`);
}

/** A form wherever it occurs, from the beginning of a word. */
export function findForm(form: Form, language: FormLanguage): RegExp {
  return new RegExp(edgesOf(language).start + boundedSource(form, language), 'giu');
}

function boundedSource({ text, after, ahead, unless }: Form, language: FormLanguage): string {
  const { start, end, gap } = edgesOf(language);
  return [
    after === undefined ? '' : `(?<=${start}(?:${formSource(after, language)})${gap})`,
    `(?:${formSource(text, language)})${end}`,
    ahead === undefined ? '' : `(?=${gap}(?:${formSource(ahead, language)}))`,
    unless === undefined ? '' : `(?!${formSource(unless, language)})`,
  ].join('');
}

/** Any of the forms right before the end, with what gap there is behind it. */
export function endsWith(texts: readonly string[], language: FormLanguage): RegExp {
  const { start, gap } = edgesOf(language);
  return new RegExp(`${start}(?:${anyOf(texts, language)})${gap}$`, 'iu');
}

/** Any of the forms at the beginning, whatever gap is before it. */
export function beginsWith(texts: readonly string[], language: FormLanguage): RegExp {
  return new RegExp(`^\\s*(?:${anyOf(texts, language)})${edgesOf(language).end}`, 'iu');
}

/** Any of the forms wherever it occurs, as whole words. */
export function contains(texts: readonly string[], language: FormLanguage): RegExp {
  const { start, end } = edgesOf(language);
  return new RegExp(`${start}(?:${anyOf(texts, language)})${end}`, 'iu');
}

/** The sources of forms, either of which may stand; of none, what never matches. */
export const anyOf = (texts: readonly string[], language: FormLanguage): string =>
  texts.length === 0 ? '(?!)' : texts.map((text) => formSource(text, language)).join('|');

interface Read {
  readonly source: string;
  readonly end: number;
}

/** @throws Error where the form is badly written. */
function formSource(text: string, language: FormLanguage): string {
  const { source, end } = readForm(text, 0, language);
  if (end < text.length) throw new Error(`A bracket that was never opened: ${text}`);
  return source;
}

/** A form up to its end or to the bracket that closes it. */
function readForm(text: string, from: number, language: FormLanguage): Read {
  const alternatives: string[] = [];
  let elements: { source: string; isOptional: boolean }[] = [];
  let at = from;
  while (at < text.length && !isClosing(text[at])) {
    if (text[at] === '|') {
      alternatives.push(joinElements(elements, language));
      elements = [];
    }
    if (text[at] === '|' || text[at] === ' ') {
      at++;
      continue;
    }
    const begin = at;
    let source = '';
    while (at < text.length && !isClosing(text[at]) && text[at] !== ' ' && text[at] !== '|') {
      const piece = readPiece(text, at, language);
      source += piece.source;
      at = piece.end;
    }
    const isOptional = text[begin] === '[' && closingOf(text, begin) === at - 1;
    elements.push({ source: isOptional ? source.slice(0, -1) : source, isOptional });
  }
  alternatives.push(joinElements(elements, language));
  return { source: alternatives.join('|'), end: at };
}

const isClosing = (character: string | undefined): boolean => character === ')' || character === ']';

/** Elements with the gaps between them; one that is left out takes its gap along. */
function joinElements(
  elements: readonly { readonly source: string; readonly isOptional: boolean }[],
  language: FormLanguage,
): string {
  const { gap } = edgesOf(language);
  const head = elements.findIndex((one) => !one.isOptional);
  return elements
    .map(({ source, isOptional }, at) => {
      if (at < head) return `(?:${source}${gap})?`;
      if (at === head || at === 0) return source;
      return isOptional ? `(?:${gap}${source})?` : gap + source;
    })
    .join('');
}

/** A character, a slot or a bracket. */
function readPiece(text: string, at: number, language: FormLanguage): Read {
  const character = text[at] ?? '';
  if (character === '(' || character === '[') {
    const { source, end } = readForm(text, at + 1, language);
    return { source: `(?:${source})${character === '[' ? '?' : ''}`, end: end + 1 };
  }
  if (character === '{') {
    const close = text.indexOf('}', at);
    const slot = language.slots[text.slice(at + 1, close)];
    if (slot === undefined) throw new Error(`An unknown slot: ${text}`);
    return { source: slot, end: close + 1 };
  }
  if (character === '\\') return { source: escaped(text[at + 1] ?? ''), end: at + 2 };
  const isOptional = character === ',' || character === '.';
  return { source: escaped(character) + (isOptional ? '?' : ''), end: at + 1 };
}

/** Where the bracket is closed that is opened at a place. */
function closingOf(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(' || text[at] === '[') depth++;
    else if (isClosing(text[at])) depth--;
    if (depth === 0) return at;
  }
  throw new Error(`A bracket that is never closed: ${text}`);
}

/** With the flag `u`, only these may be escaped. */
const escaped = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
