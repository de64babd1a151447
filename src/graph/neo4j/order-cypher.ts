export interface OrderTerm {
  readonly key: string;
  readonly descending: boolean;
}

/** `ORDER BY`'s list: nulls last in both directions; Cypher puts them first when descending. */
export function orderCypher(terms: readonly OrderTerm[]): string {
  return terms.map(({ key, descending }) => (descending ? `${key} IS NULL, ${key} DESC` : key)).join(', ');
}

/** That two rows, lists whose keys begin at 1, are equal in every key; a missing value equals a missing one. */
export function sameOrder(one: string, other: string, keys: number): string {
  if (keys === 0) return `${other} IS NOT NULL`;
  return Array.from({ length: keys }, (_, index) => {
    const [mine, theirs] = [`${one}[${index + 1}]`, `${other}[${index + 1}]`];
    return `(${other} IS NOT NULL AND coalesce(${mine} = ${theirs}, ${mine} IS NULL AND ${theirs} IS NULL))`;
  }).join(' AND ');
}
