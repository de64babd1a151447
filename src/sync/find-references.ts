import { posix } from 'node:path';
import { type MentionIndex, plainCode } from './mention-index.ts';
import { isWordCharacter } from './tokenize.ts';

/** Where a text stands: links lead on from its article; a task has no place of its own. */
export interface TextPlace {
  readonly source: string;
  readonly articleKey?: string;
}

type Add = (target: string, written: string) => void;

/** What a text names by an account, an address, a link or a whole key, which no words are taken for. */
export function findReferences(text: string, place: TextPlace, index: MentionIndex, add: Add): void {
  findAccounts(text, index, add);
  findLinks(text, place, index, add);
  findAddresses(text, index, add);
  findCodes(text, index, add);
}

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
    if (person !== undefined && person !== null && !isGroup) add(person, address ?? `@${after}`);
  }
}

const address = /https?:\/\/[^\s<>[\]"'`|，。；、（）【】《》「」]+/gi;
const denseTail = /[\u3040-\u30ff\u3400-\u9fff].*$/u;

/** Addresses of tasks and pages, of whatever source. */
function findAddresses(text: string, index: MentionIndex, add: Add): void {
  if (!text.includes('://')) return;
  for (const [written] of text.matchAll(address)) {
    const whole = withoutTail(written);
    // Chinese and Japanese go on without a space, after addresses as well.
    for (const surface of new Set([whole, whole.replace(denseTail, '')])) {
      const target = index.addresses.find(surface);
      if (target === undefined) continue;
      add(target, surface);
      break;
    }
  }
}

/** Without the marks of the sentence around it, and without a bracket that was opened before it. */
function withoutTail(written: string): string {
  const plain = written.replace(/[.,;:!?*]+$/, '');
  const isOpenedBefore = plain.endsWith(')') && plain.split(')').length > plain.split('(').length;
  return isOpenedBefore ? withoutTail(plain.slice(0, -1)) : plain;
}

const code =
  /(?<![\p{L}\p{N}_./#-])(?:[\p{L}\p{N}_.-]+\/[\p{L}\p{N}_.-]+#\d+|\p{L}[\p{L}\p{N}]*_[\p{L}\p{N}_]*-\d+)(?![\p{L}\p{N}_])/gu;

/** `acme/web#12`, `MY_P-4`: keys of tasks that are more than a word and a number. */
function findCodes(text: string, index: MentionIndex, add: Add): void {
  if (index.codes.size === 0) return;
  for (const [written] of text.matchAll(code)) {
    const target = index.codes.get(plainCode(written));
    if (target !== undefined && target !== null) add(target, written);
  }
}

const linkTarget = /\]\(\s*<?([^\s)>]+)/g;
const pagePath = /(?<![\p{L}\p{N}:/._-])[\p{L}\p{N}_-][\p{L}\p{N}._/-]*\.mdx?(?![\p{L}\p{N}])/gu;

/** Links of Markdown to pages of the same source; in tasks, which have no place of their own, whole paths. */
function findLinks(text: string, { source, articleKey }: TextPlace, index: MentionIndex, add: Add): void {
  if (articleKey === undefined) {
    if (!text.includes('.md')) return;
    for (const [path] of text.matchAll(pagePath))
      for (const id of index.articlesByKey.get(path) ?? []) add(id, path);
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
        add(id, target);
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
