import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { QueryResult, Row } from '../../graph/graph-query.ts';
import type { QueryPlan } from '../planning/planner.ts';
import { citeNode } from './cite.ts';
import type { Composed, RowOptions } from './compose-rows.ts';
import { describeQuery } from './describe-query.ts';
import { nodeName } from './node-name.ts';
import { refOf } from './row-values.ts';

type GroupsResult = Extract<QueryResult, { kind: 'groups' }>;

/** Days on average, over all or for each group; told to a tenth of a day, with how many tasks they rest on. */
export function composeAverages(
  result: GroupsResult,
  phrase: (total?: number) => string,
  { wording }: RowOptions,
): Composed {
  const { rows, total } = result;
  const [only] = rows;
  if (only === undefined) return { text: wording.noneOf(phrase()), claims: [], total: 0 };
  const days = (row: GroupsResult['rows'][number]): string => Number(row.measures.average ?? 0).toFixed(1);
  const count = (row: GroupsResult['rows'][number]): number => Number(row.measures.count ?? 0);
  const isWhole = rows.length === 1 && only.keys[0]?.node === undefined && only.keys[0]?.value === 'done';
  if (isWhole) {
    const text = wording.average(days(only), count(only), phrase(count(only)));
    return { text, claims: [{ text, citations: [] }] };
  }
  const name = (row: GroupsResult['rows'][number]): string =>
    row.keys[0]?.node?.name ?? String(row.keys[0]?.value ?? wording.unnamedValue);
  const lines = rows.map((row) => `- ${wording.averageOf(name(row), days(row), count(row))}`);
  return {
    text: `${wording.averagesIntro(phrase())}\n${lines.join('\n')}`,
    claims: lines.map((text) => ({ text, citations: [] })),
    total,
  };
}

/** A figure for each person or team, as `count`. */
export function composeCounts(
  rows: readonly Row[],
  total: number,
  plan: QueryPlan,
  counted: NodeLabel,
  { wording }: RowOptions,
): Composed {
  const told = rows.map((row) => ({
    row,
    text: `- ${wording.group(nodeName(refOf(row)), Number(row.values.count ?? 0), wording.plural[counted])}`,
  }));
  // The fewest were asked for, with those who equal them: the others are not left out but not meant.
  const limited =
    'find' in plan.query && plan.query.return.kind === 'list' && plan.query.return.ties === true;
  const rest = limited ? 0 : total - rows.length;
  const intro = wording.groupsIntro(countedWords(plan, wording));
  return {
    text: [intro, ...told.map((one) => one.text), ...(rest > 0 ? [wording.more(rest, total)] : [])].join(
      '\n',
    ),
    claims: told.map((one) => ({ text: one.text, citations: [citeNode(one.row.id, refOf(one.row))] })),
    rows: {
      columns: [wording.singular[rows[0]?.label ?? 'Employee'], wording.property.count ?? ''],
      rows: rows.map((row) => ({
        ref: { id: row.id, label: row.label, name: row.name },
        cells: [nodeName(refOf(row)), String(row.values.count ?? 0)],
      })),
    },
    total,
  };
}

/** Both figures, and whether the one that was asked about is the larger (or smaller) one. */
export function composeComparison(
  plan: QueryPlan,
  rows: readonly Row[],
  shape: { readonly subject: string; readonly more: boolean },
  options: RowOptions,
): Composed {
  const { wording } = options;
  const count = (row: Row | undefined): number => Number(row?.values.count ?? 0);
  const subject = rows.find((row) => row.id === shape.subject);
  const other = rows.find((row) => row.id !== shape.subject);
  const holds = shape.more ? count(subject) > count(other) : count(subject) < count(other);
  const figures = rows.map((row) => wording.group(nodeName(refOf(row)), count(row), '')).join(wording.comma);
  const text = wording.compared(holds, figures, countedWords(plan, wording));
  const citations = rows.map((row) => citeNode(row.id, refOf(row)));
  return { text, claims: [{ text, citations }] };
}

/** What the figures count, in words. */
function countedWords(plan: QueryPlan, wording: RowOptions['wording']): string {
  if (!('find' in plan.query) || plan.query.return.kind !== 'list') return '';
  const field = plan.query.return.fields?.find((one) => 'countOf' in one);
  if (field === undefined || !('countOf' in field)) return '';
  return describeQuery(
    {
      find: field.countOf.label,
      ...(field.where === undefined ? {} : { where: field.where }),
      return: { kind: 'count' },
    },
    plan.named,
    wording,
  );
}
