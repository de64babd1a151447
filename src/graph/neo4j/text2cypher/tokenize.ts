import { limits } from './limits.ts';
import { refuse } from './refuse.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'symbol' | 'end';
  /** A word as written, a text without its quotes, a symbol. */
  readonly value: string;
  /** Where it begins and ends in the statement. */
  readonly start: number;
  readonly end: number;
}

const space = /[ \t\r\n]+/y;
const word = /[\p{L}_][\p{L}\p{N}_]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const symbol = /<=|>=|<>|\.\.|\|\||[()[\]{},.:=<>+\-*/%^|&!]/y;
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
};

/**
 * Cuts a statement into tokens. What could hide something from a reader is refused before anything else is looked at:
 * comments, escapes by number, and characters that no statement needs.
 *
 * @throws AppError `invalid_query`.
 */
export function tokenize(statement: string): readonly Token[] {
  if (statement.length > limits.length)
    refuse(`The statement is longer than ${limits.length} characters: write a shorter one.`);
  if (/\\u/i.test(statement)) refuse('Escapes such as \\u0041 are not accepted: write the character itself.');
  const tokens: Token[] = [];
  let at = 0;
  const take = (kind: Token['kind'], value: string, end: number): void => {
    tokens.push({ kind, value, start: at, end });
    at = end;
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(statement)?.[0];
  };
  while (at < statement.length) {
    const character = statement.charAt(at);
    const blank = match(space);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    if (/^\/[/*]/.test(statement.slice(at, at + 2))) refuse('Comments are not accepted: leave them out.');
    if (character === "'" || character === '"') {
      const { value, end } = readText(statement, at);
      take('text', value, end);
      continue;
    }
    if (character === '`') {
      const end = statement.indexOf('`', at + 1);
      const value = statement.slice(at + 1, end);
      if (end < 0 || value === '' || value.includes('\\') || statement.charAt(end + 1) === '`')
        refuse('A name in backticks must end with one, and hold neither a backtick nor a backslash.');
      take('quoted', value, end + 1);
      continue;
    }
    const found = match(word);
    if (found !== undefined) {
      take('word', found, at + found.length);
      continue;
    }
    const digits = match(number);
    if (digits !== undefined) {
      // 0x1F, 010 and 1_000 mean other things elsewhere.
      if (/^0\d/.test(digits) || /^[\p{L}_]/u.test(statement.slice(at + digits.length)))
        refuse(`Write numbers as 12 or 1.5, not as ${statement.slice(at, at + digits.length + 1)}.`);
      take('number', digits, at + digits.length);
      continue;
    }
    const sign = match(symbol);
    if (sign === undefined) refuse(describeCharacter(character));
    take('symbol', sign, at + sign.length);
  }
  tokens.push({ kind: 'end', value: '', start: at, end: at });
  return tokens;
}

function readText(statement: string, start: number): { readonly value: string; readonly end: number } {
  const quote = statement.charAt(start);
  let value = '';
  for (let at = start + 1; at < statement.length; at++) {
    const character = statement.charAt(at);
    if (character === quote) return { value, end: at + 1 };
    if (character !== '\\') {
      value += character;
      continue;
    }
    at++;
    const escaped = escapes[statement.charAt(at)];
    if (escaped === undefined)
      refuse(`The escape \\${statement.charAt(at)} is not accepted: write the character.`);
    value += escaped;
  }
  return refuse(`A text that begins with ${quote} does not end: close it.`);
}

function describeCharacter(character: string): string {
  if (character === ';') return 'Write one statement, without a semicolon.';
  if (character === '$')
    return 'Parameters and dynamic names ($…) are not accepted: write the value or the name itself.';
  if (character === '~') return 'Regular expressions (=~) are not accepted: use CONTAINS, STARTS WITH or IN.';
  return `The character ${JSON.stringify(character)} is not accepted outside of texts.`;
}
