import type { Activity } from 'botbuilder';
import type { Answer } from '../../retrieval/answer.ts';
import { answerParts } from '../answer-parts.ts';
import type { Reply } from '../reply.ts';
import { replyLanguage } from '../reply-language.ts';
import { closeFences, splitText } from '../split-text.ts';
import { type ToldPiece, tellPieces } from '../tell-pieces.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import { cardFrame } from './card-frame.ts';
import { type CardElement, cutText, textBlocks } from './card-text.ts';
import { citedText } from './cited-text.ts';
import { fitAnswer, marksOf } from './fit-answer.ts';
import { renderActions } from './render-actions.ts';
import { type AnswerReply, type CardPlace, renderText } from './render-card.ts';
import { renderHome } from './render-home.ts';
import { renderSettings } from './render-settings.ts';

/** Characters of a text in one message: with its signs escaped twice over, it leaves room for the card. */
const mostWords = 10_000;

/** The text of a message is cut before; nothing of it is left out here. */
const whole = { lines: Number.POSITIVE_INFINITY, lineCharacters: Number.POSITIVE_INFINITY };

type Told = ToldPiece<string>;

/** A message, and what is sent where Teams does not take it. */
export interface TeamsMessage {
  readonly activity: Partial<Activity>;
  readonly words: Partial<Activity>;
}

/** A reply as messages that Teams takes, whatever its length: what one has no room for goes on in the next. Pure. */
export function renderMessages(reply: Reply, place: CardPlace): readonly TeamsMessage[] {
  const pieces = piecesOf(reply);
  const [first = { piece: '', note: null }, ...rest] = tellPieces(pieces, replyLanguage(reply));
  const words = rest.length === 0 ? renderWords(reply) : plainMessage(sayPiece(first));
  return [
    { activity: firstActivity(reply, place, first) ?? words, words },
    ...rest.map((told) => {
      const plain = plainMessage(sayPiece(told));
      return {
        activity: reply.kind === 'answer' ? restActivity(reply.answer, place, told) : plain,
        words: plain,
      };
    }),
  ];
}

/** What stands in forms is not told in words as well. */
function piecesOf(reply: Reply): readonly string[] {
  if (reply.kind === 'text') return splitText(reply.text, mostWords);
  if (reply.kind !== 'answer') return [];
  return closeFences(splitText(answerParts(reply.answer, reply.profiles).text, mostWords));
}

/** A short reply, or the first of its messages; null where it is plain words alone. */
function firstActivity(reply: Reply, place: CardPlace, told: Told): Partial<Activity> | null {
  switch (reply.kind) {
    case 'answer':
      return answerActivity(reply, place, told);
    case 'settings':
    case 'home':
      return cardActivity(frameCard(reply, place), reply.text);
    case 'text':
      return textActivity(reply, sayPiece(told));
    default:
      return null;
  }
}

/** The card of a reply, as the answer to a pressed button shows it; null where it is words alone. Pure. */
export function renderReplyCard(reply: Reply, place: CardPlace): CardElement | null {
  if (reply.kind === 'settings' || reply.kind === 'home') return frameCard(reply, place);
  return reply.kind === 'answer' ? (fitAnswer(reply, place, null)?.card ?? null) : null;
}

/** The same in plain words, for a client or a service that takes no card. Pure. */
export function renderWords(reply: Reply): Partial<Activity> {
  return plainMessage(wordsOf(reply));
}

/** The beginning of an answer's text as the text of its message begins. Pure. */
export function renderBeginning(text: string): string {
  const uncited = { language: 'en', text, claims: [], asOf: [], followUps: [], sources: [] } as const;
  return citedText(textBlocks(text, whole), uncited);
}

/** A reply's words as one message has room for, with the id of a failure. Pure. */
export function wordsOf(reply: Reply): string {
  const text = reply.kind === 'answer' ? reply.answer.text : reply.text;
  const shown = cutText(text, mostWords);
  const cut = text.length > mostWords ? `\n\n${botWordings[replyLanguage(reply)].longText.cut}` : '';
  return `${shown}${cut}${reply.kind === 'failure' ? ` (id ${reply.id})` : ''}`;
}

const plainMessage = (text: string): Partial<Activity> => ({ type: 'message', textFormat: 'plain', text });

const sayPiece = ({ piece, note }: Told): string =>
  `${cutText(piece, piece.length)}${note === null ? '' : `\n\n${note}`}`;

/** What goes on with an answer: it carries the same marks as its beginning. */
function restActivity(answer: Answer, place: CardPlace, { piece, note }: Told): Partial<Activity> {
  const marks = marksOf(answer, answer.sources, place);
  return {
    type: 'message',
    textFormat: 'markdown',
    text: withNote(citedText(textBlocks(piece, whole), answer), note),
    ...(marks === null ? {} : { entities: [marks] }),
  };
}

const withNote = (markdown: string, note: string | null): string =>
  note === null ? markdown : `${markdown}\n\n_${note}_`;

/** Words over a card that holds their buttons, where they have any. */
function textActivity(reply: Extract<Reply, { kind: 'text' }>, words: string): Partial<Activity> | null {
  const body = renderActions(reply.actions ?? [], false);
  if (body.length === 0) return null;
  const { text } = reply;
  return {
    ...cardActivity(cardFrame({ language: botLanguage({ text }), fallbackText: text, body }), text),
    ...plainMessage(words),
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

function answerActivity(
  reply: AnswerReply,
  place: CardPlace,
  { piece, note }: Told,
): Partial<Activity> | null {
  const { answer } = reply;
  const text = withNote(citedText(renderText(answer, piece, whole), answer), note);
  const fitted = fitAnswer(reply, place, text);
  if (fitted === null) return null;
  const { card, marks } = fitted;
  const isBare = Array.isArray(card.body) && card.body.length === 0;
  return {
    ...(isBare ? { type: 'message' } : cardActivity(card, answer.text.split('\n')[0] ?? '')),
    text,
    textFormat: 'markdown',
    ...(marks === null ? {} : { entities: [marks] }),
    ...(place.hasFeedbackLoop ? { channelData: { feedbackLoop: { type: 'default' } } } : {}),
  };
}

function cardActivity(card: CardElement, summary: string): Partial<Activity> {
  return {
    type: 'message',
    summary: cutText(summary, 200),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}
