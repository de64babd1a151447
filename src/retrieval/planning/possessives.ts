import type { NameIndex } from '../linking/name-index.ts';
import { isHan, type Token } from '../linking/tokenize.ts';
import type { CueTable } from './tag-question.ts';

/** Finds what makes a name that of an owner, at the beginning of what stands behind the name. */
export function possessivePattern(possessives: readonly string[]): RegExp {
  const sources = possessives.map((text) =>
    isHan(text) ? `\\s*${text}` : `${text.replaceAll("'", "['’]")}(?![\\p{L}\\p{N}])`,
  );
  return new RegExp(`^(?:${sources.length === 0 ? '(?!)' : sources.join('|')})`, 'u');
}

const remembered = new WeakMap<NameIndex, ReadonlySet<string>>();

/** The words of all names of people, teams, companies and projects. */
function nameWords(index: NameIndex): ReadonlySet<string> {
  const known = remembered.get(index);
  if (known !== undefined) return known;
  const words = new Set([...index.people, ...index.others].flatMap(({ texts }) => texts));
  remembered.set(index, words);
  return words;
}

/** In a language that writes the ending onto the name ("Annas"), takes it off names, and notes that they own what follows. */
export function readGenitives(
  tokens: readonly Token[],
  index: NameIndex,
  { lexicon, words: cueWords }: CueTable,
): readonly Token[] {
  const { genitives = [] } = lexicon;
  if (genitives.length === 0) return tokens;
  const names = nameWords(index);
  return tokens.map((token) => {
    if (names.has(token.text) || cueWords.has(token.text)) return token;
    const ending = genitives.find(
      (one) => token.text.endsWith(one) && names.has(token.text.slice(0, -one.length)),
    );
    return ending === undefined ? token : { ...token, text: token.text.slice(0, -ending.length), owns: true };
  });
}
