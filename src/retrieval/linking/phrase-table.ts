import { type Token, tokenTexts } from './tokenize.ts';

interface Branch<T> {
  readonly next: Map<string, Branch<T>>;
  values: T[] | undefined;
}

export interface PhraseMatch<T> {
  /** Index of the first token. */
  readonly from: number;
  /** Index after the last token. */
  readonly to: number;
  readonly values: readonly T[];
}

/** Phrases by their tokens, so that a question's names and cue words are found in one pass by longest match. */
export class PhraseTable<T> {
  readonly #root: Branch<T> = { next: new Map(), values: undefined };

  add(phrase: string, value: T): void {
    this.addTokens(tokenTexts(phrase), value);
  }

  addTokens(texts: readonly string[], value: T): void {
    if (texts.length === 0) return;
    let branch = this.#root;
    for (const text of texts) {
      let next = branch.next.get(text);
      if (next === undefined) {
        next = { next: new Map(), values: undefined };
        branch.next.set(text, next);
      }
      branch = next;
    }
    if (branch.values === undefined) branch.values = [value];
    else if (!branch.values.includes(value)) branch.values.push(value);
  }

  /** All phrases that begin at a token, the longest first. */
  matchesAt(tokens: readonly Token[], from: number): PhraseMatch<T>[] {
    const found: PhraseMatch<T>[] = [];
    let branch: Branch<T> | undefined = this.#root;
    for (let at = from; at < tokens.length; at++) {
      branch = branch.next.get(tokens[at]?.text ?? '');
      if (branch === undefined) break;
      if (branch.values !== undefined) found.push({ from, to: at + 1, values: branch.values });
    }
    return found.reverse();
  }

  /** What all longer phrases that begin so stand for. */
  beginning(texts: readonly string[]): T[] {
    let branch: Branch<T> | undefined = this.#root;
    for (const text of texts) {
      branch = branch.next.get(text);
      if (branch === undefined) return [];
    }
    const found = new Set<T>();
    const open = [...branch.next.values()];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      for (const value of one.values ?? []) found.add(value);
      open.push(...one.next.values());
    }
    return [...found];
  }

  get(texts: readonly string[]): readonly T[] {
    let branch: Branch<T> | undefined = this.#root;
    for (const text of texts) {
      branch = branch.next.get(text);
      if (branch === undefined) return [];
    }
    return branch.values ?? [];
  }
}
