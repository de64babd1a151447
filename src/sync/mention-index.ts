import type { NameRecord, NodeKey } from '../graph/graph-store.ts';
import { AddressBook, addUnique } from './address-book.ts';
import { type MentionForm, mentionForms, titleForm } from './mention-forms.ts';
import { tokenize } from './tokenize.ts';

/** A node of the trie over folded words. */
export interface TrieNode {
  readonly next: Map<string, TrieNode>;
  readonly forms: MentionForm[];
}

export interface MentionNames {
  /** Employees, teams, companies and projects. */
  readonly names: readonly NameRecord[];
  readonly tasks: readonly NodeKey[];
  readonly articles: readonly (NodeKey & { readonly title: string })[];
}

/** All that texts may name, ready for one pass over each text. */
export class MentionIndex {
  readonly root: TrieNode = { next: new Map(), forms: [] };
  /** Employees by account name and by e-mail address, in lower case; what several have names nobody. */
  readonly accounts = new Map<string, string | null>();
  readonly emails = new Map<string, string | null>();
  /** Tasks by key, numbers without leading zeros; `taskPrefixes` are the folded first words of the keys. */
  readonly tasks = new Map<string, string | null>();
  readonly taskPrefixes = new Set<string>();
  /** Tasks by keys that are no word and number (`acme/web#12`, `MY_P-4`), as `plainCode` has them. */
  readonly codes = new Map<string, string | null>();
  /** Tasks and articles. */
  readonly addresses = new AddressBook();
  /** Articles by source and key. */
  readonly articles = new Map<string, string>();
  /** Articles by key alone, whatever their source. */
  readonly articlesByKey = new Map<string, string[]>();

  constructor({ names, tasks, articles }: MentionNames) {
    for (const record of names) {
      for (const form of mentionForms(record)) this.#addForm(form);
      if (record.label === 'Employee') this.#addAccounts(record);
    }
    for (const { id, key, url } of tasks) {
      this.#addTask(id, key);
      this.addresses.add(id, key, url);
    }
    // A key that another task has by now is that one's.
    const keys = new Set(tasks.map(({ key }) => key));
    for (const { id, key, url, formerKeys } of tasks)
      for (const former of formerKeys.filter((one) => !keys.has(one))) {
        this.#addTask(id, former);
        if (url?.endsWith(key)) this.addresses.add(id, former, `${url.slice(0, -key.length)}${former}`);
      }
    for (const { id, source, key, title, url } of articles) {
      this.addresses.add(id, key, url);
      this.articles.set(`${source}:${key}`, id);
      const sameKey = this.articlesByKey.get(key);
      if (sameKey === undefined) this.articlesByKey.set(key, [id]);
      else sameKey.push(id);
      const form = titleForm(id, title);
      if (form !== null) this.#addForm(form);
    }
  }

  #addForm(form: MentionForm): void {
    const { words } = tokenize(form.text);
    if (words.length === 0) return;
    let node = this.root;
    for (const word of words) {
      let next = node.next.get(word);
      if (next === undefined) {
        next = { next: new Map(), forms: [] };
        node.next.set(word, next);
      }
      node = next;
    }
    node.forms.push(form);
  }

  #addAccounts({ id, key, email, aliases }: NameRecord): void {
    const accounts = [key, ...aliases].filter((name) => /^(?=.*\p{L})[\p{L}\p{N}._-]+$/u.test(name));
    for (const account of accounts) addUnique(this.accounts, account.toLowerCase(), id);
    if (email !== null) addUnique(this.emails, email.toLowerCase(), id);
  }

  #addTask(id: string, key: string): void {
    const parts = /^([\p{L}][\p{L}\p{N}]*)-(\d+(?:-\d+)*)$/u.exec(key);
    if (parts?.[1] === undefined || parts[2] === undefined) {
      if (taskCode.test(key)) addUnique(this.codes, plainCode(key), id);
      return;
    }
    this.taskPrefixes.add(parts[1].toLowerCase());
    addUnique(this.tasks, plainTaskKey(parts[1], parts[2].split('-')), id);
  }
}

/** A whole key of a repository's issue, or one whose letters are joined by underscores. */
const taskCode = /^(?:[\p{L}\p{N}_.-]+\/[\p{L}\p{N}_.-]+#\d+|\p{L}[\p{L}\p{N}]*_[\p{L}\p{N}_]*-\d+)$/u;

/** Repositories are the same in small letters; keys of Jira are not. */
export function plainCode(key: string): string {
  return key.includes('#') ? key.toLowerCase() : key;
}

/** A task key with its numbers as numbers: `KEP-0753` is `KEP-753`. */
export function plainTaskKey(prefix: string, numbers: readonly string[]): string {
  return [prefix, ...numbers.map((digits) => digits.replace(/^0+(?=\d)/, ''))].join('-');
}
