import type { types } from '@slack/bolt';
import type { Answer, AnswerTable } from '../../retrieval/answer.ts';
import { type AnswerLabels, answerLabels, asOfLine } from '../answer-labels.ts';
import { answerParts } from '../answer-parts.ts';
import type { Reply } from '../reply.ts';
import { tellPieces } from '../tell-pieces.ts';
import { totalNote } from '../total-note.ts';
import { type BotLanguage, botLanguage, botWordings } from '../wording/bot-wordings.ts';
import { note, section, sectionCharacters, textBlocks, textMessages } from './block-parts.ts';
import { cutEscaped, escapeMrkdwn } from './mrkdwn.ts';
import { renderActions } from './render-actions.ts';
import { type Accounts, renderProfiles } from './render-profiles.ts';
import { renderSettings } from './render-settings.ts';
import { renderSources } from './render-sources.ts';
import { renderTable } from './render-table.ts';

/** A message for `chat.postMessage` or a response URL. */
export interface SlackMessage {
  /** What notifications and screen readers say; never empty. */
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
  /** What goes on below it, as it does not fit into one. */
  readonly rest?: readonly SlackMessage[];
}

type AnswerReply = Extract<Reply, { kind: 'answer' }>;

/**
 * Characters by part. Slack refuses a message of about 13,200 in all with `msg_blocks_too_long`; the parts together stay
 * below 12,900.
 */
const textCharacters = { alone: 8000, besideProfiles: 5000, besideTable: 3500, besideBoth: 2000 };
/** What markup may add to a text. */
const spareCharacters = 500;
const fallbackCharacters = 3000;

const noAccounts: Accounts = new Map();

/** A reply in Block Kit, within every limit of Slack for any reply. Pure. */
export function renderBlocks(reply: Reply, accounts: Accounts = noAccounts): SlackMessage {
  switch (reply.kind) {
    case 'settings':
      return message(reply.text, renderSettings(reply.text, textCharacters.alone));
    case 'text':
    case 'home':
    case 'nothing':
      return longMessage(reply.text, reply.text, textCharacters.alone, botLanguage(reply), (text) => [
        ...text,
        ...renderActions(reply.actions).blocks,
      ]);
    case 'failure':
      return message(`${reply.text} (${reply.id})`, [
        ...textBlocks(reply.text, textCharacters.alone),
        note(`id \`${escapeMrkdwn(reply.id)}\``),
      ]);
    case 'answer':
      return renderAnswer(reply, accounts);
  }
}

/**
 * A reply below the words that it begins with, which are shown already; null where it begins otherwise. Without blocks where
 * nothing is left of it. Pure.
 */
export function renderBlocksBelow(
  words: string,
  reply: Reply,
  accounts: Accounts = noAccounts,
): SlackMessage | null {
  if (words === '') return renderBlocks(reply, accounts);
  if (reply.kind !== 'answer' || reply.answer.abstained !== undefined) return null;
  const { text } = answerParts(reply.answer, reply.profiles);
  if (!text.startsWith(words)) return null;
  return renderAnswer(reply, accounts, words.length);
}

/** @param from characters of the text that stand elsewhere. */
function renderAnswer(
  { answer, timeZone, profiles, actions }: AnswerReply,
  accounts: Accounts,
  from = 0,
): SlackMessage {
  const labels = answerLabels[answer.language];
  const { text: whole, table, sources, sourcesAre } = answerParts(answer, profiles);
  const text = from === 0 ? whole : whole.slice(from).trim();
  const cards = renderProfiles(profiles, accounts, botWordings[answer.language]);
  const buttons = renderActions(actions);
  const characters = textCharacters[besides(table !== null, cards.length > 0)];
  // What the text leaves is the sources'.
  const room = Math.max(0, characters - spareCharacters - escapeMrkdwn(whole).length);
  const around = (shown: readonly types.KnownBlock[]): readonly types.KnownBlock[] => [
    ...(answer.abstained === undefined ? [] : [note(`*${labels.unanswered}*`)]),
    ...shown,
    ...cards,
    ...tableBlocks(table, answer, labels),
    ...renderSources(sources, labels[sourcesAre], labels, room),
    ...asOfBlocks(asOfLine(answer, timeZone)),
    ...buttons.blocks,
    ...(buttons.choicesLeft === 0 ? [] : [note(labels.candidatesLeft(buttons.choicesLeft))]),
  ];
  const said = longMessage(answer.text, text, characters, answer.language, around);
  // Where all of it stands above, its words are not said again.
  return from > 0 && text === '' ? { ...said, blocks: around([]) } : said;
}

function besides(hasTable: boolean, hasProfiles: boolean): keyof typeof textCharacters {
  if (hasTable) return hasProfiles ? 'besideBoth' : 'besideTable';
  return hasProfiles ? 'besideProfiles' : 'alone';
}

function tableBlocks(
  table: AnswerTable | null,
  answer: Answer,
  labels: AnswerLabels,
): readonly types.KnownBlock[] {
  if (table === null) return [];
  const { block, shown } = renderTable(table);
  const told = totalNote(answer, shown, labels);
  return told === '' ? [block] : [block, note(told)];
}

function asOfBlocks(line: string): readonly types.KnownBlock[] {
  return line === '' ? [] : [note(cutEscaped(escapeMrkdwn(line), 500))];
}

/**
 * A message with as much of a text as it has room for, and the rest in further ones; which goes on is said in each.
 *
 * @param words what notifications say.
 */
function longMessage(
  words: string,
  text: string,
  characters: number,
  language: BotLanguage,
  around: (text: readonly types.KnownBlock[]) => readonly types.KnownBlock[],
): SlackMessage {
  const pieces = textMessages(text, { first: characters, others: textCharacters.alone });
  const told = tellPieces(pieces, language).map(({ piece, note: words }) =>
    words === null ? piece : [...piece, note(`_${words}_`)],
  );
  const [first = [], ...others] = told;
  const rest = others.map((blocks) => ({ text: wordsOf(blocks), blocks }));
  return { ...message(words, around(first)), ...(rest.length === 0 ? {} : { rest }) };
}

/** The words of sections, escaped as they are there. */
const wordsOf = (blocks: readonly types.KnownBlock[]): string =>
  blocks.flatMap((block) => (block.type === 'section' ? [block.text?.text ?? ''] : [])).join('\n') || '–';

function message(text: string, blocks: readonly types.KnownBlock[]): SlackMessage {
  const fallback = cutEscaped(escapeMrkdwn(text.toWellFormed().trim() || '–'), fallbackCharacters);
  return {
    text: fallback,
    blocks: blocks.length === 0 ? [section(cutEscaped(fallback, sectionCharacters))] : blocks,
  };
}
