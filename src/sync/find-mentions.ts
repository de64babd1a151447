import { posix } from 'node:path';
import type { MentionForm } from './mention-forms.ts';
import { type MentionIndex, plainAddress, plainTaskKey, type TrieNode } from './mention-index.ts';
import { isDenseCharacter, isWordCharacter, type Tokens, tokenize } from './tokenize.ts';

export interface Mention {
  /** Id of the node that is named. */
  readonly target: string;
  /** The words in the text. */
  readonly surface: string;
  readonly confidence: number;
}

export interface MentionText {
  readonly text: string;
  /** Of a passage: its article's source and key, from which links lead on; of a task: its source. */
  readonly source: string;
  readonly articleKey?: string;
  /** Nodes that the text belongs to and so does not mention. */
  readonly own: ReadonlySet<string>;
}

/**
 * What a text names, each node once under its surest form. The longest name wins; words that several nodes of a kind are
 * called by name none of them.
 */
export function findMentions({ text, source, articleKey, own }: MentionText, index: MentionIndex): Mention[] {
  const found = new Map<string, Mention>();
  const add = (target: string, surface: string, confidence: number): void => {
    const before = found.get(target);
    if (!own.has(target) && (before === undefined || before.confidence < confidence))
      found.set(target, { target, surface: surface.replace(/\s+/g, ' '), confidence });
  };
  findAccounts(text, index, add);
  findLinks(text, source, articleKey, index, add);
  findAddresses(text, index, add);
  findCodes(text, index, add);
  const tokens = tokenize(text);
  for (let at = 0; at < tokens.length; ) {
    const key = matchTaskKey(text, tokens, at, index);
    if (key !== undefined) {
      if (key.target !== null) add(key.target, key.surface, 1);
      at = key.next;
      continue;
    }
    const name = matchName(text, tokens, at, index.root);
    if (name === undefined) {
      at++;
      continue;
    }
    if (name.form !== null) add(name.form.target, name.surface, name.form.confidence);
    at = name.next;
  }
  return [...found.values()];
}

type Add = (target: string, surface: string, confidence: number) => void;

const accountAfter = /[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?/uy;
const localBefore = /[\p{L}\p{N}._%+-]+$/u;

/** `@account` and e-mail addresses. */
function findAccounts(text: string, index: MentionIndex, add: Add): void {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    accountAfter.lastIndex = at + 1;
    const after = accountAfter.exec(text)?.[0];
    if (after === undefined) continue;
    const local = isWordCharacter(text, at - 1)
      ? localBefore.exec(text.slice(Math.max(0, at - 80), at))?.[0]
      : undefined;
    const address = local === undefined ? undefined : `${local}@${after}`;
    const person =
      address === undefined
        ? index.accounts.get(after.toLowerCase())
        : index.emails.get(address.toLowerCase());
    // `@team/part` is a group's handle on several platforms.
    const isGroup = text.charAt(at + 1 + after.length) === '/';
    if (person !== undefined && person !== null && !isGroup) add(person, address ?? `@${after}`, 1);
  }
}

