import { isActing } from './acting-name.ts';
import type { MentionForm } from './mention-forms.ts';
import type { TrieNode } from './mention-index.ts';
import { isDenseCharacter, isWordCharacter, type Tokens, tokenize } from './tokenize.ts';
import { isWithinSentence } from './within-sentence.ts';

export interface MatchedName {
  /** One for each node of that name. */
  readonly forms: readonly MentionForm[];
  readonly surface: string;
  /** The token after it. */
  readonly next: number;
}

/** Walks the trie as far as it goes and takes the longest name whose rule is met. */
export function matchName(text: string, tokens: Tokens, at: number, root: TrieNode): MatchedName | undefined {
  let best: MatchedName | undefined;
  let node: TrieNode | undefined = root;
  const start = tokens.starts[at] ?? 0;
  for (let last = at; last < tokens.length; last++) {
    if (last > at && !isJoined(text, tokens.ends[last - 1] ?? 0, tokens.starts[last] ?? 0)) break;
    node = node.next.get(tokens.words[last] ?? '');
    if (node === undefined) break;
    if (node.forms.length === 0) continue;
    const end = tokens.ends[last] ?? 0;
    const met = node.forms.filter((form) => isMet(form, text, start, end));
    if (met.length > 0) best = { forms: oneForEach(met), surface: text.slice(start, end), next: last + 1 };
  }
  return best;
}

/**
 * The people, teams, companies and projects that are called just so, whether or not a text would be taken to mean them: for names
 * that are known to be names. Pages are left out.
 */
export function calledWhole(name: string, root: TrieNode): readonly string[] {
  let node: TrieNode | undefined = root;
  for (const word of tokenize(name).words) node = node?.next.get(word);
  const targets = new Set(node?.forms.map(({ target }) => target));
  return [...targets].filter((target) => !target.startsWith('article:'));
}

/** Whether what lies between two words can lie within a name: a space or line's end, a hyphen, an apostrophe. */
function isJoined(text: string, from: number, to: number): boolean {
  if (from === to) return true;
  if (to - from === 1) return /[\s\-/.'’·&]/.test(text.charAt(from));
  return to - from <= 8 && /^(?:\. |,? |[ \t]*\n?[ \t]*)$/.test(text.slice(from, to));
}

function isMet(form: MentionForm, text: string, start: number, end: number): boolean {
  if (form.rule === 'any') return isDenseCharacter(text, start) || isFree(text, start, end);
  if (form.rule === 'initial')
    return (
      text.charAt(start) === form.text.charAt(0) || text.charAt(start) !== text.charAt(start).toLowerCase()
    );
  if (form.rule === 'person') return isActing(text, start, end, 'person');
  const surface = text.slice(start, end).replace(/\s+/g, ' ');
  if (surface !== form.text || !isFree(text, start, end)) return false;
  if (form.rule === 'team' && isActing(text, start, end, 'team')) return true;
  return form.rule === 'exact' || (!isDenseCharacter(text, start) && isWithinSentence(text, start, end));
}

/** Not a part of a path, an address or a longer identifier. */
function isFree(text: string, start: number, end: number): boolean {
  if (/[/_@#\\$.-]/.test(text.charAt(start - 1))) return false;
  const after = text.charAt(end);
  return !(/[-_/.@:\\]/.test(after) && isWordCharacter(text, end + 1)) && after !== '_';
}

/** The surest form of each node; a page gives way to a person or thing of its name. */
function oneForEach(met: readonly MentionForm[]): readonly MentionForm[] {
  if (met.length === 1) return met;
  const sure = [...met].sort((one, other) => other.confidence - one.confidence);
  const things = sure.filter((form) => !form.target.startsWith('article:'));
  const forms = new Map<string, MentionForm>();
  for (const form of things.length > 0 ? things : sure)
    if (!forms.has(form.target)) forms.set(form.target, form);
  return [...forms.values()];
}
