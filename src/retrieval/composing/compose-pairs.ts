import type { RelatedValue, Row } from '../../graph/graph-query.ts';
import { alikePart } from '../planning/likeness.ts';
import type { AnswerShape } from '../planning/planner.ts';
import { citeNode } from './cite.ts';
import type { Composed, RowOptions } from './compose-rows.ts';
import { nodeName } from './node-name.ts';
import { refOf, show } from './row-values.ts';

type Same = Extract<AnswerShape, { kind: 'same' }>;
type InOrder = Extract<AnswerShape, { kind: 'order' }>;

/** Whether two have something in common, and what it is; else what each of them has. */
export function composeSame(rows: readonly Row[], { likeness, first }: Same, options: RowOptions): Composed {
  const { wording } = options;
  const { name } = likeness;
  const pair = [...rows].sort((one, other) => Number(other.id === first) - Number(one.id === first));
  const part = (likeness.kind === 'property' && likeness.unit) || name;
  const noun = wording.property[part] ?? part;
  const values = pair.map((row) =>
    valuesOf(row, name).map((value) => ({ value, part: partOf(likeness, value) })),
  );
  const [ofFirst = [], ofSecond = []] = values;
  const shared = ofFirst.filter(({ part }) => ofSecond.some((one) => one.part === part));
  const unknown = pair.find((_, at) => values[at]?.length === 0);
  if (pair.length < 2 || unknown !== undefined) {
    const text = wording.noValue(unknown === undefined ? '' : nodeName(refOf(unknown)), noun);
    return { text, claims: [], missing: name };
  }
  const each = pair
    .map((row, at) =>
      wording.pair(
        nodeName(refOf(row)),
        (values[at] ?? []).map((one) => tell(one.value)).join(wording.comma),
      ),
    )
    .join(wording.semicolon);
  const isExact = shared.every(({ value, part }) => value === part);
  const text =
    shared.length > 0
      ? wording.same(noun, isExact ? shared.map((one) => tell(one.value)).join(wording.comma) : each)
      : wording.compared(false, each, noun);
  return { text, claims: [{ text, citations: citationsOf(pair) }], isDenied: shared.length === 0 };

  function tell(value: string): string {
    return show(value, name, wording);
  }
}

/** Whether one day comes before another. */
export function composeOrder(
  rows: readonly Row[],
  { property, subject, isLater }: InOrder,
  { wording }: RowOptions,
): Composed {
  const pair = [...rows].sort((one, other) => Number(other.id === subject) - Number(one.id === subject));
  const [first, second] = pair.map((row) => String(row.values[property] ?? ''));
  const noun = wording.property[property] ?? property;
  const unknown = pair.find((row) => (row.values[property] ?? null) === null);
  if (first === undefined || second === undefined || unknown !== undefined)
    return {
      text: wording.noValue(unknown === undefined ? '' : nodeName(refOf(unknown)), noun),
      claims: [],
      missing: property,
    };
  const each = pair
    .map((row) => wording.pair(nodeName(refOf(row)), String(row.values[property])))
    .join(wording.semicolon);
  const holds = isLater ? first > second : first < second;
  const text = wording.compared(holds, each, noun);
  return { text, claims: [{ text, citations: citationsOf(pair) }], isDenied: !holds };
}

const citationsOf = (rows: readonly Row[]) => rows.map((row) => citeNode(row.id, refOf(row)));

function valuesOf(row: Row, name: string): string[] {
  const value = row.values[name];
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) return [String(value)];
  return value.map((one: string | RelatedValue) => (typeof one === 'string' ? one : one.name));
}

const partOf = (likeness: Same['likeness'], value: string): string =>
  likeness.kind === 'property' ? alikePart(likeness, value) : value;
