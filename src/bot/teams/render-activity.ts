import type { Activity, Entity } from 'botbuilder';
import { answerParts } from '../answer-parts.ts';
import type { Reply } from '../reply.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import { cardFrame } from './card-frame.ts';
import { type CardElement, cutText } from './card-text.ts';
import { citedText } from './cited-text.ts';
import { messageEntity } from './message-entity.ts';
import { renderActions } from './render-actions.ts';
import { type AnswerReply, type CardLimits, type CardPlace, renderCard, renderText } from './render-card.ts';
import { renderHome } from './render-home.ts';
import { renderSettings } from './render-settings.ts';

/**
 * Characters of a message as JSON. Teams takes 100 KB of UTF-16, which is 51,200 of them ("Format your bot messages"); the
 * rest is for what the library and the service add.
 */
const mostCharacters = 44_000;

/** Characters of a reply in plain words. */
const mostWords = 10_000;

/** As often as the widest limits can be halved before they are at their least. */
const mostAttempts = 8;

const widest: CardLimits = {
  rows: 100,
  columns: 8,
  cellCharacters: 200,
  lines: 80,
  lineCharacters: 2000,
  candidates: 12,
  sources: 20,
  explanationLines: 60,
};

/** A reply as an activity that Teams takes, whatever its length. Pure. */
export function renderActivity(reply: Reply, place: CardPlace): Partial<Activity> {
  switch (reply.kind) {
    case 'answer':
      return answerActivity(reply, place) ?? renderWords(reply);
    case 'settings':
    case 'home':
      return cardActivity(frameCard(reply, place), reply.text);
    case 'text':
      return textActivity(reply);
    default:
      return renderWords(reply);
  }
}

/** The card of a reply, as the answer to a pressed button shows it; null where it is words alone. Pure. */
export function renderReplyCard(reply: Reply, place: CardPlace): CardElement | null {
  if (reply.kind === 'settings' || reply.kind === 'home') return frameCard(reply, place);
  return reply.kind === 'answer' ? (fitAnswer(reply, place)?.card ?? null) : null;
}

/** The same in plain words, for a client or a service that takes no card. Pure. */
export function renderWords(reply: Reply): Partial<Activity> {
  return { type: 'message', textFormat: 'plain', text: wordsOf(reply) };
}

/** A reply's words, with the id of a failure. Pure. */
export function wordsOf(reply: Reply): string {
  const text = reply.kind === 'answer' ? reply.answer.text : reply.text;
  const language = reply.kind === 'answer' ? reply.answer.language : botLanguage({ text });
  const shown = cutText(text, mostWords);
  const cut = text.length > mostWords ? `\n\n${botWordings[language].longText.cut}` : '';
  return `${shown}${cut}${reply.kind === 'failure' ? ` (id ${reply.id})` : ''}`;
}

/** Words over a card that holds their buttons, where they have any. */
function textActivity(reply: Extract<Reply, { kind: 'text' }>): Partial<Activity> {
  const words = renderWords(reply);
  const body = renderActions(reply.actions ?? [], false);
  if (body.length === 0) return words;
  const { text } = reply;
  return {
    ...cardActivity(cardFrame({ language: botLanguage({ text }), fallbackText: text, body }), text),
    ...words,
  };
}

function frameCard(
  reply: Extract<Reply, { kind: 'settings' | 'home' }>,
  { isWelcome = false }: CardPlace,
): CardElement {
  if (reply.kind === 'home') return renderHome(reply.home, reply.text, reply.timeZone, isWelcome);
  const language = botLanguage({ text: reply.text });
  return renderSettings(reply.text, reply.settings, language, botWordings[language]);
}

function answerActivity(reply: AnswerReply, place: CardPlace): Partial<Activity> | null {
  const fitted = fitAnswer(reply, place);
  if (fitted === null) return null;
  const { card, marks, text } = fitted;
  const summary = reply.answer.text.split('\n')[0] ?? '';
  const isBare = text !== null && Array.isArray(card.body) && card.body.length === 0;
  return {
    ...(isBare ? { type: 'message' } : cardActivity(card, summary)),
    ...(text === null ? {} : { text, textFormat: 'markdown' }),
    ...(marks === null ? {} : { entities: [marks] }),
    ...(place.hasFeedbackLoop ? { channelData: { feedbackLoop: { type: 'default' } } } : {}),
  };
}

interface Fitted {
  readonly card: CardElement;
  readonly marks: Entity | null;
  /** Null where it stands in the card. */
  readonly text: string | null;
}

/** As much of an answer as fits into a message. */
function fitAnswer(reply: AnswerReply, place: CardPlace): Fitted | null {
  const { answer } = reply;
  let limits = widest;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const card = renderCard(reply, limits, place);
    const marks = messageEntity({
      sources: answer.sources.slice(0, limits.sources),
      isByModel: answer.model !== undefined,
      sensitivity: place.sensitivity ?? null,
    });
    const text =
      place.hasTextOutside === true
        ? citedText(renderText(answer, answerParts(answer, reply.profiles).text, limits), answer)
        : null;
    if (JSON.stringify([card, marks, text]).length <= mostCharacters) return { card, marks, text };
    limits = halved(limits);
  }
  return null;
}

function cardActivity(card: CardElement, summary: string): Partial<Activity> {
  return {
    type: 'message',
    summary: cutText(summary, 200),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

/** Never below one, so that a little of everything stays; the sums of what stays are far below the limit. */
function halved(limits: CardLimits): CardLimits {
  const half = (value: number): number => Math.max(1, Math.floor(value / 2));
  return {
    rows: half(limits.rows),
    columns: Math.max(4, half(limits.columns)),
    cellCharacters: Math.max(40, half(limits.cellCharacters)),
    lines: Math.max(4, half(limits.lines)),
    lineCharacters: Math.max(200, half(limits.lineCharacters)),
    candidates: Math.max(4, half(limits.candidates)),
    sources: Math.max(2, half(limits.sources)),
    explanationLines: half(limits.explanationLines),
  };
}
