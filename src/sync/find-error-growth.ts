import type { GraphStore } from '../graph/graph-store.ts';
import { countUnread } from './count-unread.ts';
import type { ComparedRead } from './plan-sync.ts';
import { type PastRun, readSyncHistory } from './sync-history.ts';

/** Fewer records than these set aside are ordinary in a small source. */
const fewest = 5;

/**
 * The brake on a source of which far more is set aside than before, as after a change of its format. It is held against the best of
 * the good runs that are recorded, so that a little more each night stops it in the end, back to the last one that somebody
 * approved. Its first good run has nothing to be held against, and nothing to lose.
 *
 * @param maxErrorShare how much larger the share of records set aside may be than in that run, 0 to 1.
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
  const history = await readSyncHistory(graph, connector.source);
  const since = history.findIndex(({ id, approved: isApproved }) => id === approved || isApproved === true);
  const good = history
    .slice(0, since === -1 ? undefined : since + 1)
    .filter(({ id, outcome }) => (approved === undefined ? outcome === 'done' : id === approved))
    .flatMap((run) => (run.read === undefined ? [] : [{ ...run, ...shareOf(run.read) }]));
  const [last] = good;
  const [least] = good.toSorted((one, other) => one.share - other.share);
  if (last === undefined || least === undefined) return null;
  if (setAside.total / all - least.share <= maxErrorShare) return null;
  const run = least.share === last.share ? 'its last good run' : `that of ${least.startedAt.slice(0, 10)}`;
  const [first] = problems.first;
  const example = first === undefined ? '' : ` ${first.place}: ${first.message}`;
  return `Of the ${all} records of the source '${connector.source}', ${setAside.total} were set aside (${least.setAside} of ${least.all} were in ${run}), so nothing of it was written.${example}`;
}

function shareOf({ records, unread = 0, setAside }: NonNullable<PastRun['read']>) {
  const all = records + unread + setAside;
  return { all, setAside, share: all === 0 ? 0 : setAside / all };
}
