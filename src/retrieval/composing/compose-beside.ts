import type { Composed } from './compose-rows.ts';
import { nodeName } from './node-name.ts';
import type { Held } from './read-history.ts';
import { claimsOf, spelled, type Telling } from './telling.ts';

/** Who it was before or after somebody: the stretch that ended last before, or that began next after. */
export function composeBeside(held: readonly Held[], telling: Telling): Composed {
  const { plan, context } = telling;
  const { shape, named } = plan;
  const { history } = context.wording;
  const isPivot = (one: Held): boolean =>
    shape.pivot?.includes(shape.told === 'row' ? one.row.id : one.other.id) === true;
  const pivot = [...named.values()].find((one) => shape.pivot?.includes(one.id) === true);
  const name = pivot === undefined ? '' : nodeName(pivot);
  const own = held.filter(isPivot);
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined) {
    const text = history.pivotNever(name, telling.phrase());
    return { text, claims: [{ text, citations: [] }] };
  }
  const others = held.filter((one) => !isPivot(one));
  const found =
    shape.how === 'before'
      ? lastOf(others.filter((one) => one.to !== null && first.from !== null && one.to <= first.from))
      : nextOf(others.filter((one) => one.from !== null && last.to !== null && one.from >= last.to));
  if (found.length === 0) {
    const text = (shape.how === 'before' ? history.noneBefore : history.noneAfter)(name, telling.phrase());
    return { text, claims: [], ...(shape.how === 'before' ? { unknown: true } : {}) };
  }
  const text = history[shape.how === 'before' ? 'before' : 'after'](
    name,
    telling.phrase(),
    spelled(found, telling),
  );
  return { text, claims: [{ text, citations: claimsOf(found, telling).flatMap((one) => one.citations) }] };
}

function lastOf(held: readonly Held[]): Held[] {
  const end = held
    .map((one) => one.to ?? '')
    .sort()
    .at(-1);
  return held.filter((one) => one.to === end);
}

function nextOf(held: readonly Held[]): Held[] {
  const begin = held.map((one) => one.from ?? '').sort()[0];
  return held.filter((one) => one.from === begin);
}
