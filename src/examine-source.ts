import type { Connector, Problem } from '../connectors/connector.ts';
import type { SourceStatus } from './graph/graph-store.ts';
import type { Finding } from './operations/finding.ts';

/** Longest look at one source, in ms: as much of a large service as that brings is enough to know that it answers. */
const longestLook = 60_000;

/**
 * Reads a source as a sync would, and writes nothing: whether it answers, what it holds, and the first thing that it could
 * not say. A right that is missing shows there too, where the rest can be read without it.
 */
export async function examineSource(
  connector: Connector,
  status: SourceStatus | undefined,
  timeout = longestLook,
): Promise<Finding> {
  const part = `source ${connector.source}`;
  const signal = AbortSignal.timeout(timeout);
  let records = 0;
  let problems = 0;
  let first: Problem | undefined;
  let isWhole = true;
  try {
    for await (const one of connector.fetch({ signal })) {
      if ('record' in one) records++;
      else if ('problem' in one) {
        problems++;
        first ??= one.problem;
      }
    }
  } catch (error) {
    isWhole = false;
    if (!signal.aborted || records === 0)
      return { part, ok: false, message: reasonOf(error, signal, timeout) };
  }
  const counts = `${records} records, ${problems} problems`;
  const read = isWhole ? counts : `${counts} in the first ${timeout / 1000} seconds, and more to come`;
  const problem =
    first === undefined ? '' : `; the first problem: ${first.place}: ${withoutStop(first.message)}`;
  return { part, ok: true, message: `${connector.driver}: ${read}, ${describeStatus(status)}${problem}` };
}

function describeStatus(status: SourceStatus | undefined): string {
  const synced =
    status === undefined || status.syncedAt === null
      ? 'never synced'
      : `synced ${status.syncedAt.slice(0, 16).replace('T', ' ')} UTC`;
  return status?.failure == null ? synced : `${synced}; the last attempt failed: ${status.failure}`;
}

function reasonOf(error: unknown, signal: AbortSignal, timeout: number): string {
  if (signal.aborted) return `it brought nothing within ${timeout / 1000} seconds`;
  return error instanceof Error ? error.message : String(error);
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
