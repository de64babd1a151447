import { analyzeText } from './analyze-text.ts';
import type { TermVector } from './graph-store.ts';

/** A term vector as it is stored. Terms hold neither spaces nor colons. */
export interface StoredVector {
  readonly length: number;
  /** `term term …` */
  readonly title: string;
  /** `term:count term:count …`, of title and body together. */
  readonly vector: string;
}

export function buildVector(title: readonly string[], body: readonly string[]): StoredVector {
  const counts = new Map<string, number>();
  for (const term of title) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const term of body) counts.set(term, (counts.get(term) ?? 0) + 1);
  return {
    length: title.length + body.length,
    title: [...new Set(title)].join(' '),
    vector: Array.from(counts, ([term, count]) => `${term}:${count}`).join(' '),
  };
}

export function* entriesOf(vector: string): Generator<readonly [term: string, count: number]> {
  if (vector === '') return;
  for (const entry of vector.split(' ')) {
    const colon = entry.lastIndexOf(':');
    yield [entry.slice(0, colon), Number(entry.slice(colon + 1))];
  }
}

/** Reads a stored vector as late as possible: ranking asks a hundred articles for a handful of terms each. */
export function readVector(stored: StoredVector): TermVector {
  const searched = ` ${stored.vector}`;
  return {
    length: stored.length,
    title: new Set(stored.title === '' ? [] : stored.title.split(' ')),
    count(term) {
      const at = searched.indexOf(` ${term}:`);
      if (at < 0) return 0;
      const start = at + term.length + 2;
      const end = searched.indexOf(' ', start);
      return Number(end < 0 ? searched.slice(start) : searched.slice(start, end));
    },
    entries: () => entriesOf(stored.vector),
  };
}

/** The terms of a property's value as the full-text index takes them; nothing where there is none. */
export function termsOf(value: unknown): string[] {
  return typeof value === 'string' ? analyzeText(value) : [];
}
