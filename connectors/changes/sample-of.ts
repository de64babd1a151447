/** As many records are looked for one by one where a source no longer lists them. */
const mostAsked = 100;

/** All of a few records; of more, some from all over. */
export function sampleOf<Item>(all: readonly Item[], most = mostAsked): readonly Item[] {
  const step = Math.max(1, Math.ceil(all.length / most));
  return all.filter((_, at) => at % step === 0);
}
