import type { Answer } from '../../retrieval/answer.ts';
import type { CardElement } from './card-text.ts';

/** Sources named beside a line; the card below lists all. */
const mostMarks = 3;

/**
 * The blocks of an answer's text as the text of a message, in Markdown. `[1]`, `[2]` … stand behind what the sources bear
 * out, which is where Teams shows citations. Pure.
 */
export function citedText(blocks: readonly CardElement[], answer: Answer): string {
  const lines = blocks.map((block) => ({ spacing: block.spacing, written: writtenAs(block) }));
  const marks = lines.map(({ written }) => marksOf(written, answer));
  const isCited = marks.some((one) => one.length > 0);
  return lines
    .map(({ written, spacing }, at) => {
      const own = isCited ? marks[at] : at === 0 ? firstMarks(answer) : [];
      const line = [written, ...(own ?? [])].join(' ');
      return at === 0 ? line : `${spacing === 'None' ? '  \n' : '\n\n'}${line}`;
    })
    .join('');
}

function writtenAs({ text, weight }: CardElement): string {
  return weight === 'Bolder' ? `**${String(text)}**` : String(text);
}

/** Those of the claims that a line makes. */
function marksOf(written: string, { claims, sources }: Answer): readonly string[] {
  const line = plain(written);
  const cited = claims
    .filter(({ text }) => text !== '' && line.includes(plain(text)))
    .flatMap(({ citations }) => citations.map((one) => sources.findIndex(({ id }) => id === one.id)));
  const positions = [...new Set(cited)].filter((at) => at !== -1).toSorted((one, other) => one - other);
  return positions.slice(0, mostMarks).map((at) => `[${at + 1}]`);
}

/** Where no line is a claim, the whole rests on its sources. */
function firstMarks({ sources, abstained }: Answer): readonly string[] {
  return abstained === undefined ? sources.slice(0, mostMarks).map((_, at) => `[${at + 1}]`) : [];
}

/** Without what Markdown and lists add. */
function plain(text: string): string {
  return text
    .replace(/[\\*_`•]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
