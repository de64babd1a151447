import type { TurnContext } from 'botbuilder';

/** Before typing shows: an answer that is there at once needs none (ms). */
const delayMs = 500;

/** Teams takes typing away after a few seconds (ms). */
const againMs = 4000;

/**
 * Shows that the bot is at work, until the returned function is called; that resolves when no typing is on its way any more,
 * so that none comes after the answer. Typing that cannot be shown is no matter.
 */
export function showTyping(context: TurnContext): () => Promise<void> {
  let showing: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const show = (): void => {
    showing = context.sendActivity({ type: 'typing' }).catch(() => {});
    timer = setTimeout(show, againMs);
  };
  timer = setTimeout(show, delayMs);
  return async () => {
    clearTimeout(timer);
    await Promise.race([showing, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
  };
}
