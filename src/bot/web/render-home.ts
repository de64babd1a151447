import { tellTime } from '../../graph/tell-time.ts';
import type { Answer } from '../../retrieval/answer.ts';
import type { AdminView, HomeView } from '../home/home-view.ts';
import { failedSyncs, tellOpinions, tellUnanswered } from '../home/tell-noted.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { escapeHtml } from './escape-html.ts';
import { renderText } from './render-text.ts';

/** The start page as HTML; times in the zone of its reader. Pure. */
export function renderHome(view: HomeView, timeZone?: string): string {
  const wording = botWordings[view.language];
  const { home } = wording;
  return [
    `<div class="home" lang="${view.language}">`,
    answerSection(home.myTasks, view.myTasks),
    answerSection(home.myTeam, view.myTeam),
    listSection(
      home.title,
      view.commands.map((one) => `<code>${escapeHtml(one.usage)}</code> ${escapeHtml(one.description)}`),
      home.none,
    ),
    listSection(
      home.sources,
      view.sources.map((one) => escapeHtml(synced(one.name, one.syncedAt, wording, timeZone))),
      home.none,
    ),
    view.admin === undefined ? '' : adminSections(view.admin, wording, timeZone),
    '</div>',
  ].join('');
}

function answerSection(title: string, answer: Answer | null): string {
  if (answer === null) return '';
  return `<details><summary>${escapeHtml(title)}</summary><div class="text">${renderText(answer.text)}</div></details>`;
}

function listSection(title: string, items: readonly string[], none: string): string {
  const body =
    items.length === 0
      ? `<p>${escapeHtml(none)}</p>`
      : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
  return `<details><summary>${escapeHtml(title)}</summary>${body}</details>`;
}

function adminSections(view: AdminView, wording: BotWording, timeZone?: string): string {
  const { home, admin, status } = wording;
  const sync = failedSyncs(view.sync).map(({ source, syncedAt, failure }) => {
    const told = synced(source, syncedAt, wording, timeZone);
    return escapeHtml(`${told}; ${status.failed}: ${failure}`);
  });
  const unanswered = view.unanswered.map((one) => escapeHtml(tellUnanswered(one, admin, timeZone)));
  const feedback = tellOpinions(view, admin, timeZone).map(escapeHtml);
  const pages = view.pages.map(({ title, helpful, unhelpful }) =>
    escapeHtml(admin.page(title, helpful, unhelpful)),
  );
  return [
    listSection(home.sync, sync, home.none),
    listSection(home.unanswered, unanswered, home.none),
    listSection(home.feedback, feedback, home.none),
    listSection(home.pages, pages, home.none),
  ].join('');
}

function synced(name: string, at: string | null, { status }: BotWording, timeZone?: string): string {
  return at === null ? status.never(name) : status.synced(name, tellTime(at, timeZone));
}
