/**
 * The trie over words that texts are searched with, beside an Aho–Corasick automaton of a library over the same names and the
 * same folded words, in the texts of a made-up company. Both find the same places; the rules of `match-name.ts` follow either. The library is
 * fetched for this alone:
 *
 *     npm install --no-save modern-ahocorasick@3.3.0 && npm exec -- node bench/automata.ts [MODULE]
 */
import { matchName } from '../src/sync/match-name.ts';
import { MentionIndex, type TrieNode } from '../src/sync/mention-index.ts';
import { tokenize } from '../src/sync/tokenize.ts';
import { compare } from './compare.ts';
import { directory, wiki } from './mention-company.ts';

interface Automaton {
  search(text: string, options: { readonly strategy: 'all' }): readonly { readonly start: number }[];
}
type Library = { readonly default: new (names: readonly string[]) => Automaton };

const name = process.argv[2] ?? 'modern-ahocorasick';
const { default: AhoCorasick } = (await import(name)) as Library;

const names = [...directory()].flatMap((record) => ('name' in record ? [record.name] : []));
const texts = [...wiki()].slice(0, 500).flatMap((record) => (record.kind === 'article' ? [record.body] : []));
const records = names.map((text, one) => ({
  id: `employee:${one}`,
  label: 'Employee' as const,
  source: 'bench',
  key: `${one}`,
  name: text,
  aliases: [],
  email: null,
  detail: null,
}));
const buildTrie = (): MentionIndex => new MentionIndex({ names: records, tasks: [], articles: [] });
/** Words apart by one space, as they are in the trie, so that no name begins within a word. */
const joined = (text: string): string => ` ${tokenize(text).words.join(' ')} `;
const buildAutomaton = (): Automaton => new AhoCorasick([...new Set(names.map(joined))]);

const index = buildTrie();
const automaton = buildAutomaton();

function byTrie(text: string): number {
  const tokens = tokenize(text);
  let found = 0;
  for (let at = 0; at < tokens.length; ) {
    const match = matchName(text, tokens, at, index.root);
    if (match !== undefined) found++;
    at = match?.next ?? at + 1;
  }
  return found;
}

const byAutomaton = (text: string): number => automaton.search(joined(text), { strategy: 'all' }).length;

const sum = (find: (text: string) => number): number => texts.reduce((all, text) => all + find(text), 0);
const bytes = texts.reduce((all, text) => all + text.length, 0);
console.log(
  `${names.length} names, ${texts.length} texts of ${Math.round(bytes / 1000)} thousand characters`,
);
console.log(`places found: ${sum(byTrie)} by the trie, ${sum(byAutomaton)} by the automaton`);
/** How often a word is looked up in the trie: once, and once more for each word of a name that it may go on as. */
function countSteps(text: string): readonly [words: number, steps: number] {
  const { words } = tokenize(text);
  let steps = 0;
  for (let at = 0; at < words.length; at++) {
    let node: TrieNode | undefined = index.root;
    for (let last = at; node !== undefined && last < words.length; last++, steps++)
      node = node.next.get(words[last] ?? '');
  }
  return [words.length, steps];
}
const counts = texts.map(countSteps);
const [words, steps] = [0, 1].map((part) => counts.reduce((all, count) => all + (count[part] ?? 0), 0));
console.log(`${((steps ?? 0) / (words ?? 1)).toFixed(2)} steps in the trie for each word`);
const textOf = (round: number): string => texts[round % texts.length] ?? '';
console.log(
  `search: ${await compare(
    500,
    (round) => byTrie(textOf(round)),
    (round) => byAutomaton(textOf(round)),
  )}`,
);
console.log(`build: ${await compare(3, buildTrie, buildAutomaton)}`);
