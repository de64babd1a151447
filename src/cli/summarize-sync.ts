import type { SyncReport } from '../sync/sync-report.ts';

/** A sync in a line or two, for the start: what there is, and what went wrong. */
export function summarizeSync(report: SyncReport): string {
  const seconds = ((Date.parse(report.endedAt) - Date.parse(report.startedAt)) / 1000).toFixed(1);
  const counts = new Map<string, number>();
  let changes = 0;
  for (const source of report.sources) {
    for (const [kind, one] of Object.entries(source.counts)) {
      changes += one.created + one.changed + one.deleted;
      counts.set(kind, (counts.get(kind) ?? 0) + one.created + one.changed + one.unchanged);
    }
  }
  const told = [
    ['Employee', 'people'],
    ['Team', 'teams'],
    ['Task', 'tasks'],
    ['Article', 'articles'],
  ].flatMap(([kind = '', name = '']) => (counts.has(kind) ? [`${counts.get(kind)} ${name}`] : []));
  const isNothing = told.length === 0 && report.sources.every(({ outcome }) => outcome === 'failed');
  const lines = [
    isNothing
      ? 'Nothing could be synced.'
      : `Synced in ${seconds} s: ${told.join(', ')}${changes === 0 ? '; nothing had changed' : ''}.`,
  ];
  for (const source of report.sources) {
    if (source.message !== undefined) lines.push(`${source.source}: ${source.message}`);
    if (source.problems.total > 0)
      lines.push(
        `${source.source}: ${source.problems.total} problems; "npm run -s orgwise -- sync" lists them.`,
      );
  }
  return lines.join('\n');
}
