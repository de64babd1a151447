/** The source in the id of a record's node; null for nodes of other kinds. */
export function sourceOfId(id: string): string | null {
  const [kind = '', source] = id.split(':', 2);
  return ['employee', 'team', 'task', 'article', 'passage'].includes(kind) ? (source ?? null) : null;
}
