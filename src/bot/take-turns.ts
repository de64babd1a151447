/**
 * Lets pieces of work begin one a turn of the event loop, in the order in which they came. What a turn takes is then one piece
 * and no more, and requests that came in meanwhile are read before the next: a burst of questions is acknowledged
 * before it is answered, on a machine that is too slow for it as well.
 *
 * @returns resolves when it is one's turn.
 */
export function createTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];

  function next(): void {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  }

  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
