import { limits } from './limits.ts';
import { refuse } from './refuse.ts';
import { type Token, tokenize } from './tokenize.ts';

/** Goes through the tokens of a statement, and keeps count of what is bounded. */
export class TokenReader {
  readonly #statement: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  readonly #counts = new Map<string, number>();

  constructor(statement: string) {
    this.#statement = statement;
    this.#tokens = tokenize(statement);
  }

  /** The token that comes `ahead` tokens after the next one. */
  peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    return this.#tokens[Math.min(this.#at + ahead, last)] as Token;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  isSymbol(value: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.value === value;
  }

  /** Whether words stand next, whatever their case. */
  isWords(...words: readonly string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.peek(ahead);
      return token.kind === 'word' && token.value.toUpperCase() === word;
    });
  }

  acceptSymbol(value: string): boolean {
    const found = this.isSymbol(value);
    if (found) this.#at++;
    return found;
  }

  acceptWords(...words: readonly string[]): boolean {
    const found = this.isWords(...words);
    if (found) this.#at += words.length;
    return found;
  }

  expectSymbol(value: string): void {
    if (!this.acceptSymbol(value)) this.refuseNext(`'${value}'`);
  }

  expectWord(word: string): void {
    if (!this.acceptWords(word)) this.refuseNext(word);
  }

  /** A variable, label, type, property or alias. */
  expectName(what: string): string {
    const token = this.next();
    if (token.kind === 'word' || token.kind === 'quoted') return token.value;
    this.#at--;
    return this.refuseNext(what);
  }

  /** @throws AppError `invalid_query` that names what stands where something else had to. */
  refuseNext(wanted: string): never {
    const { kind, start, end } = this.peek();
    const found =
      kind === 'end' ? 'the statement ends' : `'${this.#statement.slice(start, end)}' stands there`;
    const before = this.#statement.slice(Math.max(0, start - 30), start).trim();
    return refuse(`After '${before}', ${found}; accepted: ${wanted}.`);
  }

  /** The statement's text from a token to the last one that was read. */
  textSince(first: Token): string {
    const last = this.#tokens[this.#at - 1];
    return this.#statement.slice(first.start, last?.end);
  }

  /** How many tokens ahead the one comes that follows the bracket which closes the next token's; null where none closes it. */
  afterBrackets(): number | null {
    let open = 0;
    for (let ahead = 0; this.peek(ahead).kind !== 'end'; ahead++) {
      const { kind, value } = this.peek(ahead);
      if (kind !== 'symbol') continue;
      if ('([{'.includes(value)) open++;
      if (')]}'.includes(value) && --open === 0) return ahead + 1;
    }
    return null;
  }

  /** Reads something that stands within something else. */
  nested<Result>(read: () => Result): Result {
    if (++this.#depth > limits.depth)
      refuse(`The statement is nested more than ${limits.depth} deep: make it flatter.`);
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  /** Counts one more of what there may be only so many of. */
  count(what: keyof typeof names): void {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    if (count > limits[what])
      refuse(`The statement has more than ${limits[what]} ${names[what]}: ask for less at once.`);
  }
}

const names = {
  clauses: 'clauses',
  relationships: 'relationships in its patterns',
  additions: "uses of '+'",
  operators: 'operators of arithmetic',
  walks: 'patterns of several steps',
  unwinds: 'uses of UNWIND',
} as const;
