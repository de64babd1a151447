/** Something that is timed; `round` chooses what it is about. */
export type Work = (round: number) => unknown;

const turns = 7;

async function time(rounds: number, work: Work): Promise<number> {
  const start = performance.now();
  for (let round = 0; round < rounds; round++) await work(round);
  return (performance.now() - start) / rounds;
}

/**
 * Times both by turns, so that a slow minute slows both, after a warm-up.
 *
 * @returns milliseconds a round of each, and the middle one of the ratios, as one may meet somebody else's work.
 */
export async function compare(rounds: number, one: Work, other: Work): Promise<string> {
  for (const work of [one, other]) await time(Math.min(rounds, 50), work);
  const ratios: number[] = [];
  let [first, second] = [0, 0];
  for (let turn = 0; turn < turns; turn++) {
    first = await time(rounds, one);
    second = await time(rounds, other);
    ratios.push(first / second);
  }
  const middle = ratios.sort((a, b) => a - b)[turns >> 1] ?? Number.NaN;
  return `${first.toFixed(3)} ms to ${second.toFixed(3)} ms, ratio ${middle.toFixed(2)}`;
}
