import { tellTime } from '../../graph/tell-time.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import type { HomeView } from './home-view.ts';
import { failedSyncs, tellOpinions, tellUnanswered } from './tell-noted.ts';

/** The home in words, for where it cannot be drawn; `timeZone` is its reader's. */
export function tellHome(view: HomeView, timeZone: string): string {
  const { home, status, admin } = botWordings[view.language];
  const section = (title: string, lines: readonly string[]): string =>
    `${title}:\n${lines.length === 0 ? home.none : lines.map((line) => `- ${line}`).join('\n')}`;
  const synced = (name: string, at: string | null): string =>
    at === null ? status.never(name) : status.synced(name, tellTime(at, timeZone));
  return [
    section(
      home.title,
      view.commands.map((one) => `${one.usage}: ${one.description}`),
    ),
    ...(view.myTasks === null ? [] : [`${home.myTasks}:\n${view.myTasks.text}`]),
    ...(view.myTeam === null ? [] : [`${home.myTeam}:\n${view.myTeam.text}`]),
    section(
      home.sources,
      view.sources.map((one) => synced(one.name, one.syncedAt)),
    ),
    ...(view.admin === undefined
      ? []
      : [
          section(
            home.sync,
            failedSyncs(view.admin.sync).map(
              (one) => `${synced(one.source, one.syncedAt)}; ${status.failed}`,
            ),
          ),
          section(
            home.unanswered,
            view.admin.unanswered.map((one) => tellUnanswered(one, admin, timeZone)),
          ),
          section(home.feedback, tellOpinions(view.admin, admin, timeZone)),
          section(
            home.pages,
            view.admin.pages.map((one) => admin.page(one.title, one.helpful, one.unhelpful)),
          ),
        ]),
  ].join('\n\n');
}
