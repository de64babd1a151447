import type { types } from '@slack/bolt';
import { tellTime } from '../../graph/tell-time.ts';
import type { Answer } from '../../retrieval/answer.ts';
import type { AdminView, HomeView } from '../home/home-view.ts';
import { failedSyncs, tellOpinions, tellUnanswered } from '../home/tell-noted.ts';
import type { Reply } from '../reply.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { button, note, plainText, section, sectionCharacters, textBlocks } from './block-parts.ts';
import { cutEscaped, escapeMrkdwn } from './mrkdwn.ts';
import { openSettingsAction } from './settings-form.ts';

const headerCharacters = 150;
/** So that the home stays far below its 100 blocks ("Home tab view") whatever it tells. */
const answerCharacters = 5_000;
const linesShown = 30;

/** The home tab: what somebody can do and see, or in words why it is empty. Pure. */
export function renderHome(reply: Reply): types.HomeView {
  return { type: 'home', blocks: reply.kind === 'home' ? drawn(reply.home, reply.timeZone) : told(reply) };
}

function told(reply: Reply): types.KnownBlock[] {
  const id = reply.kind === 'failure' ? [note(`id \`${escapeMrkdwn(reply.id)}\``)] : [];
  const text = reply.kind === 'answer' ? reply.answer.text : reply.text;
  return [...textBlocks(text || '–', answerCharacters), ...id];
}

function drawn(view: HomeView, timeZone?: string): types.KnownBlock[] {
  const wording = botWordings[view.language];
  const { home, settings } = wording;
  const commands = view.commands.map(
    ({ usage, description }) => `\`${escapeMrkdwn(usage)}\` ${escapeMrkdwn(description)}`,
  );
  return [
    ...answerSection(home.myTasks, view.myTasks),
    ...answerSection(home.myTeam, view.myTeam),
    ...listSection(home.title, commands, home.none),
    ...listSection(
      home.sources,
      view.sources.map((one) => synced(one.name, one.syncedAt, wording, timeZone)),
      home.none,
    ),
    ...(view.admin === undefined ? [] : adminSections(view.admin, wording, timeZone)),
    { type: 'divider' },
    { type: 'actions', elements: [button(openSettingsAction, settings.title, '-')] },
  ];
}

function answerSection(title: string, answer: Answer | null): readonly types.KnownBlock[] {
  return answer === null ? [] : [header(title), ...textBlocks(answer.text, answerCharacters)];
}

/** @param lines already escaped. */
function listSection(title: string, lines: readonly string[], none: string): readonly types.KnownBlock[] {
  const shown = lines.slice(0, linesShown).map((line) => `• ${line}`);
  const left = lines.length - shown.length;
  const text = [...shown, ...(left === 0 ? [] : [`… +${left}`])].join('\n');
  return [header(title), section(cutEscaped(text === '' ? escapeMrkdwn(none) : text, sectionCharacters))];
}

function adminSections(
  { sync, counts, unanswered, feedback, pages }: AdminView,
  wording: BotWording,
  timeZone?: string,
): readonly types.KnownBlock[] {
  const { home, admin, status } = wording;
  return [
    ...listSection(
      home.sync,
      failedSyncs(sync).map(({ source, syncedAt, failure }) => {
        const line = synced(source, syncedAt, wording, timeZone);
        return `${line}; ${escapeMrkdwn(`${status.failed}: ${failure}`)}`;
      }),
      home.none,
    ),
    ...listSection(
      home.unanswered,
      unanswered.map((one) => escapeMrkdwn(tellUnanswered(one, admin, timeZone))),
      home.none,
    ),
    ...listSection(
      home.feedback,
      tellOpinions({ counts, feedback }, admin, timeZone).map(escapeMrkdwn),
      home.none,
    ),
    ...listSection(
      home.pages,
      pages.map(({ title, helpful, unhelpful }) => escapeMrkdwn(admin.page(title, helpful, unhelpful))),
      home.none,
    ),
  ];
}

function synced(name: string, at: string | null, { status }: BotWording, timeZone?: string): string {
  return escapeMrkdwn(at === null ? status.never(name) : status.synced(name, tellTime(at, timeZone)));
}

function header(title: string): types.HeaderBlock {
  return { type: 'header', text: plainText(title, headerCharacters) };
}
