import type { Connector, Problem } from '../connectors/connector.ts';
import type { SourceStatus } from './graph/graph-store.ts';
import type { Finding } from './operations/finding.ts';

/** Longest look at one source, in ms: as much of a large service as that brings is enough to know that it answers. */
const longestLook = 60_000;

/** Rights that are named; each stands for all that is told of it. */
const mostRights = 5;

/**
 * Reads a source as a sync would, and writes nothing: whether it answers, what it holds, which rights are missing where the rest
 * can be read without them, and the first other thing that it could not say.
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
  const rights = new Map<string, Problem>();
  let isWhole = true;
  try {
    for await (const one of connector.fetch({ signal })) {
      if ('record' in one) records++;
      else if ('problem' in one) {
        problems++;
        const { problem } = one;
        if (problem.lacksRight !== true) first ??= problem;
        else if (rights.size < mostRights && !rights.has(problem.message))
          rights.set(problem.message, problem);
      }
    }
  } catch (error) {
    isWhole = false;
    if (!signal.aborted || records === 0)
      return { part, ok: false, message: reasonOf(error, signal, timeout) };
  }
  const counts = `${records} records, ${problems} problems`;
  const read = isWhole ? counts : `${counts} in the first ${timeout / 1000} seconds, and more to come`;
  const lacking = [...rights.values()]
    .map((problem) => `; a right is missing: ${describe(problem)}`)
    .join('');
  const other = first === undefined ? '' : `; the first problem: ${describe(first)}`;
  const message = `${connector.driver}: ${read}, ${describeStatus(status)}${lacking}${other}`;
  return { part, ok: true, message };
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

function describe({ place, message }: Problem): string {
  return `${place}: ${message.replace(/\.$/, '')}`;
}
