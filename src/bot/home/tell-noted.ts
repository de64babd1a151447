import { tellTime } from '../../graph/tell-time.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import type { AdminView, NotedQuestion } from './home-view.ts';

type AdminWords = BotWording['admin'];

/** A question without an answer, in a line: what was asked, why there was none, when. */
export function tellUnanswered(
  { question, reason, at }: NotedQuestion,
  admin: AdminWords,
  timeZone?: string,
): string {
  return `${admin.asked(question)} (${admin.reason(reason)}, ${tellTime(at, timeZone)})`;
}

/** How much was said in the last days, then the latest opinions, each in a line. */
export function tellOpinions(
  { counts, feedback }: Pick<AdminView, 'counts' | 'feedback'>,
  admin: AdminWords,
  timeZone?: string,
): readonly string[] {
  return [
    admin.counts(counts),
    ...feedback.map(({ opinion, question, reason, at }) => {
      const why = reason === null ? '' : `: ${reason}`;
      return `${opinion === 'up' ? '+' : '−'} ${admin.asked(question)}${why} (${tellTime(at, timeZone)})`;
    }),
  ];
}

/** Those of the syncs that went wrong: how fresh the others are stands among the sources already. */
export const failedSyncs = (sync: AdminView['sync']): AdminView['sync'] =>
  sync.filter(({ failure }) => failure !== null);
