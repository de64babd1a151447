import { formatExtraction } from './extracting/format-extraction.ts';
import { formatMovements } from './format-movements.ts';
import type { ChangeCounts, KeptPlan, SourceReport, SyncReport } from './sync-report.ts';

/** Problems of a source that are written out. */
const shownProblems = 20;

type Row = readonly [kind: string, ...numbers: string[]];

/** A sync's outcome as plain text: what changed by source and kind, and what was set aside. */
export function formatSyncReport(report: SyncReport): string {
  const sections = report.sources.map(formatSource);
  const shared = formatCounts(report.shared);
  if (shared !== '') sections.push(`shared by the sources\n${shared}`);
  if (report.mentions !== null)
    sections.push(`links found in texts\n${formatCounts({ MENTIONS: report.mentions })}`);
  if (report.extraction !== undefined) {
    const counts = formatCounts(report.extraction.counts);
    sections.push([formatExtraction(report.extraction), counts].filter((part) => part !== '').join('\n'));
  }
  const seconds = ((Date.parse(report.endedAt) - Date.parse(report.startedAt)) / 1000).toFixed(1);
  sections.push(
    report.dryRun ? `Nothing was written: this was a dry run of ${seconds} s.` : `Took ${seconds} s.`,
  );
  return `${sections.join('\n\n')}\n`;
}

function formatSource(source: SourceReport): string {
  return `${source.source} (${source.driver}): ${source.outcome}\n${formatOutcome(source)}`.trimEnd();
}

/** What came of a run of a source: why it did not end well, what changed by kind, what was set aside. */
export function formatOutcome(
  source: Pick<SourceReport, 'message' | 'counts' | 'problems' | 'kept' | 'movements' | 'since'>,
): string {
  const lines: string[] = [];
  if (source.since !== undefined) lines.push('Only what had changed was read.');
  if (source.message !== undefined) lines.push(source.message);
  const counts = formatCounts(source.counts);
  if (counts !== '') lines.push(counts);
  if (source.movements !== undefined) lines.push(formatMovements(source.movements));
  const { total, first } = source.problems;
  if (total > 0) lines.push(total === 1 ? '1 problem:' : `${total} problems:`);
  for (const { place, message } of first.slice(0, shownProblems)) lines.push(`  ${place}: ${message}`);
  if (total > shownProblems) lines.push(`  and ${total - shownProblems} more`);
  if (source.kept !== undefined) lines.push(formatKept(source.kept));
  return lines.join('\n');
}

/** What a stopped run would have done. */
function formatKept({ counts, gone }: KeptPlan): string {
  const lines = ['The plan that was kept:', formatCounts(counts)];
  if (gone.total > 0) lines.push(gone.total === 1 ? '1 record would go:' : `${gone.total} records would go:`);
  for (const { kind, key, name } of gone.first.slice(0, shownProblems))
    lines.push(`  ${kind} ${key}${name === key ? '' : `: ${name}`}`);
  const more = gone.total - Math.min(gone.first.length, shownProblems);
  if (more > 0) lines.push(`  and ${more} more`);
  return lines.join('\n');
}

function formatCounts(counts: Readonly<Record<string, ChangeCounts | undefined>>): string {
  const rows: Row[] = Object.entries(counts).flatMap(([kind, count]): Row[] =>
    count === undefined
      ? []
      : [[kind, ...[count.created, count.changed, count.deleted, count.unchanged].map(String)]],
  );
  if (rows.length === 0) return '';
  const table: Row[] = [['', 'created', 'changed', 'deleted', 'unchanged'], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) => {
      const cells = row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      );
      return `  ${cells.join('  ')}`.trimEnd();
    })
    .join('\n');
}
