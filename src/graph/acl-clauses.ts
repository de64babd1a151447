/** Whether everyone satisfies a rule: each of its clauses names `everyone`. */
export function letsEveryoneIn(json: string): boolean {
  return parseClauses(json).every((clause) => clause.includes('everyone'));
}

/** A rule's clauses; one that cannot be read lets nobody in. */
export function parseClauses(json: string): readonly (readonly string[])[] {
  const nobody: readonly (readonly string[])[] = [[]];
  try {
    const value: unknown = JSON.parse(json);
    if (!Array.isArray(value)) return nobody;
    return value.map((clause: unknown) => (Array.isArray(clause) ? clause.map(String) : []));
  } catch {
    return nobody;
  }
}
