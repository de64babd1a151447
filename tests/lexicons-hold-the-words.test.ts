import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { labels, relationshipTypes } from '../graph-schema/index.ts';
import { stopWords } from '../src/graph/analyze-text.ts';
import { englishSmallWords } from '../src/retrieval/planning/lexicons/en/small-words.ts';
import { type Literal, readLiterals } from './fixtures/read-literals.ts';

/**
 * That a further language needs no code holds as long as code has no words of a language in it: `src/retrieval` outside the
 * lexicons is read for Chinese characters, words in regular expressions and lists of English words.
 */
const retrieval = fileURLToPath(new URL('../src/retrieval/', import.meta.url));

/** Files that are a language's own: what answers are worded in, beside what questions are understood in. */
const ofLanguages = [
  /^planning\/lexicons\//,
  /wording/,
  /-words-(?:en|zh)\.ts$/,
  /^composing\/link-words\.ts$/,
];

/** What looks like words and is none of a language: a piece of the literal, by file, with the reason. */
const noLanguage: readonly (readonly [file: RegExp, piece: string, reason: string])[] = [
  [/./, '^extra\\.', 'the prefix of properties that the schema does not know'],
  [/^abstaining\/withheld-field\.ts$/, '"(?:ever|periods)":true', 'fields of a query as JSON'],
  [/^planning\/plan-order\.ts$/, 'Date$|At$|On$', 'endings of property names'],
  [/^planning\/settle-readings\.ts$/, '^rel\\.', 'the kind of a cue'],
  [/^composing\/plain-prose\.ts$/, 'script|img', 'HTML tags, and mentions as chat platforms write them'],
  [/^composing\/verify-sentences\.ts$/, 'a|img|iframe', 'HTML tags'],
  [/^composing\/verify-sentences\.ts$/, 'www\\.', 'the beginning of an address on the web'],
  [/^articles\/score-sentences\.ts$/, 'https?', 'the beginning of an address on the web'],
  [/^articles\/answer-kinds\.ts$/, '(?:ms|s|m|h|d)', 'signs of units, alike in every language'],
  [/^articles\/answer-kinds\.ts$/, 'usd|eur', 'codes of currencies (ISO 4217)'],
  [/^articles\/answer-kinds\.ts$/, 'kb|mb', 'signs of units, alike in every language'],
  [/^articles\/answer-kinds\.ts$/, 'ya?ml|json', 'endings of file names'],
  [/^articles\/answer-kinds\.ts$/, 'https?', 'addresses and domains'],
];

/** What code names in itself, so that a list of such is no list of words. */
const ownNames: ReadonlySet<string> = new Set([
  ...Object.values(labels).flatMap(({ properties }) => Object.keys(properties)),
  ...relationshipTypes,
  ...Object.keys(englishSmallWords),
]);

const englishWords: ReadonlySet<string> = new Set([...stopWords, ...Object.values(englishSmallWords).flat()]);

/** The words of a regular expression, without its signs. */
const wordsOf = (pattern: string): string[] =>
  pattern
    .replace(/\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-fA-F]{4}|\\[a-zA-Z]|\(\?<\w+>|\/[a-z]*$/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .match(/[A-Za-z]{2,}/g) ?? [];

/** What a literal has of a language's words; null where it has none. */
function wordsIn(literal: Literal, row: readonly Literal[]): string | null {
  const { kind, text, isSplit } = literal;
  if (/\p{Script=Han}/u.test(text)) return 'Chinese characters';
  if (kind === 'pattern') return wordsOf(text).length > 0 ? 'words in a regular expression' : null;
  if (isSplit && /[a-z]{2,}[ ,|][a-z]{2,}/.test(text)) return 'a list of words in one text';
  if (/[a-z]{2,}\)?\|\(?[a-z]{2,}/.test(text.replace(/\\./g, ' '))) return 'alternatives in a text';
  const said = row.filter((one) => englishWords.has(one.text.toLowerCase()) && !ownNames.has(one.text));
  return said.length >= 2 && said.includes(literal) ? 'a list of English words' : null;
}

/** The places of a source file that have words of a language in them. */
function findWords(file: string, source: string): string[] {
  const literals = readLiterals(source);
  return literals.flatMap((literal) => {
    const found = wordsIn(
      literal,
      literals.filter((one) => one.row === literal.row && one.kind === 'text'),
    );
    const isAllowed = noLanguage.some(([files, piece]) => files.test(file) && literal.text.includes(piece));
    return found === null || isAllowed ? [] : [`${file}:${literal.line}: ${found}: ${literal.text}`];
  });
}

const files = readdirSync(retrieval, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !ofLanguages.some((own) => own.test(file)),
);

test('code of the retrieval has no words of a language; they belong in src/retrieval/planning/lexicons', () => {
  expect(files.length).toBeGreaterThan(150);
  expect(files.flatMap((file) => findWords(file, readFileSync(join(retrieval, file), 'utf8')))).toEqual([]);
});

test('nothing is allowed that is not there', () => {
  const unused = noLanguage.filter(
    ([own, piece]) =>
      !files.some((file) => own.test(file) && readFileSync(join(retrieval, file), 'utf8').includes(piece)),
  );
  expect(unused.map(([, piece]) => piece)).toEqual([]);
});

describe('what counts as words of a language', () => {
  test.each([
    ['const isOf = /^(?:of|for)$/i.test(raw);', 'words in a regular expression'],
    ['return /^what$/i.test(raw) ? 1 / 2 : 0;', 'words in a regular expression'],
    ["if (item.raw === '的') return;", 'Chinese characters'],
    [`const text = \`x\${last({ a: 1 })}的\`;`, 'Chinese characters'],
    ["const small = new Set(['have', 'has', 'with']);", 'a list of English words'],
    ["const small = 'have has with'.split(' ');", 'a list of words in one text'],
    ["const source = '\\\\b(?:have|has)\\\\b';", 'alternatives in a text'],
  ])('%s', (source, reason) => {
    expect(findWords('some.ts', source)[0]).toContain(reason);
  });

  test.each([
    '/** "Has", 的. */ const letters = /\\p{Lu}\\p{Ll}+/u;',
    "const shape = ['rows', 'groups'] as const; // have, has",
    'const half = total / 2 / count;',
  ])('%s has none', (source) => {
    expect(findWords('some.ts', source)).toEqual([]);
  });
});
