import type { Problem } from '../connector.ts';

/** Gathers problems that many rows share, so that a word unknown to us is told once with its number, not a thousand times. */
export class RepeatedProblems {
  readonly #seen = new Map<string, { readonly place: string; count: number }>();

  /** @param message without a full stop; the count is added to it. */
  note(message: string, place: string): void {
    const seen = this.#seen.get(message);
    if (seen === undefined) this.#seen.set(message, { place, count: 1 });
    else seen.count += 1;
  }

  problems(): readonly Problem[] {
    return [...this.#seen].map(([message, { place, count }]) => ({
      place,
      message: `${message}${count > 1 ? ` (so in ${count - 1} more rows)` : ''}.`,
    }));
  }
}
