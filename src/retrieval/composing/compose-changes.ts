import type { Row } from '../../graph/graph-query.ts';
import type { ChangesShape } from '../planning/planner.ts';
import type { AnswerContext } from './answer-context.ts';
import { citeNode } from './cite.ts';
import type { Composed } from './compose-rows.ts';
import { nodeName } from './node-name.ts';
import { relatedOf } from './read-history.ts';
import { refOf } from './row-values.ts';

/** Tells person by person who joined, who left, and what became otherwise, each with its day. */
export async function composeChanges(
  shape: ChangesShape,
  rows: readonly Row[],
  context: AnswerContext,
): Promise<Composed> {
  const { wording } = context;
  const words = wording.history.change;
  const when = wording.history.asked(shape.asked);
  const told = rows.flatMap((row) => {
    const parts = changesOf(row, shape, context);
    if (parts.length === 0) return [];
    const name = nodeName(refOf(row));
    const change = parts.join('; ');
    return [{ row, name, change, text: `${name} — ${change}` }];
  });
  const note = await partlyNote(shape, context);
  const shown = told.slice(0, context.listLimit);
  const rest = told.length - shown.length;
  const lines = [
    told.length === 0 ? words.none(when) : words.intro(told.length, when),
    ...shown.map((one) => `- ${one.text}`),
    ...(rest > 0 ? [wording.more(rest, told.length)] : []),
    ...(note === '' ? [] : [note]),
  ];
  return {
    text: lines.join('\n'),
    claims: shown.map(({ row, text }) => ({ text, citations: [citeNode(row.id, refOf(row))] })),
    rows: {
      columns: [wording.singular.Employee, words.column],
      rows: shown.map(({ row, name, change }) => ({
        ref: { id: row.id, label: row.label, name: row.name },
        cells: [name, change],
      })),
    },
    total: told.length,
  };
}

function changesOf(row: Row, shape: ChangesShape, { wording }: AnswerContext): string[] {
  const words = wording.history.change;
  const start = row.values.startDate;
  const end = row.values.endDate;
  const isWithin = (day: unknown): day is string =>
    typeof day === 'string' && day >= (shape.asked.from ?? '') && day < (shape.asked.to ?? '~');
  const parts: string[] = [];
  if (shape.withStaff && isWithin(start)) parts.push(words.joined(start));
  if (shape.withStaff && isWithin(end)) parts.push(words.left(end));
  for (const type of shape.types) {
    const days = new Map<string, { now: string[]; before: string[] }>();
    const on = (day: string) => {
      const known = days.get(day) ?? { now: [], before: [] };
      days.set(day, known);
      return known;
    };
    // What somebody was from the first day on is no change.
    for (const { value, name, period } of relatedOf(row, `${type} began`))
      if (period?.from != null && period.from !== start) on(period.from).now.push(String(value ?? name));
    for (const { value, name, period } of relatedOf(row, `${type} ended`))
      if (period?.to != null && !hasLeft(period.to, end)) on(period.to).before.push(String(value ?? name));
    for (const [day, { now, before }] of [...days].sort(([one], [other]) => (one < other ? -1 : 1)))
      parts.push(words.became(type, now, before, day));
  }
  return parts;
}

/** Whatever ends the day after the last one ends by leaving. */
function hasLeft(to: string, end: unknown): boolean {
  return typeof end === 'string' && to > end;
}

async function partlyNote({ asked }: ChangesShape, context: AnswerContext): Promise<string> {
  const sources = await context.graph.sources();
  const known = sources.flatMap((one) => (one.knownSince === null ? [] : [one.knownSince])).sort();
  const since = known.at(-1);
  return since === undefined || (asked.from ?? '') > since
    ? ''
    : context.wording.history.change.partly(since);
}
