import type { Row } from '../../graph/graph-query.ts';
import type { AnswerShape, QueryPlan } from '../planning/planner.ts';
import { citeNode } from './cite.ts';
import { composeList } from './compose-list.ts';
import type { Composed, RowOptions } from './compose-rows.ts';
import { describePredicate, describeQuery } from './describe-query.ts';
import { nodeName } from './node-name.ts';
import { refOf } from './row-values.ts';

type ShapeOf<Kind extends AnswerShape['kind']> = Extract<AnswerShape, { kind: Kind }>;

/** A share with the two counts that it is made of. */
export function composeShare(
  { named }: QueryPlan,
  { of, part }: ShapeOf<'share'>,
  count: number,
  { wording, whole = 0 }: RowOptions,
): Composed {
  const described = describeQuery(of, named, wording, whole);
  if (whole === 0) return { text: wording.noneOf(described), claims: [], total: 0 };
  // "All 2 (Ana, Ben)": names are no kind of things.
  const isNamed = of.where !== undefined && 'property' in of.where && of.where.property === 'id';
  const phrase = isNamed ? `(${described})` : described;
  const predicate = describePredicate(of.find, part, named, wording);
  const text = wording.share(percent(count, whole), count, whole, phrase, predicate);
  return { text, claims: [{ text, citations: [] }], total: count };
}

/** Two counts of the same at different times, and by how much the first is larger or smaller. */
export function composeTwoCounts(
  { query, named }: QueryPlan,
  { of, asksMore }: ShapeOf<'twoCounts'>,
  count: number,
  { wording, whole = 0 }: RowOptions,
): Composed {
  if (!('find' in query)) return { text: '', claims: [], total: count };
  const figures = wording.twoCounts(
    count,
    describeQuery(query, named, wording, count),
    whole,
    describeQuery(of, named, wording, whole),
  );
  const lead = count - whole;
  const text =
    asksMore === null
      ? wording.counted(lead, figures)
      : wording.yesNoCounted(asksMore ? lead > 0 : lead < 0, figures);
  return { text, claims: [{ text, citations: [] }], total: count };
}

/** The same for each team, person, …, those left out that have none of the whole. */
export function composeShares(
  { named }: QueryPlan,
  { counted, where, part }: ShapeOf<'shares'>,
  rows: readonly Row[],
  { wording }: RowOptions,
): Composed {
  const told = rows.map((row) => {
    const [count, whole] = [Number(row.values.part ?? 0), Number(row.values.count ?? 0)];
    return {
      row,
      count,
      whole,
      text: wording.shareOf(nodeName(refOf(row)), percent(count, whole), count, whole),
    };
  });
  const phrase = describeQuery(
    { find: counted, ...(where === undefined ? {} : { where }), return: { kind: 'count' } },
    named,
    wording,
  );
  const intro = wording.sharesIntro(phrase, describePredicate(counted, part, named, wording));
  return {
    text: [intro, ...told.map((one) => `- ${one.text}`)].join('\n'),
    claims: told.map((one) => ({ text: one.text, citations: [citeNode(one.row.id, refOf(one.row))] })),
    rows: {
      columns: [
        wording.singular[rows[0]?.label ?? 'Team'],
        wording.property.share ?? '',
        wording.property.count ?? '',
      ],
      rows: told.map(({ row, count, whole }) => ({
        ref: { id: row.id, label: row.label, name: row.name },
        cells: [nodeName(refOf(row)), `${percent(count, whole)} %`, `${count} / ${whole}`],
      })),
    },
    total: rows.length,
  };
}

/** Whether all of them are, or none is, with the exceptions. */
export function composeEvery(
  { named }: QueryPlan,
  { of, part, isNone }: ShapeOf<'every'>,
  rows: readonly Row[],
  exceptions: number,
  options: RowOptions,
): Composed {
  const { wording, whole = 0 } = options;
  const described = describeQuery(of, named, wording, whole);
  if (whole === 0) return { text: wording.noneOf(described), claims: [], total: 0 };
  // "All 2 (Ana, Ben)": names are no kind of things.
  const isNamed = of.where !== undefined && 'property' in of.where && of.where.property === 'id';
  const phrase = isNamed ? `(${described})` : described;
  const predicate = describePredicate(of.find, part, named, wording);
  if (exceptions === 0) {
    const text = wording.every(whole, phrase, predicate, isNone);
    return { text, claims: [{ text, citations: [] }] };
  }
  const intro = wording.notEvery(whole, phrase, predicate, exceptions, isNone);
  return composeList(rows, exceptions, intro, options);
}

/** To a tenth of a percent. */
function percent(count: number, whole: number): string {
  const tenths = whole === 0 ? 0 : Math.round((count / whole) * 1000) / 10;
  return String(tenths);
}
