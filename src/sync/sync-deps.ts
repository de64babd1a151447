import type { Connector } from '../../connectors/connector.ts';
import type { FieldPolicy } from '../access/field-policy.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import type { StateStore } from '../state/state-store.ts';
import type { Embedding } from './embed-passages.ts';
import type { Extraction } from './extracting/extraction.ts';
import type { VerifiedAccount } from './identity/identity-knowledge.ts';
import type { ApprovedLosses } from './plan-losses.ts';
import type { SyncReport } from './sync-report.ts';

export interface SyncDeps {
  readonly graph: GraphStore;
  readonly state: StateStore;
  /** All configured ones, each with a name of its own. */
  readonly connectors: readonly Connector[];
  readonly clock: () => Date;
  /** The company's present day, `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly log: SyncLog;
  /** Share of a kind's nodes above which deletions stop a run, 0 to 1; a fifth where absent. */
  readonly maxDeletedShare?: number;
  /** By how much a source's share of malformed records may grow, 0 to 1; a tenth where absent. */
  readonly maxErrorShare?: number;
  /** Longest time that a source may take to be read, in ms; three hours where absent. */
  readonly maxFetchMs?: number;
  /** How long others wait for a source to be read, in ms, before they are written without it; ten minutes where absent. */
  readonly lateAfterMs?: number;
  /** After how long a source that tells what changed is read whole again, in ms; twenty hours where absent. */
  readonly fullEveryMs?: number;
  /** How long the history of what was deleted is kept, in ms; thirty days where absent, not at all where 0. */
  readonly keepDeletedMs?: number;
  /** Whether the sources are the sample company's, which their status in the graph then says. */
  readonly isSample?: boolean;
  /** Lines that say whose an account is, as they are at the beginning of a run; none where absent. */
  readonly accounts?: () => Promise<readonly VerifiedAccount[]>;
  /** Which fields are never stored; those of sensitive names alone where absent. */
  readonly fields?: FieldPolicy;
  /** Absent where passages are found by their words alone. */
  readonly embedding?: Embedding;
  /** Absent where no model reads passages. */
  readonly extraction?: Extraction;
}

/** The part of a logger that a sync writes to. */
export interface SyncLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface SyncOptions {
  /** Names of sources; all where absent. */
  readonly sources?: readonly string[];
  /** Plans and reports, and writes nothing. */
  readonly dryRun?: boolean;
  /** Reads and compares everything, though sources and graph may be as the last run left them. */
  readonly full?: boolean;
  /** Reads what changed since an instant, of sources that can tell. */
  readonly since?: string;
  /** Goes on where the brake on deletions would stop. */
  readonly acceptDeletions?: boolean;
  /** Goes on where brakes stopped this run, as far as it takes no more than was approved. */
  readonly approved?: { readonly run: string; readonly losses: ApprovedLosses; readonly since?: string };
  readonly signal?: AbortSignal;
  /** Told of what was written as soon as it is recorded: once, and once more for each source that came late. */
  readonly onRecorded?: (report: SyncReport) => void;
  readonly onProgress?: (progress: SyncProgress) => void;
}

export interface SyncProgress {
  readonly stage: 'read' | 'write' | 'link' | 'extract';
  /** Source being read; absent in the other stages. */
  readonly source?: string;
  /** Records read, changes written, texts searched, passages that a model has read. */
  readonly done: number;
  /** Known when writing, and when a model reads. */
  readonly total?: number;
}
