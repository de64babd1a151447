import type { RelationshipType } from '../../../graph-schema/index.ts';
import { inertText } from '../../graph/inert-text.ts';
import { isHidden } from '../../graph/label-properties.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import type { MovementsReport } from './movements-report.ts';

/** People of each sort that are named. */
const named = 20;

/** What says the same as a change that is told. */
const types = {
  title: 'HELD',
  manager: 'REPORTS_TO',
  team: 'MEMBER_OF',
  lead: 'LEADS',
} as const satisfies Readonly<Record<string, RelationshipType>>;

/**
 * Who joined, moved and left, as far as all who read it may. Pure.
 *
 * @param viewer what every one of them may read. Where last days are kept from one, whoever has one is left out: their name alone
 *   would tell that it was told, before they may have been.
 * @returns null where nothing is left to tell.
 */
export function tellMovements(
  { joined, moved, left }: MovementsReport,
  source: string,
  { movements: words }: Pick<BotWording, 'movements'>,
  viewer: Viewer,
): string | null {
  const isTitleHidden = isHidden(viewer, 'Employee', 'title') || isHidden(viewer, 'Position', 'title');
  const isShown = (what: keyof typeof types): boolean =>
    viewer.hiddenTypes?.has(types[what]) !== true && !(isTitleHidden && what === 'title');
  const isLastDayHidden = isHidden(viewer, 'Employee', 'endDate');
  const gone = isLastDayHidden ? left.first.filter(({ lastDay }) => lastDay === null) : left.first;
  const changed = moved.first.flatMap(({ name, changes }) => {
    const shown = changes.filter(({ what }) => isShown(what));
    return shown.length === 0 ? [] : [{ name, changes: shown }];
  });
  // Of those beyond the first it is not known what changed.
  const isWhole = Object.keys(types).every((what) => isShown(what as keyof typeof types));
  const totalMoved = isWhole ? moved.total : changed.length;
  const lines = [
    ...section(words.joined, joined.total, joined.first, ({ name, title }) =>
      title === null || !isShown('title') ? name : words.withTitle(name, title),
    ),
    ...section(words.moved, totalMoved, changed, ({ name, changes }) =>
      words.changes(
        name,
        changes.map(({ what, from, to }) => words.change[what](from, to)),
      ),
    ),
    ...section(words.left, isLastDayHidden ? gone.length : left.total, gone, ({ name, lastDay }) =>
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