const address = /https?:\/\/[^\s<>()"'`|，。；、）】]+/gi;

/** Addresses of tasks and pages, of whatever source. */
function findAddresses(text: string, index: MentionIndex, add: Add): void {
  if (index.addresses.size === 0 || !text.includes('://')) return;
  for (const [written] of text.matchAll(address)) {
    const target = index.addresses.get(plainAddress(written.replace(/[.,;:!?]+$/, '')) ?? '');
    if (target !== undefined && target !== null) add(target, written, 1);
  }
}

const code =
  /(?<![\p{L}\p{N}_./#-])(?:[\p{L}\p{N}_.-]+\/[\p{L}\p{N}_.-]+#\d+|\p{L}[\p{L}\p{N}]*_[\p{L}\p{N}_]*-\d+)(?![\p{L}\p{N}_])/gu;

/** `acme/web#12`, `MY_P-4`: keys of tasks that are more than a word and a number. */
function findCodes(text: string, index: MentionIndex, add: Add): void {
  if (index.codes.size === 0) return;
  for (const [written] of text.matchAll(code)) {
    const target = index.codes.get(written);
    if (target !== undefined && target !== null) add(target, written, 1);
  }
}

const linkTarget = /\]\(\s*<?([^\s)>]+)/g;
const pagePath = /(?<![\p{L}\p{N}:/._-])[\p{L}\p{N}_-][\p{L}\p{N}._/-]*\.mdx?(?![\p{L}\p{N}])/gu;

/** Links of Markdown to pages of the same source; in tasks, which have no place of their own, whole paths. */
function findLinks(
  text: string,
  source: string,
  articleKey: string | undefined,
  index: MentionIndex,
  add: Add,
): void {
  if (articleKey === undefined) {
    if (!text.includes('.md')) return;
    for (const [path] of text.matchAll(pagePath))
      for (const id of index.articlesByKey.get(path) ?? []) add(id, path, 1);
    return;
  }
  if (!text.includes('](')) return;
  for (const [, target = ''] of text.matchAll(linkTarget)) {
    if (/^[a-z][a-z0-9+.-]*:|^#/i.test(target)) continue;
    const path = decodePath(target.replace(/[?#].*$/, ''));
    const whole = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(articleKey), path);
    const place = whole.replace(/\/$/, '');
    for (const key of [place, `${place}.md`, `${place}/README.md`, `${place}/index.md`]) {
      const id = index.articles.get(`${source}:${key}`);
      if (id !== undefined) {
        add(id, target, 1);
        break;
      }
    }
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** `PLAT-101`, `PLAT 101`, `KEP-0753`, `KEP #753`; the prefix as it is written in the key. */
function matchTaskKey(
  text: string,
  { starts, ends, words, length }: Tokens,
  at: number,
  index: MentionIndex,
): { readonly target: string | null; readonly surface: string; readonly next: number } | undefined {
  if (!index.taskPrefixes.has(words[at] ?? '')) return undefined;
  const start = starts[at] ?? 0;
  const prefix = text.slice(start, ends[at]);
  const numbers: string[] = [];
  let best: { target: string | null; surface: string; next: number } | undefined;
  for (let next = at + 1; next < length; next++) {
    const gap = text.slice(ends[next - 1], starts[next]);
    const isNext = numbers.length === 0 ? /^(?:[-–:]| ?#| )$/.test(gap) : gap === '-';
    if (!isNext || !/^\d+$/.test(words[next] ?? '')) break;
    numbers.push(words[next] ?? '');
    const target = index.tasks.get(plainTaskKey(prefix, numbers));
    if (target !== undefined) best = { target, surface: text.slice(start, ends[next]), next: next + 1 };
  }
  return best;
}

/** Walks the trie as far as it goes and takes the longest name whose rule is met. */
function matchName(
  text: string,
  tokens: Tokens,
  at: number,
  root: TrieNode,
): { readonly form: MentionForm | null; readonly surface: string; readonly next: number } | undefined {
  let best: { form: MentionForm | null; surface: string; next: number } | undefined;
  let node: TrieNode | undefined = root;
  const start = tokens.starts[at] ?? 0;
  for (let last = at; last < tokens.length; last++) {
    if (last > at && !isJoined(text, tokens.ends[last - 1] ?? 0, tokens.starts[last] ?? 0)) break;
    node = node.next.get(tokens.words[last] ?? '');
    if (node === undefined) break;
    if (node.forms.length === 0) continue;
    const end = tokens.ends[last] ?? 0;
    const met = node.forms.filter((form) => isMet(form, text, start, end));
    if (met.length > 0) best = { form: chooseForm(met), surface: text.slice(start, end), next: last + 1 };
  }
  return best;
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
  const surface = text.slice(start, end).replace(/\s+/g, ' ');
  if (surface !== form.text || !isFree(text, start, end)) return false;
  return form.rule === 'exact' || isWithinSentence(text, start, end);
}

/** Not a part of a path, an address or a longer identifier. */
function isFree(text: string, start: number, end: number): boolean {
  if (/[/_@#\\$.-]/.test(text.charAt(start - 1))) return false;
  const after = text.charAt(end);
  return !(/[-_/.@:\\]/.test(after) && isWordCharacter(text, end + 1)) && after !== '_';
}

/** After a word or comma on the same line, and not beside another word with a capital, as in "Security Analyst". */
function isWithinSentence(text: string, start: number, end: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (!/(?:\p{Ll}|\d|[,(、，])["“*[]*\s+["“*[]*$/u.test(line)) return false;
  return !/^\s+\p{Lu}/u.test(text.slice(end, end + 4));
}

/** One form; null where two nodes of a kind share the words. A page gives way to a person or thing of its name. */
function chooseForm(met: readonly MentionForm[]): MentionForm | null {
  const sure = [...met].sort((one, other) => other.confidence - one.confidence);
  const things = sure.filter((form) => !form.target.startsWith('article:'));
  const candidates = things.length > 0 ? things : sure;
  const [first] = candidates;
  if (first === undefined) return null;
  return candidates.every((form) => form.target === first.target) ? first : null;
}
