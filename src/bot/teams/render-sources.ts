import type { Answer, Citation } from '../../retrieval/answer.ts';
import { type AnswerLabels, asOfLine } from '../answer-labels.ts';
import type { Action } from '../reply.ts';
import { webAddress } from '../web-address.ts';
import { type CardElement, cutText, escapeMarkdown, textBlock } from './card-text.ts';
import { executeAction } from './render-actions.ts';
import type { CardLimits } from './render-card.ts';

/** Sources shown at once; the rest unfolds. */
const sourcesAtOnce = 4;

/** What an answer rests on. Pure, like all of this file. */
export function renderSources(
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

/** How old its sources are. */
export function renderAsOf(answer: Answer, timeZone: string | undefined): readonly CardElement[] {
  const asOf = answer.asOf.slice(0, 20).map((one) => ({ ...one, source: cutText(one.source, 60) }));
  const line = asOfLine({ asOf, language: answer.language }, timeZone);
  return line === '' ? [] : [textBlock(escapeMarkdown(line), { isSubtle: true, size: 'Small' })];
}

/** How it came about: unfolds where it fits, and is asked for by a button where it does not. */
export function renderHow(
  { explanation }: Answer,
  explain: Action | undefined,
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
  if (lines.length > limits.explanationLines && explain !== undefined)
    return [{ type: 'ActionSet', actions: [executeAction(explain)] }];
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
