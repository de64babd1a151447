import type { ChangeCounts, ChangeKind, SyncReport } from './sync-report.ts';

type Counts = Readonly<Partial<Record<ChangeKind, ChangeCounts>>>;

/**
 * What was written in several parts, as of one run.
 *
 * @param names of the sources, in their order.
 */
export function joinReports(reports: readonly SyncReport[], names: readonly string[]): SyncReport {
  const [first, ...others] = reports;
  if (first === undefined) throw new Error('No part of the run was written.');
  if (others.length === 0) return first;
  const sources = reports.flatMap((report) => report.sources);
  const mentions = reports.flatMap((report) => report.mentions ?? []);
  return {
    ...first,
    endedAt: reports.at(-1)?.endedAt ?? first.endedAt,
    sources: sources.toSorted((one, other) => names.indexOf(one.source) - names.indexOf(other.source)),
    shared: reports.map((report) => report.shared).reduce(addCounts),
    mentions: mentions.length === 0 ? null : mentions.reduce(add),
  };
}

function addCounts(one: Counts, other: Counts): Counts {
  const kinds = [...new Set([...Object.keys(one), ...Object.keys(other)])] as ChangeKind[];
  const none: ChangeCounts = { created: 0, changed: 0, deleted: 0, unchanged: 0 };
  return Object.fromEntries(kinds.map((kind) => [kind, add(one[kind] ?? none, other[kind] ?? none)]));
}

function add(one: ChangeCounts, other: ChangeCounts): ChangeCounts {
  return {
    created: one.created + other.created,
    changed: one.changed + other.changed,
    deleted: one.deleted + other.deleted,
    unchanged: one.unchanged + other.unchanged,
  };
}
