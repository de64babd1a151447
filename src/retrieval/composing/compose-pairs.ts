import type { RelatedValue, Row } from '../../graph/graph-query.ts';
import { alikePart } from '../planning/likeness.ts';
import type { AnswerShape } from '../planning/planner.ts';
import { citeNode } from './cite.ts';
import type { Composed, RowOptions } from './compose-rows.ts';
import { nodeName } from './node-name.ts';
import { refOf, show } from './row-values.ts';

type Same = Extract<AnswerShape, { kind: 'same' }>;
type InOrder = Extract<AnswerShape, { kind: 'order' }>;

/** Something that one of two has: as it is told, and what the other's must be for it to be the same. */
interface Trait {
  readonly told: string;
  readonly sameAs: string;
}

/** Whether two have something in common, and what it is; else what each of them has. */
export function composeSame(
  rows: readonly Row[],
  { likeness, first }: Same,
  { wording }: RowOptions,
): Composed {
  const pair = [...rows]
    .sort((one, other) => Number(other.id === first) - Number(one.id === first))
    .map((row) => ({ row, name: nodeName(refOf(row)), traits: traitsOf(row, likeness, wording) }));
  const asked = (likeness.kind === 'property' && likeness.unit) || likeness.name;
  const noun = wording.property[asked] ?? asked;
  const lacking = pair.find(({ traits }) => traits.length === 0);
  const [one, other] = pair;
  if (one === undefined || other === undefined || lacking !== undefined)
    return { text: wording.noValue(lacking?.name ?? '', noun), claims: [], missing: likeness.name };
  const tell = (traits: readonly Trait[]): string => traits.map(({ told }) => told).join(wording.comma);
  const each = pair.map(({ name, traits }) => wording.pair(name, tell(traits))).join(wording.semicolon);
  const shared = one.traits.filter(({ sameAs }) => other.traits.some((trait) => trait.sameAs === sameAs));
  // Of days in one year, both are told.
  const isExact = likeness.kind === 'relation' || likeness.unit === undefined;
  const text =
    shared.length > 0
      ? wording.same(noun, isExact ? tell(shared) : each)
      : wording.compared(false, each, noun);
  return {
    text,
    claims: [{ text, citations: citationsOf(pair.map(({ row }) => row)) }],
    isDenied: shared.length === 0,
  };
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

/** Related nodes are the same by their ids, as namesakes are not. */
function traitsOf(row: Row, likeness: Same['likeness'], wording: RowOptions['wording']): Trait[] {
  const value = row.values[likeness.name];
  if (value === null || value === undefined) return [];
  if (likeness.kind === 'property')
    return [{ told: show(value, likeness.name, wording), sameAs: alikePart(likeness, String(value)) }];
  return (value as readonly RelatedValue[]).map(({ id, name }) => ({ told: name, sameAs: id }));
}
