import type { GraphStore } from '../graph/graph-store.ts';
import type { RecordStore } from '../state/state-store.ts';
import { digestOf, fingerprintOf } from './fingerprint.ts';
import { claimOfIdentity } from './identity/person-claim.ts';
import { lostContent } from './lost-content.ts';
import { type LostFact, lostFacts } from './lost-facts.ts';
import { nameOfRecordId } from './node-ids.ts';
import type { ComparedRead, PlannedSource } from './plan-sync.ts';

/** Kind of the state's records of what stopped plans would take; their id is the source and what `keepLosses` gave. */
const kind = 'stopped plan';
/** In ms. After a month nobody knows any more what they approve. */
const keptMs = 31 * 24 * 3_600_000;

/** Of what a source says of its records, something that a plan takes from many of them. */
export interface Loss {
  readonly what: LostFact | 'text' | 'passages' | 'descriptions' | 'readers' | 'last day';
  /** How many could lose it. */
  readonly before: number;
  /** Whose it is: ids or digests. */
  readonly gone: readonly string[];
}

/** What a plan takes from the graph, beside what it adds and changes. */
export interface Losses {
  /** Ids of the records that go. */
  readonly gone: readonly string[];
  /** Of those that stay. */
  readonly parts: readonly Loss[];
}

/** The losses that somebody approved, each by its digest. */
export type ApprovedLosses = ReadonlySet<string>;

/** @param share as in `lostContent`. */
export async function lossesOf(
  graph: Pick<GraphStore, 'readNodes'>,
  planned: PlannedSource,
  read: ComparedRead,
  share = 0,
): Promise<Losses> {
  const gone = (planned.nodes?.deletes ?? []).map((id) => claimOfIdentity(id) ?? id);
  return {
    gone: gone.filter((id) => nameOfRecordId(id) !== null).toSorted(),
    parts: [...lostFacts(planned, read.stored), ...(await lostContent(graph, planned, read, share))],
  };
}

/** What of it nobody approved. */
export function withoutApproved({ gone, parts }: Losses, approved: ApprovedLosses): Losses {
  const isNew = (loss: string): boolean => !approved.has(digestOf(loss));
  return {
    gone: gone.filter((id) => isNew(lossOf('gone', id))),
    parts: parts.map((part) => ({ ...part, gone: part.gone.filter((one) => isNew(lossOf(part.what, one))) })),
  };
}

/**
 * Keeps what a stopped plan would take, so that it is known whether a later plan takes more. Digests do, and the same losses are kept
 * once, however many nights they stop a source.
 *
 * @returns what tells them from others.
 */
export async function keepLosses(
  state: Pick<RecordStore, 'writeRecord'>,
  source: string,
  losses: Losses,
): Promise<string> {
  const all = namesOf(losses);
  const digest = fingerprintOf(all);
  await state.writeRecord(kind, `${source} ${digest}`, JSON.stringify(all.map(digestOf)), keptMs);
  return digest;
}

/** @returns null where they are not kept any more. */
export async function readLosses(
  state: Pick<RecordStore, 'readRecord'>,
  source: string,
  digest: string,
): Promise<ApprovedLosses | null> {
  const json = await state.readRecord(kind, `${source} ${digest}`);
  return json === null ? null : new Set(JSON.parse(json) as readonly string[]);
}

function namesOf({ gone, parts }: Losses): string[] {
  return [
    ...gone.map((id) => lossOf('gone', id)),
    ...parts.flatMap((part) => part.gone.map((one) => lossOf(part.what, one))),
  ].sort();
}

function lossOf(what: string, of: string): string {
  return `${what} ${of}`;
}
