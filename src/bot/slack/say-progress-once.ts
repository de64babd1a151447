import type { AnswerPlace } from './answer-place.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import type { Progress, ProgressTimes } from './show-progress.ts';
import type { SlackLog } from './slack-log.ts';

/**
 * Says once what is being done, to whoever gave a command or chose a shortcut, where that takes long: nothing else shows them that
 * they were heard. What one person sees can be edited by nobody ("Modifying messages"), so that it stays above the answer.
 */
export function sayProgressOnce(
  respond: NonNullable<AnswerPlace['respond']>,
  {
    opening,
    times,
    log,
  }: { readonly opening: string; readonly times: ProgressTimes; readonly log: SlackLog },
): Progress {
  let latest = opening;
  let saying: Promise<unknown> = Promise.resolve();
  const timer = setTimeout(() => {
    const said = respond({ text: escapeMrkdwn(latest), blocks: [] }, 'asker');
    saying = said.catch((err: unknown) => log.debug({ err }, 'What is being done could not be said'));
  }, times.streamAfterMs);
  return {
    tell(text) {
      latest = text;
    },
    // What one person sees can be added to by nobody.
    write: () => {},
    async finish() {
      clearTimeout(timer);
      // The answer comes after it.
      await saying;
      return { messageTs: null, stream: null, words: '' };
    },
  };
}
