import { listFeedback, listUnanswered } from '../feedback.ts';
import { unhelpfulPages } from '../rated-questions.ts';
import { tellTime } from '../tell-time.ts';
import type { Command } from './command.ts';

const listed = 20;

export const feedback: Command = {
  name: 'feedback',
  async run({ isAdmin, isPrivate, state, graph, asker, wording, timeZone }) {
    const { admin, home } = wording;
    if (!isAdmin || !isPrivate) return { kind: 'text', text: admin.only };
    const opinions = (await listFeedback(state, listed)).map(({ opinion, question, reason, at, by }) => {
      const sign = opinion === 'up' ? '+' : '−';
      const why = reason === null ? '' : ` — ${reason}`;
      return `- ${sign} ${question ?? admin.withheld}${why} (${by ?? '–'}, ${tellTime(at, timeZone)})`;
    });
    const declined = (await listUnanswered(state, listed)).map(
      ({ question, reason, at }) => `- ${question ?? admin.withheld} (${reason}, ${tellTime(at, timeZone)})`,
    );
    const pages = (await unhelpfulPages(graph, asker.viewer, listed)).map(
      ({ title, helpful, unhelpful }) => `- ${admin.page(title, helpful, unhelpful)}`,
    );
    const text = [
      opinions.length === 0 ? admin.noFeedback : `${home.feedback}:\n${opinions.join('\n')}`,
      ...(pages.length === 0 ? [] : [`${home.pages}:\n${pages.join('\n')}`]),
      ...(declined.length === 0 ? [] : [`${home.unanswered}:\n${declined.join('\n')}`]),
    ];
    return { kind: 'text', text: text.join('\n\n') };
  },
};
