import { AppError } from '../operations/app-error.ts';
import type { Path } from './graph-query.ts';

/** Beyond this a search tells nobody anything, and holds up everybody. */
const visitedLimit = 50_000;

type PathStep = Path['steps'][number];

/** A relationship that leads on from the frontier. */
export interface Hop {
  /** Place in the frontier of the node that it leads on from. */
  readonly index: number;
  readonly step: PathStep;
  readonly id: string;
}

/** How a node was first reached: from which other one and along what; `before` null at a start. */
interface Arrival {
  readonly before: string | null;
  readonly step: PathStep | null;
  /** Relationships from a start, and how many ways of that length there are. */
  readonly length: number;
  ways: number;
  /** Place in the frontier of the node from which a way was counted last. */
  counted: number;
}

/**
 * A breadth-first search from several nodes at once, fed level by level by a store. A node of `to` that is itself one of
 * `from` is no connection and left out. Paths come shortest first, then by the ids along them.
 */
export class PathSearch {
  readonly #maxLength: number;
  readonly #wanted: Set<string>;
  readonly #arrivals: Map<string, Arrival>;
  readonly #ends: string[] = [];
  #frontier: readonly string[];
  #length = 0;

  /** @param from, to ids in the order of ids. */
  constructor(from: readonly string[], to: readonly string[], maxLength: number) {
    this.#maxLength = maxLength;
    this.#wanted = new Set(to);
    for (const id of from) this.#wanted.delete(id);
    this.#arrivals = new Map(
      from.map((id) => [id, { before: null, step: null, length: 0, ways: 1, counted: 0 }]),
    );
    this.#frontier = from;
  }

  /** Nodes to go on from, in the order of their paths; empty when there is nothing more to look for. */
  get frontier(): readonly string[] {
    const isDone = this.#length >= this.#maxLength || this.#ends.length >= this.#wanted.size;
    return isDone ? [] : this.#frontier;
  }

  /** How many nodes of `to` were reached. */
  get total(): number {
    return this.#ends.length;
  }

  /**
   * Takes the next level.
   *
   * @param hops in the order in which arrivals count: by the place in the frontier, then by the node reached, then by the
   *   relationship's type, `out` before `in`.
   * @throws AppError `invalid_query` where more than 50,000 nodes would be visited.
   */
  advance(hops: Iterable<Hop>): void {
    const next: string[] = [];
    for (const { index, step, id } of hops) {
      const before = this.#frontier[index] ?? null;
      const ways = before === null ? 1 : (this.#arrivals.get(before)?.ways ?? 1);
      const known = this.#arrivals.get(id);
      if (known !== undefined) {
        // The hops stand in the order of their places, so that another relationship from the same node comes next.
        if (known.length === this.#length + 1 && known.counted !== index) {
          known.ways += ways;
          known.counted = index;
        }
        continue;
      }
      this.#arrivals.set(id, { before, step, length: this.#length + 1, ways, counted: index });
      if (this.#arrivals.size > visitedLimit) throw tooMany();
      next.push(id);
      if (this.#wanted.has(id)) this.#ends.push(id);
    }
    this.#frontier = next;
    this.#length++;
  }

  paths(
    limit: number,
  ): { readonly ids: readonly string[]; readonly steps: readonly PathStep[]; readonly ways: number }[] {
    return this.#ends
      .slice(0, limit)
      .map((id) => ({ ...this.#trace(id), ways: this.#arrivals.get(id)?.ways ?? 1 }));
  }

  #trace(end: string): { ids: string[]; steps: PathStep[] } {
    const ids: string[] = [];
    const steps: PathStep[] = [];
    for (let at: string | null = end; at !== null; ) {
      const arrival = this.#arrivals.get(at);
      ids.unshift(at);
      if (arrival?.step != null) steps.unshift(arrival.step);
      at = arrival?.before ?? null;
    }
    return { ids, steps };
  }
}

function tooMany(): AppError {
  return new AppError(
    'invalid_query',
    `The paths lead over more than ${visitedLimit.toLocaleString('en')} things; name the relationships to follow, or ask for shorter paths.`,
  );
}
