import type { GraphStore } from '../graph/graph-store.ts';
import { countUnread } from './count-unread.ts';
import type { ComparedRead } from './plan-sync.ts';
import { readSyncHistory } from './sync-history.ts';

/** Fewer records than these set aside are ordinary in a small source. */
const fewest = 5;

/**
 * The brake on a source of which far more is set aside than before, as after a change of its format. Its first good run has
 * nothing to be held against, and nothing to lose.
 *
 * @param maxErrorShare how much larger the share of records set aside may be than in the last good run, 0 to 1.
 * @param approved the run whose plan somebody approved, to hold against instead.
 * @returns the sentence that says why the sync stops; null where it may go on.
 */
export async function findErrorGrowth(
  graph: Pick<GraphStore, 'keys' | 'readNodes'>,
  read: ComparedRead,
  maxErrorShare: number,
  approved?: string,
): Promise<string | null> {
  const { connector, fetched, problems } = read;
  const { records, setAside } = fetched;
  // Who reads what changed alone sets the same ones aside, of the few records that it reads.
  const all = records.length + countUnread(read) + setAside.total;
  if (setAside.total < fewest || setAside.total <= all * maxErrorShare) return null;
  const before = (await readSyncHistory(graph, connector.source)).find(({ id, outcome }) =>
    approved === undefined ? outcome === 'done' : id === approved,
  )?.read;
  if (before === undefined) return null;
  const allBefore = before.records + (before.unread ?? 0) + before.setAside;
  const former = allBefore === 0 ? 0 : before.setAside / allBefore;
  if (setAside.total / all - former <= maxErrorShare) return null;
  const [first] = problems.first;
  const example = first === undefined ? '' : ` ${first.place}: ${first.message}`;
  return `Of the ${all} records of the source '${connector.source}', ${setAside.total} were set aside (${before.setAside} of ${allBefore} were in its last good run), so nothing of it was written.${example}`;
}
