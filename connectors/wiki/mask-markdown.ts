/** A stretch of text, end exclusive. */
export type Range = readonly [start: number, end: number];

export interface MaskedMarkdown {
  /** The text with code and comments turned to blanks: every other character and all line ends stand where they stood. */
  readonly masked: string;
  readonly comments: readonly Range[];
  /** Where a comment opens that is never closed; it is left standing as text. */
  readonly unclosedComment?: number;
}

const marks = /^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})([^\n]*)|<!--|`+|\\[^\n]/gm;

/**
 * Blanks out what is not prose, so that headings, links and tags can be searched for without finding those in code
 * blocks, code spans and comments.
 */
export function maskMarkdown(text: string): MaskedMarkdown {
  const hidden: Range[] = [];
  const comments: Range[] = [];
  let unclosedComment: number | undefined;
  marks.lastIndex = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const [found, fence, info = ''] = mark;
    const start = mark.index;
    if (fence !== undefined && !(fence.startsWith('`') && info.includes('`'))) {
      const end = endOfFence(text, marks.lastIndex, fence);
      hidden.push([start, end]);
      marks.lastIndex = end;
    } else if (found === '<!--') {
      // After one that never closes, no other one can.
      const close = unclosedComment === undefined ? text.indexOf('-->', start + 2) : -1;
      if (close < 0) unclosedComment ??= start;
      else {
        comments.push([start, close + 3]);
        marks.lastIndex = close + 3;
      }
    } else if (!found.startsWith('\\')) {
      const run = fence ?? found;
      const opening = start + found.indexOf(run);
      const end = endOfCodeSpan(text, opening + run.length, run.length);
      if (end !== undefined) hidden.push([opening, end]);
      marks.lastIndex = end ?? opening + run.length;
    }
  }
  const ranges = [...hidden, ...comments].sort(([one], [other]) => one - other);
  const masked = replaceRanges(text, ranges, (piece) => piece.replace(/[^\n]/g, ' '));
  return unclosedComment === undefined ? { masked, comments } : { masked, comments, unclosedComment };
}

/** Cuts stretches out; one that fills its lines takes these lines with it. */
export function removeRanges(text: string, ranges: readonly Range[]): string {
  const widened = [...ranges]
    .sort(([one], [other]) => one - other)
    .map(([start, end]): Range => {
      const before = text.lastIndexOf('\n', start - 1) + 1;
      const lineEnd = text.indexOf('\n', end);
      const after = lineEnd < 0 ? text.length : lineEnd + 1;
      const fillsLines = text.slice(before, start).trim() === '' && text.slice(end, after).trim() === '';
      return fillsLines ? [before, after] : [start, end];
    });
  return replaceRanges(text, widened, () => '');
}

/** @param ranges in order; one that begins inside its predecessor is shortened to what remains. */
function replaceRanges(text: string, ranges: readonly Range[], replace: (piece: string) => string): string {
  let result = '';
  let at = 0;
  for (const [start, end] of ranges) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    result += text.slice(at, from) + replace(text.slice(from, end));
    at = end;
  }
  return result + text.slice(at);
}

/** A fence ends at as many of its characters or more, alone on a line; without them at the end of the page. */
function endOfFence(text: string, from: number, fence: string): number {
  const closing = new RegExp(`^[ \\t>]*${fence[0]}{${fence.length},}[ \\t]*$`, 'gm');
  closing.lastIndex = from;
  return closing.exec(text) === null ? text.length : closing.lastIndex;
}

/** A code span ends at a run of as many backticks, in the same paragraph. */
function endOfCodeSpan(text: string, from: number, length: number): number | undefined {
  const stops = /`+|\n[ \t]*\n/g;
  stops.lastIndex = from;
  for (let stop = stops.exec(text); stop !== null; stop = stops.exec(text)) {
    if (stop[0].startsWith('\n')) return undefined;
    if (stop[0].length === length) return stops.lastIndex;
  }
  return undefined;
}
