import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, QueryResult, Row } from '../../graph/graph-query.ts';
import type { AnswerTable } from '../answer.ts';
import type { AnswerShape, QueryPlan } from '../planning/planner.ts';
import { citeNode } from './cite.ts';
import type { Composed, RowOptions } from './compose-rows.ts';
import { describeQuery } from './describe-query.ts';
import { inSeries } from './in-series.ts';
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

/** How many each has on average, with the figures that it is made of. */
export function composeMean(
  { rows, total }: GroupsResult,
  { query, named }: QueryPlan,
  { of }: Extract<AnswerShape, { kind: 'mean' }>,
  { wording, whole }: RowOptions,
): Composed {
  const groups = of === null ? total : (whole ?? 0);
  if (!('find' in query) || query.return.kind !== 'groups') return { text: '', claims: [], total: 0 };
  const [key] = query.return.by;
  const count = rows.reduce((sum, row) => sum + Number(row.measures.count ?? 0), 0);
  const property = key !== undefined && 'property' in key ? key : null;
  // That each has a value of what they are counted by goes without saying.
  const said = property === null ? query.where : withoutExistence(query.where, property.property);
  const { where: _, ...counted } = query;
  const phrase = describeQuery(
    { ...counted, ...(said === undefined ? {} : { where: said }), return: { kind: 'count' } },
    named,
    wording,
    count,
  );
  if (groups === 0) return { text: wording.noneOf(phrase), claims: [], total: 0 };
  const isOfReports = key !== undefined && 'related' in key && key.related.type === 'REPORTS_TO';
  if (isOfReports) {
    const text = wording.meanOfReports(inTenths(count / groups), count, groups);
    return { text, claims: [{ text, citations: [] }] };
  }
  const label = of?.find ?? query.find;
  const [one, many] =
    property === null
      ? [wording.singular[label], wording.plural[label]]
      : [wording.property[property.as] ?? property.as, ''];
  const text = wording.mean(inTenths(count / groups), phrase, count, groups, one, many);
  return { text, claims: [{ text, citations: [] }] };
}

function withoutExistence(where: Condition | undefined, property: string): Condition | undefined {
  const isExistence = (one: Condition): boolean =>
    'property' in one && one.op === 'exists' && one.property === property;
  if (where === undefined || isExistence(where)) return undefined;
  return 'all' in where ? { all: where.all.filter((one) => !isExistence(one)) } : where;
}

/** With one digit behind the point where there is any. */
const inTenths = (value: number): string => String(Math.round(value * 10) / 10);

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
  const counts = rows.map(({ values }) => Number(values.count ?? 0));
  const [least] = counts;
  // Of the fewest, one line says all: who it is, and how many.
  if (limited && least !== undefined && counts.length <= 2 && counts.every((one) => one === least)) {
    const text = wording.most(
      inSeries(
        rows.map((row) => nodeName(refOf(row))),
        wording,
      ),
      least,
      countedWords(plan, wording, least),
    );
    const citations = rows.map((row) => citeNode(row.id, refOf(row)));
    return { text, claims: [{ text, citations }], rows: countRows(rows, wording), total };
  }
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

/**
 * Both figures, and whether the one that was asked about is the larger (or smaller) one, else which of them is, or by how
 * much the first is.
 */
export function composeComparison(
  plan: QueryPlan,
  result: Extract<QueryResult, { kind: 'list' | 'groups' }>,
  shape: Extract<AnswerShape, { kind: 'comparison' }>,
  { wording }: RowOptions,
): Composed {
  const compared = (result.kind === 'list' ? result.rows.map(figureOfRow) : figuresOf(result, shape)).sort(
    (one, other) => other.count - one.count,
  );
  const { subject, more } = shape;
  const [largest, smallest] = [compared[0], compared.at(-1)];
  if (largest === undefined || smallest === undefined) return { text: '', claims: [], total: 0 };
  // "More tasks than her manager": she has none.
  if (result.kind === 'list' && compared.length < 2)
    return {
      text: wording.noValue(largest.name, wording.property.manager ?? ''),
      claims: [],
      missing: 'manager',
    };
  const figures = compared.map((one) => wording.group(one.name, one.count, '')).join(wording.comma);
  const phrase = countedWords(plan, wording);
  const first = compared.find((one) => one.id === subject);
  const other = compared.find((one) => one.id !== subject);
  const lead = (first?.count ?? 0) - (other?.count ?? 0);
  const meant = more ? largest : smallest;
  const text =
    shape.isDifference === true
      ? wording.difference(lead, figures, phrase)
      : subject !== null
        ? wording.compared(more ? lead > 0 : lead < 0, figures, phrase)
        : wording.comparedWhich(largest.count === smallest.count ? null : meant.name, figures, phrase);
  return {
    text,
    claims: [
      {
        text,
        citations: compared.flatMap(({ row }) => (row === undefined ? [] : [citeNode(row.id, refOf(row))])),
      },
    ],
    rows: {
      columns: [nameOfCompared(result, wording), wording.property.count ?? ''],
      rows: compared.map(({ row, name, count }) => ({
        ...(row === undefined ? {} : { ref: { id: row.id, label: row.label, name: row.name } }),
        cells: [name, String(count)],
      })),
    },
  };
}

interface Figure {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly row?: Row;
}

const figureOfRow = (row: Row): Figure => ({
  id: row.id,
  name: nodeName(refOf(row)),
  count: Number(row.values.count ?? 0),
  row,
});

/** Of values, those that nothing has are told with nothing. */
function figuresOf(
  { rows }: GroupsResult,
  { values = [] }: Extract<AnswerShape, { kind: 'comparison' }>,
): Figure[] {
  return values.map((spellings) => {
    const [name = ''] = spellings;
    const counts = rows
      .filter((one) => spellings.includes(String(one.keys[0]?.value)))
      .map((one) => Number(one.measures.count ?? 0));
    return { id: name, name, count: counts.reduce((sum, count) => sum + count, 0) };
  });
}

function nameOfCompared(
  result: Extract<QueryResult, { kind: 'list' | 'groups' }>,
  wording: RowOptions['wording'],
): string {
  return result.kind === 'groups' ? '' : wording.singular[result.rows[0]?.label ?? 'Employee'];
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
function countedWords(plan: QueryPlan, wording: RowOptions['wording'], total?: number): string {
  if (!('find' in plan.query)) return '';
  const { find } = plan.query;
  // Of values, what is said of both but the values themselves.
  if (plan.query.return.kind === 'groups') return wording.plural[find];
  if (plan.query.return.kind !== 'list') return '';
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
    total,
  );
}
