import {
  asksForManagers,
  type FieldPolicy,
  type Restrictions,
  restrictedForAny,
  restrictionsOf,
  type Standing,
} from './field-policy.ts';

export type PersonInPolicy = Pick<Standing, 'id' | 'isHr'>;

/**
 * What a policy keeps from people together. Whoever is alike HR or not is kept from the same fields, and differs in the records
 * that are their own or of somebody below them; few people have any of these in common, so that few are looked at.
 *
 * @param belowOf ids of all who report to somebody, directly or not.
 */
export async function commonRestrictions(
  policy: FieldPolicy,
  people: readonly PersonInPolicy[],
  belowOf: (id: string) => Promise<readonly string[]>,
): Promise<Restrictions> {
  const seen = new Set<boolean>();
  let common: Restrictions | undefined;
  for (const { id, isHr } of people) {
    if (seen.has(isHr) && common !== undefined && !readsSome(common)) continue;
    const below = asksForManagers(policy) ? await belowOf(id) : [];
    const own = restrictionsOf(policy, { id, isHr, below: new Set(below) });
    common = common === undefined ? own : restrictedForAny(common, own);
    seen.add(isHr);
  }
  return common ?? restrictionsOf(policy, null);
}

/** Whether there is a field that may be read of some records alone, and of one at least. */
const readsSome = ({ ofSome = {} }: Restrictions): boolean =>
  Object.values(ofSome).some((fields) => [...fields.values()].some((ids) => ids.size > 0));
