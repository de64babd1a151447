import { tellTime } from '../../graph/tell-time.ts';
import type { Answer } from '../../retrieval/answer.ts';
import type { AdminView, HomeView } from '../home/home-view.ts';
import { failedSyncs, tellOpinions, tellUnanswered } from '../home/tell-noted.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { cardFrame } from './card-frame.ts';
import { type CardElement, cutText, escapeMarkdown, textBlock, textBlocks } from './card-text.ts';

/** Lines of an answer on the home, and of a list. */
const linesShown = 12;
const lineCharacters = 300;

/** The start page as a card, whose parts unfold; times in the zone of its reader. Pure. */
export function renderHome(
  view: HomeView,
  text: string,
  timeZone: string | undefined,
  isWelcome: boolean,
): CardElement {
  const wording = botWordings[view.language];
  const { home, welcome } = wording;
  return cardFrame({
    language: view.language,
    fallbackText: isWelcome ? welcome : text,
    body: [
      ...(isWelcome ? [textBlock(escapeMarkdown(welcome))] : []),
      ...section('commands', home.title, commandLines(view), true),
      ...answerSection('myTasks', home.myTasks, view.myTasks),
      ...answerSection('myTeam', home.myTeam, view.myTeam),
      ...listSection(
        'sources',
        home.sources,
        view.sources.map((one) => synced(one.name, one.syncedAt, wording, timeZone)),
        wording,
      ),
      ...(view.admin === undefined ? [] : adminSections(view.admin, wording, timeZone)),
      buttons(wording),
    ],
  });
}

/** A message ages where Slack’s home tab is drawn each time that it is opened. */
function buttons({ home, settings }: BotWording): CardElement {
  return {
    type: 'ActionSet',
    separator: true,
    actions: [
      { type: 'Action.Execute', title: home.refresh, verb: 'home', data: { home: true } },
      // Nothing was shown, so that nothing is changed: the form opens.
      { type: 'Action.Execute', title: settings.title, verb: 'settings', data: { settings: {} } },
    ],
  };
}

function commandLines({ commands }: HomeView): readonly CardElement[] {
  return commands.map(({ usage, description }) =>
    textBlock(`**${escapeMarkdown(usage)}** ${escapeMarkdown(description)}`, {
      spacing: 'None',
      size: 'Small',
    }),
  );
}

function answerSection(id: string, title: string, answer: Answer | null): readonly CardElement[] {
  if (answer === null) return [];
  return section(id, title, textBlocks(answer.text, { lines: linesShown, lineCharacters }), true);
}

function listSection(
  id: string,
  title: string,
  lines: readonly string[],
  { home }: BotWording,
): readonly CardElement[] {
  const shown = lines.length === 0 ? [home.none] : lines;
  const draw = (line: string): CardElement =>
    textBlock(escapeMarkdown(cutText(line, lineCharacters)), { spacing: 'None', size: 'Small' });
  return section(id, title, shown.map(draw), false);
}

function section(
  id: string,
  title: string,
  items: readonly CardElement[],
  isOpen: boolean,
): readonly CardElement[] {
  const toggle = { type: 'Action.ToggleVisibility', title, targetElements: [id] };
  return [
    { type: 'ActionSet', separator: true, actions: [toggle] },
    { type: 'Container', id, isVisible: isOpen, spacing: 'Small', items },
  ];
}

function adminSections(
  view: AdminView,
  wording: BotWording,
  timeZone: string | undefined,
): readonly CardElement[] {
  const { home, admin, status } = wording;
  const sync = failedSyncs(view.sync).map(({ source, syncedAt, failure }) => {
    const told = synced(source, syncedAt, wording, timeZone);
    return `${told}; ${status.failed}: ${failure}`;
  });
  const unanswered = view.unanswered.map((one) => tellUnanswered(one, admin, timeZone));
  const feedback = tellOpinions(view, admin, timeZone);
  const pages = view.pages.map(({ title, helpful, unhelpful }) => admin.page(title, helpful, unhelpful));
  return [
    ...listSection('sync', home.sync, sync, wording),
    ...listSection('unanswered', home.unanswered, unanswered, wording),
    ...listSection('feedback', home.feedback, feedback, wording),
    ...listSection('pages', home.pages, pages, wording),
  ];
}

function synced(name: string, at: string | null, { status }: BotWording, timeZone?: string): string {
  return at === null ? status.never(name) : status.synced(name, tellTime(at, timeZone));
}
