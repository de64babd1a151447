import type { Problem } from '../../connectors/connector.ts';
import type { NodeLabel, RelationshipType } from '../../graph-schema/index.ts';
import type { ExtractionReport } from './extracting/extraction.ts';

/** A label, or a relationship type. */
export type ChangeKind = NodeLabel | RelationshipType;

export interface ChangeCounts {
  readonly created: number;
  readonly changed: number;
  /** Ended relationships are counted here too. */
  readonly deleted: number;
  readonly unchanged: number;
}

/**
 * - `denied`: the credential, or a right of it, is missing; the last good data stay.
 * - `done`: all was read and applied.
 * - `incomplete`: the source broke off; what was read went in, nothing was deleted.
 * - `failed`: nothing could be read; the last good data stay.
 * - `stopped`: too much would have gone; nothing was written, and the plan is kept for somebody to approve.
 */
export type SyncOutcome = 'done' | 'incomplete' | 'failed' | 'denied' | 'stopped';

export interface SourceReport {
  readonly source: string;
  readonly driver: string;
  readonly outcome: SyncOutcome;
  /** Why the outcome is not `done`, and what to do, in a sentence or two. */
  readonly message?: string;
  readonly counts: Readonly<Partial<Record<ChangeKind, ChangeCounts>>>;
  /** All of them counted, the first hundred word for word. */
  readonly problems: { readonly total: number; readonly first: readonly Problem[] };
  /** Records that were read well, that were set aside, and, where only changes were read, that there are beside these. */
  readonly read: { readonly records: number; readonly unread?: number; readonly setAside: number };
  /** What a stopped run would have done. */
  readonly kept?: KeptPlan;
  /** From where on the source was read; absent where it was read whole. */
  readonly since?: string;
  /** Whether somebody approved what a brake had stopped; absent in other runs. */
  readonly approved?: true;
  /** Absent where nobody joined, moved or left, and in the first run of a source, in which all would. */
  readonly movements?: Movements;
  readonly startedAt: string;
  readonly endedAt: string;
}

/** All of them counted, the first hundred by name. */
interface Named<Item> {
  readonly total: number;
  readonly first: readonly Item[];
}

/** What is another for somebody: names of titles, people or teams. */
export interface Movement {
  readonly what: 'title' | 'manager' | 'team' | 'lead';
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Who joined, moved and left in a run. */
export interface Movements {
  readonly joined: Named<{ readonly name: string; readonly title: string | null }>;
  readonly moved: Named<{ readonly name: string; readonly changes: readonly Movement[] }>;
  /** `lastDay` where the source tells one, null where somebody is gone from it. */
  readonly left: Named<{ readonly name: string; readonly lastDay: string | null }>;
}

/** The plan of a source that was not carried out. */
export interface KeptPlan {
  /** Tells what it would take; the same for as long as that is the same. Empty in a dry run. */
  readonly digest: string;
  /** From where on its source was read; absent where it was read whole. */
  readonly since?: string;
  readonly counts: SourceReport['counts'];
  /** People, teams, tasks and articles that would go; all of them counted, the first hundred named. */
  readonly gone: {
    readonly total: number;
    readonly first: readonly { readonly kind: string; readonly key: string; readonly name: string }[];
  };
}

export interface SyncReport {
  readonly dryRun: boolean;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly sources: readonly SourceReport[];
  /** Nodes that sources share: companies, positions, topics, projects, reading rules. */
  readonly shared: Readonly<Partial<Record<ChangeKind, ChangeCounts>>>;
  /** Links found in texts; null where no text and no name had changed, and in a dry run. */
  readonly mentions: ChangeCounts | null;
  /** What a model read of passages; absent where there was nothing to do, and in a dry run. */
  readonly extraction?: ExtractionReport;
}

/** Counts changes by kind while a plan is made. */
export class ChangeTally {
  readonly #counts = new Map<
    ChangeKind,
    { created: number; changed: number; deleted: number; unchanged: number }
  >();

  add(kind: ChangeKind, change: keyof ChangeCounts, amount = 1): void {
    if (amount === 0) return;
    const counts = this.#counts.get(kind) ?? { created: 0, changed: 0, deleted: 0, unchanged: 0 };
    counts[change] += amount;
    this.#counts.set(kind, counts);
  }

  /** Whether anything but `unchanged` was counted. */
  get hasChanges(): boolean {
    return [...this.#counts.values()].some(
      ({ created, changed, deleted }) => created + changed + deleted > 0,
    );
  }

  toCounts(): Partial<Record<ChangeKind, ChangeCounts>> {
    return Object.fromEntries(this.#counts);
  }
}
