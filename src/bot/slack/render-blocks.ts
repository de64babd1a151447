import type { types } from '@slack/bolt';
import type { Answer, AnswerTable, Candidate, Citation } from '../../retrieval/answer.ts';
import { type AnswerLabels, answerLabels, asOfLine } from '../answer-labels.ts';
import { answerParts } from '../answer-parts.ts';
import type { Reply } from '../reply.ts';
import { webAddress } from '../web-address.ts';
import { buildMrkdwn, closeFences, cutEscaped, cutText, escapeMrkdwn, splitEscaped } from './mrkdwn.ts';
import { renderTable } from './render-table.ts';

/** A message for `chat.postMessage` or a response URL. */
export interface SlackMessage {
  /** What notifications and screen readers say; never empty. */
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
}

/** Button that asks the question in its value; a number follows, since ids of a message's buttons must differ. */
export const askAction = 'ask';
/** Button that shows the explanation in its value. */
export const showHowAction = 'show_how';

/**
 * Characters by part. Slack takes 3,000 a section and a button's value of 2,000 ("Block Kit"), and refuses a message of about
 * 13,200 in all with `msg_blocks_too_long`; the parts together stay below 12,500.
 */
const sectionCharacters = 2900;
const textCharacters = { alone: 8000, besideTable: 4000 };
const sourcesCharacters = 1800;
const valueCharacters = 2000;
const buttonCharacters = 75;
const fallbackCharacters = 3000;

const candidatesShown = 15;
const followUpsShown = 3;
const sourcesShown = 5;

/** A reply in Block Kit, within every limit of Slack for any reply. Pure. */
export function renderBlocks(reply: Reply): SlackMessage {
  switch (reply.kind) {
    case 'text':
    case 'settings':
    case 'home':
    case 'nothing':
      return message(reply.text, textBlocks(reply.text, textCharacters.alone));
    case 'failure':
      return message(`${reply.text} (${reply.id})`, [
        ...textBlocks(reply.text, textCharacters.alone),
        note(`id \`${escapeMrkdwn(reply.id)}\``),
      ]);
    case 'answer':
      return renderAnswer(reply.answer, reply.timeZone);
  }
}

/** How an answer came about, for whoever asked; the text is that of the button. */
export function renderHow(text: string): SlackMessage {
  return message(text, textBlocks(text, textCharacters.alone));
}

/** As much of an explanation as a button carries; where it is too long, the statements are left out first. */
function howOf({ explanation, language }: Answer): string {
  const sections = explanation?.sections ?? [];
  const whole = sections.map((section) => section.text).join('\n\n');
  if (whole.length <= valueCharacters) return whole;
  const { howToSeeAll } = answerLabels[language];
  const words = sections.filter((section) => !section.isCode).map((section) => section.text);
  return `${cutText(words.join('\n\n'), valueCharacters - howToSeeAll.length - 2)}\n\n${howToSeeAll}`;
}

function renderAnswer(answer: Answer, timeZone: string | undefined): SlackMessage {
  const labels = answerLabels[answer.language];
  const { text, table, candidates, sources, sourcesAre } = answerParts(answer);
  return message(answer.text, [
    ...(answer.abstained === undefined ? [] : [note(`*${labels.unanswered}*`)]),
    ...textBlocks(text, table === null ? textCharacters.alone : textCharacters.besideTable),
    ...tableBlocks(table, answer.total, labels),
    ...candidateBlocks(candidates, labels),
    ...sourceBlocks(sources, labels[sourcesAre], labels),
    ...asOfBlocks(asOfLine(answer, timeZone)),
    ...buttonBlocks(answer, labels),
  ]);
}

function textBlocks(text: string, limit: number): readonly types.KnownBlock[] {
  const pieces = splitEscaped(cutEscaped(buildMrkdwn(text), limit), sectionCharacters);
  return closeFences(pieces).map(section);
}

function tableBlocks(
  table: AnswerTable | null,
  total: number | undefined,
  labels: AnswerLabels,
): readonly types.KnownBlock[] {
  if (table === null) return [];
  const { block, shown } = renderTable(table);
  const all = Math.max(total ?? 0, table.rows.length);
  return [block, note(shown < all ? labels.rowsShown(shown, all) : labels.total(all))];
}

function candidateBlocks(
  candidates: readonly Candidate[],
  labels: AnswerLabels,
): readonly types.KnownBlock[] {
  if (candidates.length === 0) return [];
  const shown = candidates.filter((one) => one.question.length <= valueCharacters).slice(0, candidatesShown);
  const buttons = shown.map(({ name, detail, question }, at) =>
    button(`${askAction}:${at}`, detail === '' ? name : `${name} — ${detail}`, question),
  );
  const left = candidates.length - shown.length;
  return [
    ...(buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons } as const]),
    ...(left === 0 ? [] : [note(labels.candidatesLeft(left))]),
  ];
}

function sourceBlocks(
  sources: readonly Citation[],
  title: string,
  labels: AnswerLabels,
): readonly types.KnownBlock[] {
  if (sources.length === 0) return [];
  let line = `*${title}*: `;
  let shown = 0;
  for (const citation of sources.slice(0, sourcesShown)) {
    const next = `${shown === 0 ? '' : ' · '}${renderCitation(citation)}`;
    if (line.length + next.length > sourcesCharacters) break;
    line += next;
    shown += 1;
  }
  const left = sources.length - shown;
  return [note(left === 0 ? line : `${line} · ${labels.moreSources(left)}`)];
}

function renderCitation({ title, heading, url, key }: Citation): string {
  const name = heading === undefined || heading === '' ? title : `${title} › ${heading}`;
  const label = escapeMrkdwn(cutText(name.replace(/\s+/g, ' ').trim() || key || '–', 150));
  const address = webAddress(url);
  if (address === null) return label;
  const target = escapeMrkdwn(address.replaceAll('|', '%7C'));
  return target.length > 600 ? label : `<${target}|${label}>`;
}

function asOfBlocks(line: string): readonly types.KnownBlock[] {
  return line === '' ? [] : [note(cutEscaped(escapeMrkdwn(line), 500))];
}

function buttonBlocks(answer: Answer, labels: AnswerLabels): readonly types.KnownBlock[] {
  const how = howOf(answer);
  const questions = answer.followUps.filter((one) => one.trim() !== '' && one.length <= valueCharacters);
  const buttons = [
    ...questions.slice(0, followUpsShown).map((one, at) => button(`${askAction}:next:${at}`, one, one)),
    ...(how === '' ? [] : [button(showHowAction, labels.how, how)]),
  ];
  return buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons }];
}

function button(id: string, label: string, value: string): types.Button {
  const text = cutText(label.replace(/\s+/g, ' ').trim() || '–', buttonCharacters);
  return {
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text, emoji: false },
    value: value || '–',
  };
}

/** `verbatim`: Slack makes no links of its own of addresses and channel names in the text. */
function section(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function note(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

function message(text: string, blocks: readonly types.KnownBlock[]): SlackMessage {
  const fallback = cutEscaped(escapeMrkdwn(text.toWellFormed().trim() || '–'), fallbackCharacters);
  return {
    text: fallback,
    blocks: blocks.length === 0 ? [section(cutEscaped(fallback, sectionCharacters))] : blocks,
  };
}
