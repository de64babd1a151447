import { inertText } from '../../graph/inert-text.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import type { MovementsReport } from './movements-report.ts';

/** People of each sort that are named. */
const named = 20;

/**
 * Who joined, moved and left, for a channel that everybody may read. Pure.
 *
 * @param isTitleHidden whether titles may be read by some alone, so that none is told.
 * @returns null where nothing is left to tell.
 */
export function tellMovements(
  { joined, moved, left }: MovementsReport,
  source: string,
  { movements: words }: Pick<BotWording, 'movements'>,
  isTitleHidden: boolean,
): string | null {
  const changed = moved.first.flatMap(({ name, changes }) => {
    const shown = changes.filter(({ what }) => !(isTitleHidden && what === 'title'));
    return shown.length === 0 ? [] : [{ name, changes: shown }];
  });
  // Of those beyond the first it is not known what changed.
  const totalMoved = isTitleHidden && moved.total === moved.first.length ? changed.length : moved.total;
  const lines = [
    ...section(words.joined, joined.total, joined.first, ({ name, title }) =>
      title === null || isTitleHidden ? name : words.withTitle(name, title),
    ),
    ...section(words.moved, totalMoved, changed, ({ name, changes }) =>
      words.changes(
        name,
        changes.map(({ what, from, to }) => words.change[what](from, to)),
      ),
    ),
    ...section(words.left, left.total, left.first, ({ name, lastDay }) =>
      lastDay === null ? name : words.lastDay(name, lastDay),
    ),
  ];
  return lines.length === 0 ? null : inertText([words.heading(source), ...lines].join('\n'));

  function section<Item>(
    heading: (total: number) => string,
    total: number,
    first: readonly Item[],
    tell: (item: Item) => string,
  ): string[] {
    if (total === 0) return [];
    const shown = first.slice(0, named).map((item) => `- ${tell(item)}`);
    const rest = total - shown.length;
    return [heading(total), ...shown, ...(rest > 0 ? [`- ${words.more(rest)}`] : [])];
  }
}
