import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { QueryResult, Row } from '../../graph/graph-query.ts';
import type { AnswerTable } from '../answer.ts';
import type { AnswerShape, QueryPlan } from '../planning/planner.ts';
import { citeNode } from './cite.ts';
import type { Composed, RowOptions } from './compose-rows.ts';
import { describeQuery } from './describe-query.ts';
import { nodeName } from './node-name.ts';
import { refOf } from './row-values.ts';

type GroupsResult = Extract<QueryResult, { kind: 'groups' }>;

/** How long things last, over all or for each group; with how many of them that rests on. */
export function composeMeasures(
  result: GroupsResult,
  { lasting, measure }: Extract<AnswerShape, { kind: 'measure' }>,
  phrase: (total?: number) => string,
  { wording }: RowOptions,
): Composed {
  const { rows, total } = result;
  const [only] = rows;
  if (only === undefined) return { text: wording.noneOf(phrase()), claims: [], total: 0 };
  const told = (row: GroupsResult['rows'][number]): [length: string, count: number] => [
    wording.length[lasting](Number(row.measures.days ?? 0)),
    Number(row.measures.count ?? 0),
  ];
  if (only.keys.length === 0) {
    const [length, count] = told(only);
    const text = wording.lasting[lasting][measure](length, count, phrase(count));
    return { text, claims: [{ text, citations: [] }] };
  }
  const nameOf = (row: GroupsResult['rows'][number]): string => {
    const [key] = row.keys;
    return key?.node?.name ?? String(key?.value ?? wording.unnamedValue);
  };
  const lines = rows.map((row) => wording.lengthOf(nameOf(row), ...told(row)));
  return {
    text: `${wording.lastingIntro[lasting][measure](phrase())}\n${lines.map((line) => `- ${line}`).join('\n')}`,
    claims: lines.map((text) => ({ text, citations: [] })),
    rows: {
      columns: [
        '',
        wording.property[lasting === 'tenure' ? 'tenure' : 'days'] ?? '',
        wording.property.count ?? '',
      ],
      rows: rows.map((row) => {
        const node = row.keys[0]?.node;
        const [length, count] = told(row);
        return { ...(node === undefined ? {} : { ref: node }), cells: [nameOf(row), length, String(count)] };
      }),
    },
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
    rows: countRows(rows, wording),
    total,
  };
}

/** Both figures, and whether the one that was asked about is the larger (or smaller) one, or else which of them is. */
export function composeComparison(
  plan: QueryPlan,
  rows: readonly Row[],
  { subject, more }: Extract<AnswerShape, { kind: 'comparison' }>,
  options: RowOptions,
): Composed {
  const { wording } = options;
  const count = (row: Row | undefined): number => Number(row?.values.count ?? 0);
  const figures = rows.map((row) => wording.group(nodeName(refOf(row)), count(row), '')).join(wording.comma);
  const citations = rows.map((row) => citeNode(row.id, refOf(row)));
  const [largest, smallest] = [rows[0], rows.at(-1)];
  const isEven = count(largest) === count(smallest);
  const first = rows.find((row) => row.id === subject);
  const other = rows.find((row) => row.id !== subject);
  const holds = more ? count(first) > count(other) : count(first) < count(other);
  const meant = more ? largest : smallest;
  const text =
    subject !== null
      ? wording.compared(holds, figures, countedWords(plan, wording))
      : wording.comparedWhich(
          isEven || meant === undefined ? null : nodeName(refOf(meant)),
          figures,
          countedWords(plan, wording),
        );
  return { text, claims: [{ text, citations }], rows: countRows(rows, wording) };
}

function countRows(rows: readonly Row[], wording: RowOptions['wording']): AnswerTable {
  return {
    columns: [wording.singular[rows[0]?.label ?? 'Employee'], wording.property.count ?? ''],
    rows: rows.map((row) => ({
      ref: { id: row.id, label: row.label, name: row.name },
      cells: [nodeName(refOf(row)), String(row.values.count ?? 0)],
    })),
  };
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
