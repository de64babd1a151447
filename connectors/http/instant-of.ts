/** A point in time as a service writes it, in the form of records; undefined for what is none. */
export function instantOf(text: string | null | undefined): string | undefined {
  if (text == null) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/** The day of it in UTC. */
export function dayOf(text: string | null | undefined): string | undefined {
  return instantOf(text)?.slice(0, 10);
}
