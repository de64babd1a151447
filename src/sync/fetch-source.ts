import type {
  Connector,
  Problem,
  ReadingRule,
  RecordName,
  SourceRecord,
} from '../../connectors/connector.ts';
import { type RecordKind, recordId } from './node-ids.ts';
import type { ProblemList } from './problem-list.ts';
import { validateRecord } from './validate-record.ts';

export interface FetchedSource {
  readonly records: readonly SourceRecord[];
  readonly setAside: SetAside;
  /** Whether all of the source was read; otherwise nothing may be deleted. */
  readonly complete: boolean;
  /** Whether that was all that the source holds, or what changed in it. */
  readonly isWhole: boolean;
  /** Accounts of which the service does not say whose they are, each with what to tell where nobody else does. */
  readonly accounts: readonly AccountProblem[];
  /** Ids of the nodes of records that the source says were deleted. */
  readonly gone: ReadonlySet<string>;
  /** Ids of the nodes of records that are there and were not read again, where all others are gone; null where it was not told. */
  readonly same: ReadonlySet<string> | null;
  /** Where the next fetch may begin. */
  readonly cursor?: string;
  /** Why it is not complete, for people. */
  readonly failure?: string;
  /** Whether it is the credential, or a right of it, that is missing. */
  readonly isDenied?: boolean;
}

/** A problem that somebody may have settled by saying whose the account is. */
export type AccountProblem = Problem & Required<Pick<Problem, 'account'>>;

export interface FetchLimits {
  readonly signal: AbortSignal;
  /** Where a source's fetch may begin, by its name; absent where it is to be read whole. */
  readonly since: ReadonlyMap<string, string>;
  /** Ids of the nodes of records that the graph has of a source, asked for where only changes are read. */
  readonly readKnown?: (source: string) => Promise<ReadonlySet<string>>;
  /** Longest time that a source may take, in ms, so that one that hangs does not keep the others waiting. */
  readonly maxFetchMs: number;
}

/** Records that were malformed. */
export interface SetAside {
  readonly total: number;
  /** Ids of the nodes of those that are known: what the graph has of them stays. */
  readonly ids: ReadonlySet<string>;
  /** Of tasks and articles among them: who may see them now, by id; null where that could not be read. */
  readonly rules: ReadonlyMap<string, ReadingRule | null>;
}

/**
 * Reads a source to its end, sets bad records and repeated keys aside, and turns an error into an incomplete fetch.
 *
 * @throws the signal's reason where it was aborted: that is no fault of the source.
 */
export async function fetchSource(
  connector: Connector,
  problems: ProblemList,
  { signal, since: cursors, readKnown, maxFetchMs }: FetchLimits,
  onRecord: () => void | Promise<void>,
): Promise<FetchedSource> {
  const records: SourceRecord[] = [];
  const places = new Map<string, string>();
  const ids = new Set<string>();
  const gone = new Set<string>();
  const same = new Set<string>();
  const accounts: AccountProblem[] = [];
  let total = 0;
  let isWhole = true;
  let isSwept = false;
  let cursor: string | undefined;
  const { source } = connector;
  const since = cursors.get(source);
  const rules = new Map<string, ReadingRule | null>();
  const setAside = (problem: Problem, name: RecordName | null, readers: ReadingRule | null): void => {
    problems.add(problem);
    total++;
    if (name === null) return;
    const id = recordId(name.kind, source, name.key);
    ids.add(id);
    if (name.kind === 'task' || name.kind === 'article') rules.set(id, readers);
  };
  const both = AbortSignal.any([signal, AbortSignal.timeout(maxFetchMs)]);
  try {
    const known = since === undefined ? undefined : await readKnown?.(source);
    const isKnown = ({ kind, key }: RecordName) => known?.has(recordId(kind, source, key)) === true;
    for await (const fetched of untilAborted(
      connector.fetch({ signal: both, ...(since !== undefined && { since, isKnown }) }),
      both,
    )) {
      if ('problem' in fetched) {
        const { account, ...problem } = fetched.problem;
        if (account !== undefined) accounts.push({ ...problem, account });
        else if (fetched.setAside === undefined) problems.add(fetched.problem);
        else setAside(fetched.problem, fetched.setAside, fetched.readers ?? null);
        continue;
      }
      if ('gone' in fetched) {
        gone.add(recordId(fetched.gone.kind, source, fetched.gone.key));
        continue;
      }
      if ('same' in fetched) {
        same.add(recordId(fetched.same.kind, source, fetched.same.key));
        continue;
      }
      if ('cursor' in fetched) {
        ({ cursor, isWhole, isSwept = false } = fetched);
        continue;
      }
      const { record } = fetched;
      const fault = validateRecord(record);
      const repeated = fault === null ? findRepeated(record, places) : null;
      if (fault !== null) setAside(fault.problem, fault.keeps, 'readers' in record ? record.readers : null);
      else if (repeated !== null) setAside(repeated, null, null);
      else records.push(record);
      await onRecord();
    }
    signal.throwIfAborted();
    forgetPresent();
    const told = { isWhole, gone, same: isSwept ? same : null };
    const read = { records, setAside: { total, ids, rules }, ...told, accounts };
    return { ...read, complete: true, ...(cursor !== undefined && { cursor }) };
  } catch (error) {
    signal.throwIfAborted();
    forgetPresent();
    const failure = both.aborted ? tooSlow(maxFetchMs) : sentenceOf(error);
    const read = { records, setAside: { total, ids, rules }, isWhole, gone, same: null, accounts };
    return { ...read, complete: false, failure, isDenied: isDenial(error) };
  }

  /** What was read well says all of itself, whatever else came under its key. */
  function forgetPresent(): void {
    for (const { kind, key } of records) {
      const id = recordId(kind, source, key);
      for (const named of [gone, ids, rules]) named.delete(id);
    }
  }

  function findRepeated(record: SourceRecord, seen: Map<string, string>) {
    const kind: RecordKind = record.kind;
    const id = recordId(kind, source, record.key);
    const before = seen.get(id);
    seen.set(id, before ?? record.place);
    if (before === undefined) return null;
    const message = `The ${kind} '${record.key}' stands already at ${before}; this one was set aside, give it a key of its own.`;
    return { place: record.place, message };
  }
}

/** A connector that does not heed the signal is left behind where it is. */
async function* untilAborted<Item>(
  items: AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item, void> {
  const iterator = items[Symbol.asyncIterator]();
  let giveUp = (_reason: unknown): void => undefined;
  const abort = (): void => giveUp(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  let isOpen = true;
  try {
    for (;;) {
      // No race with one promise for all: it would remember each item's turn until the end.
      const next = await new Promise<IteratorResult<Item>>((resolve, reject) => {
        giveUp = reject;
        signal.throwIfAborted();
        iterator.next().then(resolve, reject);
      });
      if (next.done === true) {
        isOpen = false;
        return;
      }
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    // Not waited for: it may never end.
    if (isOpen) void iterator.return?.()?.catch(() => undefined);
  }
}

function tooSlow(maxFetchMs: number): string {
  return `The source was not read within ${Math.round(maxFetchMs / 60_000)} minutes (sync.maxFetchMinutes), so the rest was left.`;
}

/** Connectors say so by `failure` of their errors; which kind of service it is does not matter here. */
function isDenial(error: unknown): boolean {
  const failure = error instanceof Error && 'failure' in error ? error.failure : undefined;
  return failure === 'unauthorized' || failure === 'forbidden';
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim() === '' ? 'The source could not be read; it did not say why.' : message;
}
