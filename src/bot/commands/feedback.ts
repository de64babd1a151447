import { tellTime } from '../../graph/tell-time.ts';
import { listFeedback, listUnanswered } from '../feedback.ts';
import { readPeriod } from '../feedback-period.ts';
import { unhelpfulPages } from '../rated-questions.ts';
import { type RepeatedQuestion, sinceDays, summarizeFeedback } from '../summarize-feedback.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import type { Command } from './command.ts';

/** Entries of each list; how many there are is said. */
const listed = 20;

/** Reasons that are told of one question. */
const reasonsTold = 3;

/** Of each kind; what is counted, and so read as a whole. */
export const mostFeedbackRead = 10_000;

export const feedback: Command = {
  name: 'feedback',
  async run({ text, isAdmin, isPrivate, state, graph, asker, wording, timeZone }) {
    const { admin, home } = wording;
    if (!isAdmin || !isPrivate)
      return { kind: 'text', text: admin.only, noted: { refused: isAdmin ? 'not_private' : 'not_admin' } };
    const days = readPeriod(text);
    if (days === null) return { kind: 'text', text: admin.noPeriod(text) };
    const now = new Date();
    const noted = {
      opinions: await listFeedback(state, mostFeedbackRead),
      declined: await listUnanswered(state, mostFeedbackRead),
    };
    const { counts, unhelpful, unanswered } = summarizeFeedback(noted, days, now, mostFeedbackRead);
    const pages = await unhelpfulPages(graph, asker.viewer, listed, sinceDays(days, now));
    const told = [
      admin.counts(counts),
      section(home.unhelpful, unhelpful, (one) => tellRepeated(one, one.reasons, wording, timeZone), admin),
      section(home.pages, pages, (one) => admin.page(one.title, one.helpful, one.unhelpful), admin),
      section(
        home.unanswered,
        unanswered,
        (one) => tellRepeated(one, one.reasons.map(admin.reason), wording, timeZone),
        admin,
      ),
    ];
    if ([...unhelpful, ...unanswered].some(({ question }) => question === null)) told.push(admin.keepWords);
    return { kind: 'text', text: told.filter((one) => one !== '').join('\n\n') };
  },
};

function section<Item>(
  title: string,
  items: readonly Item[],
  tell: (item: Item) => string,
  { more }: BotWording['admin'],
): string {
  if (items.length === 0) return '';
  const lines = items.slice(0, listed).map((one) => `- ${tell(one)}`);
  const left = items.length - lines.length;
  return [`${title}:`, ...lines, ...(left === 0 ? [] : [more(left)])].join('\n');
}

function tellRepeated(
  { question, count, at }: RepeatedQuestion,
  reasons: readonly string[],
  { admin }: BotWording,
  timeZone: string,
): string {
  const why = reasons.length === 0 ? '' : `: ${reasons.slice(0, reasonsTold).join('; ')}`;
  return `${admin.asked(question)}${why} (${admin.times(count)}${tellTime(at, timeZone)})`;
}
