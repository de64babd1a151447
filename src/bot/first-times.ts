/** Enough for what a day brings; the oldest are forgotten first. */
const mostKept = 10_000;

/** Tells of each key whether it comes for the first time, as far as this process remembers. */
export function createFirstTimes(): (key: string) => boolean {
  const known = new Set<string>();
  return (key) => {
    if (known.has(key)) return false;
    known.add(key);
    const [oldest] = known;
    if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
    return true;
  };
}
