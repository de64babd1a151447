import type { Problem } from '../connector.ts';
import { type DateOrder, evidenceOfOrder } from '../files/parse-date.ts';
import type { Row } from './read-rows.ts';

export interface DateSurvey {
  /** By place in the row: whether day or month comes first in its dates with slashes. */
  readonly orders: ReadonlyMap<number, DateOrder>;
  readonly problems: readonly Problem[];
}

interface Evidence {
  readonly found: Set<DateOrder>;
  ambiguous: number;
  first?: { readonly text: string; readonly line: number };
}

/**
 * Decides from whole columns how dates such as 03/04/2024 are to be read: one 25/04/2024 settles it. What stays open is
 * one problem a column, and those dates are left empty.
 *
 * @param rows the file, with its header.
 * @param columns header by place of the columns that hold dates.
 */
export async function surveyDates(
  file: string,
  rows: AsyncIterable<Row>,
  columns: ReadonlyMap<number, string>,
): Promise<DateSurvey> {
  const evidence = new Map([...columns.keys()].map((place) => [place, newEvidence()]));
  for await (const { cells, line } of rows) {
    for (const [place, seen] of evidence) weigh(seen, cells[place] ?? '', line);
  }
  const orders = new Map<number, DateOrder>();
  const problems: Problem[] = [];
  for (const [place, { found, ambiguous, first }] of evidence) {
    const [order] = found;
    if (order !== undefined && found.size === 1) orders.set(place, order);
    else if (first !== undefined) {
      const others = ambiguous > 1 ? ` and in ${ambiguous - 1} more rows` : '';
      problems.push({
        place: `${file}:${first.line}`,
        message: `'${first.text}' in the column ${columns.get(place)}${others} may be day/month or month/day; left empty until dateFormat says DD/MM/YYYY or MM/DD/YYYY.`,
      });
    }
  }
  return { orders, problems };
}

function newEvidence(): Evidence {
  return { found: new Set(), ambiguous: 0 };
}

function weigh(seen: Evidence, text: string, line: number): void {
  const evidence = evidenceOfOrder(text);
  if (evidence === undefined) return;
  if (evidence !== 'ambiguous') {
    seen.found.add(evidence);
    return;
  }
  seen.ambiguous += 1;
  seen.first ??= { text, line };
}
