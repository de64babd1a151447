import type { Problem } from '../../connectors/connector.ts';

/** How many problems of a source a run keeps word for word. */
const kept = 100;

/** Counts problems and keeps the first hundred. */
export class ProblemList {
  readonly first: Problem[] = [];
  total = 0;

  add(problem: Problem): void {
    this.total++;
    if (this.first.length < kept) this.first.push(problem);
  }

  /** Forgets what was added after the first so many. */
  rewind(total: number): void {
    this.total = total;
    this.first.length = Math.min(this.first.length, total);
  }
}
