import type { Answer, AnswerTable, Candidate, Citation } from '../../retrieval/answer.ts';
import { type AnswerLabels, answerLabels, asOfLine } from '../answer-labels.ts';
import { answerParts } from '../answer-parts.ts';
import { webAddress } from '../web-address.ts';
import { type CardElement, cutText, escapeMarkdown, textBlock, textBlocks } from './card-text.ts';

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

/** Sources shown at once; the rest unfolds. */
const sourcesAtOnce = 4;
const followUpsShown = 3;

/** Characters of a button; clients cut longer ones. */
const buttonCharacters = 100;

/** An answer as an Adaptive Card 1.5, the newest that Teams shows everywhere. Pure. */
export function renderCard(answer: Answer, limits: CardLimits, timeZone?: string): CardElement {
  const labels = answerLabels[answer.language];
  const { text, table, candidates, sources, sourcesAre } = answerParts(answer);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: cutText(answer.text, 500),
    lang: answer.language,
    msteams: { width: 'Full' },
    body: [
      ...(answer.abstained === undefined
        ? []
        : [textBlock(labels.unanswered, { weight: 'Bolder', isSubtle: true })]),
      ...textBlocks(text, limits),
      ...(table === null ? [] : renderTable(table, answer.total, limits, labels)),
      ...(table === null ? renderTotal(answer, labels) : []),
      ...renderCandidates(candidates, limits, labels),
      ...renderSources(sources, labels[sourcesAre], limits, labels),
      ...renderAsOf(answer, timeZone),
      ...renderHow(answer, limits, labels),
      ...renderFollowUps(answer.followUps),
    ],
  };
}

function renderTable(
  { columns, rows }: AnswerTable,
  total: number | undefined,
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
  const all = Math.max(total ?? 0, rows.length);
  const note = shown.length < all ? labels.rowsShown(shown.length, all) : labels.total(all);
  return [
    {
      type: 'Table',
      firstRowAsHeader: true,
      showGridLines: false,
      columns: named.map((_, at) => ({ width: at === 0 ? 3 : 2 })),
      rows: [drawRow(named, { weight: 'Bolder' }), ...shown.map((row) => drawRow(row.cells, {}))],
    },
    textBlock(note, { isSubtle: true, size: 'Small', spacing: 'Small' }),
  ];
}

function renderTotal({ total, text }: Answer, labels: AnswerLabels): readonly CardElement[] {
  if (total === undefined || text.includes(String(total))) return [];
  return [textBlock(labels.total(total), { isSubtle: true, size: 'Small' })];
}

/** One set of actions a button: a set shows six at most, and they stand below one another. */
function renderCandidates(
  candidates: readonly Candidate[],
  limits: CardLimits,
  labels: AnswerLabels,
): readonly CardElement[] {
  const shown = candidates.slice(0, limits.candidates);
  const buttons = shown.map(({ name, detail, question }) => ({
    type: 'ActionSet',
    spacing: 'Small',
    actions: [askAction(detail === '' ? name : `${name} — ${detail}`, question)],
  }));
  const left = candidates.length - shown.length;
  return left === 0 ? buttons : [...buttons, textBlock(labels.candidatesLeft(left), { isSubtle: true })];
}

function renderFollowUps(followUps: readonly string[]): readonly CardElement[] {
  if (followUps.length === 0) return [];
  const actions = followUps.slice(0, followUpsShown).map((question) => askAction(question, question));
  return [{ type: 'ActionSet', actions }];
}

/** A button that asks a question, which then stands in the chat as if its presser had written it. */
function askAction(title: string, question: string): CardElement {
  const asked = cutText(question, 500);
  return {
    type: 'Action.Submit',
    title: cutText(title, buttonCharacters),
    data: {
      question: asked,
      msteams: { type: 'messageBack', displayText: asked, text: asked, value: { question: asked } },
    },
  };
}

function renderSources(
  sources: readonly Citation[],
  title: string,
  limits: CardLimits,
  labels: AnswerLabels,
): readonly CardElement[] {
  if (sources.length === 0) return [];
  const lines = sources.slice(0, limits.sources).map(sourceLine);
  const draw = (line: string): CardElement => textBlock(line, { size: 'Small', spacing: 'None' });
  const heading = textBlock(title, { weight: 'Bolder', size: 'Small', separator: true });
  const folded = lines.slice(sourcesAtOnce);
  if (folded.length === 0) return [heading, ...lines.map(draw)];
  return [
    heading,
    ...lines.slice(0, sourcesAtOnce).map(draw),
    { type: 'Container', id: 'moreSources', isVisible: false, spacing: 'None', items: folded.map(draw) },
    toggle(labels.moreSources(sources.length - sourcesAtOnce), 'moreSources'),
  ];
}

/** The number is what Teams hangs a citation on. */
function sourceLine({ title, heading, url, key }: Citation, at: number): string {
  const name = cutText(heading === undefined || heading === '' ? title : `${title} › ${heading}`, 150);
  const address = webAddress(url);
  if (address !== null && address.length <= 1000)
    return `[${at + 1}] [${escapeMarkdown(name)}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`;
  const suffix = key === '' || key === title ? '' : ` (${cutText(key, 80)})`;
  return `[${at + 1}] ${escapeMarkdown(name + suffix)}`;
}

function renderAsOf(answer: Answer, timeZone: string | undefined): readonly CardElement[] {
  const asOf = answer.asOf.slice(0, 20).map((one) => ({ ...one, source: cutText(one.source, 60) }));
  const line = asOfLine({ asOf, language: answer.language }, timeZone);
  return line === '' ? [] : [textBlock(escapeMarkdown(line), { isSubtle: true, size: 'Small' })];
}

function renderHow(
  { explanation }: Answer,
  limits: CardLimits,
  labels: AnswerLabels,
): readonly CardElement[] {
  if (explanation === undefined) return [];
  const lines = explanation.sections.flatMap(({ title, lines: own, isCode }) => [
    textBlock(escapeMarkdown(cutText(title, 300)), { weight: 'Bolder', size: 'Small' }),
    ...own.map((line) =>
      textBlock(escapeMarkdown(cutText(line, limits.lineCharacters)), {
        size: 'Small',
        spacing: 'None',
        ...(isCode ? { fontType: 'Monospace' } : {}),
      }),
    ),
  ]);
  const shown = lines.slice(0, limits.explanationLines);
  return [
    toggle(labels.how, 'how'),
    {
      type: 'Container',
      id: 'how',
      isVisible: false,
      style: 'emphasis',
      items: [...shown, ...(lines.length > shown.length ? [textBlock('…')] : [])],
    },
  ];
}

function toggle(title: string, target: string): CardElement {
  return {
    type: 'ActionSet',
    actions: [{ type: 'Action.ToggleVisibility', title, targetElements: [target] }],
  };
}
