import type { Connector, SourceRecord } from '../../connectors/connector.ts';
import { type RecordKind, recordId } from './node-ids.ts';
import type { ProblemList } from './problem-list.ts';
import { validateRecord } from './validate-record.ts';

export interface FetchedSource {
  readonly records: readonly SourceRecord[];
  /** Whether all of the source was read; otherwise nothing may be deleted. */
  readonly complete: boolean;
  /** Why it is not complete, for people. */
  readonly failure?: string;
  /** Whether it is the credential, or a right of it, that is missing. */
  readonly isDenied?: boolean;
}

/**
 * Reads a source to its end, sets bad records and repeated keys aside, and turns an error into an incomplete fetch.
 *
 * @throws the signal's reason where it was aborted: that is no fault of the source.
 */
export async function fetchSource(
  connector: Connector,
  problems: ProblemList,
  signal: AbortSignal,
  onRecord: () => void | Promise<void>,
): Promise<FetchedSource> {
  const records: SourceRecord[] = [];
  const places = new Map<string, string>();
  try {
    for await (const fetched of connector.fetch({ signal })) {
      if ('problem' in fetched) {
        problems.add(fetched.problem);
        continue;
      }
      const { record } = fetched;
      const problem = validateRecord(record) ?? findRepeated(record, places);
      if (problem !== null) problems.add(problem);
      else records.push(record);
      await onRecord();
    }
    signal.throwIfAborted();
    return { records, complete: true };
  } catch (error) {
    signal.throwIfAborted();
    return { records, complete: false, failure: sentenceOf(error), isDenied: isDenial(error) };
  }

  function findRepeated(record: SourceRecord, seen: Map<string, string>) {
    const kind: RecordKind = record.kind;
    const id = recordId(kind, connector.source, record.key);
    const before = seen.get(id);
    seen.set(id, before ?? record.place);
    if (before === undefined) return null;
    const message = `The ${kind} '${record.key}' stands already at ${before}; this one was set aside, give it a key of its own.`;
    return { place: record.place, message };
  }
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
