import type { Answer, AnswerTable } from '../../retrieval/answer.ts';
import { type AnswerLabels, answerLabels } from '../answer-labels.ts';
import { answerParts } from '../answer-parts.ts';
import type { Action, Reply } from '../reply.ts';
import { totalNote } from '../total-note.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { cardFrame } from './card-frame.ts';
import { type CardElement, cutText, escapeMarkdown, textBlock, textBlocks } from './card-text.ts';
import { executeAction, renderActions } from './render-actions.ts';
import { type KnownAccounts, renderProfiles } from './render-profiles.ts';
import { renderAsOf, renderHow, renderSources } from './render-sources.ts';
import type { SensitivityLabel } from './teams-settings.ts';

/** How much of an answer a card shows; what is more is cut, and said. */
export interface CardLimits {
  readonly rows: number;
  readonly columns: number;
  readonly cellCharacters: number;
  readonly lines: number;
  readonly lineCharacters: number;
  readonly candidates: number;
  readonly sources: number;
  readonly explanationLines: number;
}

/** Where a card is shown, and what is known around it. */
export interface CardPlace extends KnownAccounts {
  /** Whose card becomes, as they open it, the one that they alone may see: a user id of Teams'. */
  readonly refreshFor?: string;
  readonly sensitivity?: SensitivityLabel;
  /** Teams shows buttons of its own under the message for what people think of it. */
  readonly hasFeedbackLoop: boolean;
  /** The reader meets the bot for the first time. */
  readonly isWelcome?: boolean;
}

export type AnswerReply = Extract<Reply, { kind: 'answer' }>;

const followUpsShown = 3;

/**
 * An answer as an Adaptive Card. Pure.
 *
 * @param isTextOutside its text stands over the card, as that of the message.
 */
export function renderCard(
  reply: AnswerReply,
  limits: CardLimits,
  place: CardPlace,
  isTextOutside: boolean,
): CardElement {
  const { answer, actions = [], profiles = [], timeZone } = reply;
  const labels = answerLabels[answer.language];
  const { text, table, sources, sourcesAre } = answerParts(answer, profiles);
  const explain = actions.find((one) => one.kind === 'explain');
  const fuller = actions.find((one) => one.kind === 'show_privately');
  const { refreshFor } = place;
  return cardFrame({
    language: answer.language,
    fallbackText: answer.text,
    ...(refreshFor === undefined || fuller === undefined
      ? {}
      : { refresh: { ref: fuller.ref, userIds: [refreshFor] } }),
    body: [
      ...(isTextOutside ? [] : [...renderMarks(answer, place, labels), ...renderText(answer, text, limits)]),
      ...renderProfiles(profiles, answer.language, place),
      ...(table === null ? [] : renderTable(table, answer, limits, labels)),
      ...(table === null ? renderTotal(answer, labels) : []),
      ...renderChoices(actions, limits, labels),
      ...renderSources(sources, labels[sourcesAre], limits, labels),
      ...renderAsOf(answer, timeZone),
      ...renderHow(answer, explain, limits, labels),
      ...renderFollowUps(actions),
      ...renderActions(actions, place.hasFeedbackLoop),
    ],
  });
}

/** What Teams shows with a message, where a card is shown without one. */
function renderMarks(
  { model }: Answer,
  { sensitivity }: CardPlace,
  { byModel }: AnswerLabels,
): readonly CardElement[] {
  const marks = [
    ...(model === undefined ? [] : [byModel]),
    ...(sensitivity === undefined ? [] : [sensitivity.name]),
  ];
  if (marks.length === 0) return [];
  return [textBlock(escapeMarkdown(marks.join(' · ')), { isSubtle: true, size: 'Small' })];
}

/** The text, with the word that there is no answer over it. */
export function renderText(
  { abstained, language }: Answer,
  text: string,
  limits: Pick<CardLimits, 'lines' | 'lineCharacters'>,
): readonly CardElement[] {
  const title = textBlock(answerLabels[language].unanswered, { weight: 'Bolder', isSubtle: true });
  const blocks = textBlocks(text, limits);
  const isCut =
    blocks.length > limits.lines || text.split('\n').some((line) => line.length > limits.lineCharacters);
  // An ellipsis says nothing of why.
  const told = isCut ? [textBlock(`… ${botWordings[language].longText.cut}`)] : [];
  const shown = [...blocks.slice(0, limits.lines), ...told];
  return [...(abstained === undefined ? [] : [title]), ...shown];
}

function renderTable(
  { columns, rows }: AnswerTable,
  answer: Answer,
  limits: CardLimits,
  labels: AnswerLabels,
): readonly CardElement[] {
  const named = columns.slice(0, limits.columns);
  const shown = rows.slice(0, limits.rows);
  const drawRow = (cells: readonly string[], more: CardElement): CardElement => ({
    type: 'TableRow',
    cells: named.map((_, at) => ({
      type: 'TableCell',
      items: [textBlock(escapeMarkdown(cutText(cells[at] ?? '', limits.cellCharacters)), more)],
    })),
  });
  const note = totalNote(answer, shown.length, labels);
  return [
    {
      type: 'Table',
      firstRowAsHeader: true,
      showGridLines: false,
      columns: named.map((_, at) => ({ width: at === 0 ? 3 : 2 })),
      rows: [drawRow(named, { weight: 'Bolder' }), ...shown.map((row) => drawRow(row.cells, {}))],
    },
    ...(note === '' ? [] : [textBlock(note, { isSubtle: true, size: 'Small', spacing: 'Small' })]),
  ];
}

function renderTotal(answer: Answer, labels: AnswerLabels): readonly CardElement[] {
  const note = totalNote(answer, 0, labels);
  return note === '' ? [] : [textBlock(note, { isSubtle: true, size: 'Small' })];
}

/** One set of actions a button: a set shows six at most, and they stand below one another. */
function renderChoices(
  actions: readonly Action[],
  limits: CardLimits,
  labels: AnswerLabels,
): readonly CardElement[] {
  const choices = actions.filter((one) => one.kind === 'choose');
  const buttons = choices.slice(0, limits.candidates).map((choice) => ({
    type: 'ActionSet',
    spacing: 'Small',
    actions: [executeAction(choice)],
  }));
  const left = choices.length - buttons.length;
  return left === 0 ? buttons : [...buttons, textBlock(labels.candidatesLeft(left), { isSubtle: true })];
}

function renderFollowUps(actions: readonly Action[]): readonly CardElement[] {
  const next = actions.filter((one) => one.kind === 'follow_up').slice(0, followUpsShown);
  return next.length === 0 ? [] : [{ type: 'ActionSet', actions: next.map(executeAction) }];
}
