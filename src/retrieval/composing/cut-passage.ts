import { analyzeText } from '../../graph/analyze-text.ts';

/**
 * Shortens a passage to a budget of characters without breaking a sentence, a row or a line of code: the stretch that
 * has most of the asked terms is kept, in the text's own order.
 */
export function cutPassage(text: string, terms: ReadonlyMap<string, number>, budget: number): string {
  const clean = text.trim();
  if (clean.length <= budget) return clean;
  const pieces = splitPieces(clean);
  const scores = pieces.map((piece) => {
    const found = new Set(analyzeText(piece));
    let score = 0;
    for (const [term, weight] of terms) if (found.has(term)) score += weight * (term.length > 1 ? 1 : 0.3);
    return score + (/\d/.test(piece) ? 0.25 : 0);
  });
  let best = { from: 0, to: 1, score: -1 };
  for (let from = 0; from < pieces.length; from++) {
    let length = 0;
    let score = 0;
    for (let to = from; to < pieces.length; to++) {
      length += (pieces[to]?.length ?? 0) + 1;
      if (length > budget) break;
      score += scores[to] ?? 0;
      if (score > best.score) best = { from, to: to + 1, score };
    }
  }
  if (best.score < 0) return hardCut(pieces[0] ?? '', budget);
  // Room that is left goes to what follows, then to what stands before: an answer is often the next sentence.
  let { from, to } = best;
  let used = pieces.slice(from, to).reduce((sum, piece) => sum + piece.length + 1, 0);
  while (to < pieces.length && used + (pieces[to]?.length ?? 0) + 1 <= budget)
    used += (pieces[to++]?.length ?? 0) + 1;
  while (from > 0 && used + (pieces[from - 1]?.length ?? 0) + 1 <= budget)
    used += (pieces[--from]?.length ?? 0) + 1;
  const cut = pieces.slice(from, to).join('').trim();
  return `${from > 0 ? '… ' : ''}${cut}${to < pieces.length ? ' …' : ''}`;
}

/** Lines, and sentences within long lines; each piece keeps its own white space. */
function splitPieces(text: string): string[] {
  return text
    .split(/(?<=\n)/)
    .flatMap((line) =>
      line.length > 200 && !line.startsWith('|') ? line.split(/(?<=[.!?;]\s)|(?<=[。！？；])/) : [line],
    )
    .filter((piece) => piece !== '');
}

function hardCut(piece: string, budget: number): string {
  const cut = piece.slice(0, Math.max(0, budget - 1));
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), budget / 2))}…`;
}
