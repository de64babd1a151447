/**
 * Values of a listing, still unchecked, each once: pages overlap where something comes in before them while they are read.
 *
 * @param keyOf undefined for a value of which it cannot be told which one it is
 */
export async function* eachOnce(
  values: AsyncIterable<unknown>,
  keyOf: (value: unknown) => string | undefined,
): AsyncGenerator<{ readonly value: unknown }, void> {
  const seen = new Set<string>();
  for await (const value of values) {
    const key = keyOf(value);
    if (key !== undefined && seen.has(key)) continue;
    if (key !== undefined) seen.add(key);
    yield { value };
  }
}
