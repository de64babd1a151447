import type { Answer } from '../retrieval/answer.ts';
import type { AnswerLabels } from './answer-labels.ts';

/**
 * How many there are, where the text does not say it and the rows do not show it: which part of a list is seen, or the total of
 * what has no table. Of groups, the figures are their own, and how many groups there are says nothing. Empty where there is
 * nothing to add.
 *
 * @param shown rows of the table that are drawn; 0 without a table.
 */
export function totalNote(
  { query, rows, total, text }: Answer,
  shown: number,
  labels: Pick<AnswerLabels, 'rowsShown' | 'total'>,
): string {
  const listed = rows?.rows.length ?? 0;
  const returned = query !== undefined && 'find' in query ? query.return : null;
  if (returned?.kind === 'groups') {
    const { before, all } = rows?.part ?? { before: 0, all: listed };
    return shown > 0 && shown < all ? labels.rowsShown(before + 1, before + shown, all) : '';
  }
  const before = returned?.kind === 'list' ? (returned.offset ?? 0) : 0;
  const all = Math.max(total ?? 0, before + listed);
  if (shown > 0 && (before > 0 || shown < all)) return labels.rowsShown(before + 1, before + shown, all);
  const isSaid = new RegExp(`(?<!\\d)${total}(?!\\d)`).test(text);
  return total === undefined || isSaid ? '' : labels.total(total);
}
