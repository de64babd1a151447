import type { GraphReader } from '../../graph/graph-store.ts';
import type { AnswerQuestion, Asker } from '../../retrieval/answer.ts';
import type { StateStore } from '../../state/state-store.ts';
import { commandNames } from '../commands/command-names.ts';
import { mostFeedbackRead } from '../commands/feedback.ts';
import { listFeedback, listUnanswered } from '../feedback.ts';
import { usualDays } from '../feedback-period.ts';
import type { PageLinks } from '../page-links.ts';
import { type RatedGraph, unhelpfulPages } from '../rated-questions.ts';
import { summarizeFeedback } from '../summarize-feedback.ts';
import { type BotLanguage, botWordings } from '../wording/bot-wordings.ts';
import type { HomeView } from './home-view.ts';

/** Entries of a list on the home. */
const listed = 10;

export interface HomeOptions {
  readonly asker: Asker;
  readonly language: BotLanguage;
  readonly isAdmin: boolean;
  readonly answerQuestion: AnswerQuestion;
  readonly graph: Pick<GraphReader, 'sources'> & RatedGraph;
  readonly state: StateStore;
  /** Absent where there is no page to sign in to by a link. */
  readonly pageLinks?: PageLinks | undefined;
}

/** The start page of one person, with what they themselves may read. */
export async function buildHome(options: HomeOptions): Promise<HomeView> {
  const { asker, language, isAdmin, answerQuestion, graph, state, pageLinks } = options;
  const { commands, questions } = botWordings[language];
  const isSomebody = asker.employeeId !== null;
  const [myTasks, myTeam, sources] = await Promise.all([
    isSomebody ? answerQuestion({ question: language === 'zh' ? '我的任务' : 'My open tasks', asker }) : null,
    isSomebody ? answerQuestion({ question: questions.myTeam, asker }) : null,
    graph.sources(),
  ]);
  const home: HomeView = {
    language,
    commands: commandNames
      .filter((name) => (isAdmin || name !== 'feedback') && (pageLinks !== undefined || name !== 'page'))
      .map((name) => {
        const { usage, description } = commands[name];
        return { usage: `/${name}${usage === '' ? '' : ` ${usage}`}`, description };
      }),
    myTasks,
    myTeam,
    sources: sources.map(({ name, syncedAt }) => ({ name, syncedAt })),
  };
  if (!isAdmin) return home;
  const [unanswered, feedback, pages] = await Promise.all([
    listUnanswered(state, mostFeedbackRead),
    listFeedback(state, mostFeedbackRead),
    unhelpfulPages(graph, asker.viewer, listed),
  ]);
  const sync = sources.map(({ name, syncedAt, failure }) => ({ source: name, syncedAt, failure }));
  const noted = { opinions: feedback, declined: unanswered };
  const { counts } = summarizeFeedback(noted, usualDays, new Date(), mostFeedbackRead);
  return {
    ...home,
    admin: {
      sync,
      counts,
      unanswered: unanswered.slice(0, listed),
      feedback: feedback.slice(0, listed),
      pages,
    },
  };
}
