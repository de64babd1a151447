import type { Movement, Movements } from './sync-report.ts';

/** People of each sort that are written out. */
const shown = 20;

/** Who joined, moved and left, for an administrator. */
export function formatMovements({ joined, moved, left }: Movements): string {
  return [
    ...section('Joined', joined, ({ name, title }) => (title === null ? name : `${name}, ${title}`)),
    ...section('Moved', moved, ({ name, changes }) => `${name}: ${changes.map(tellChange).join('; ')}`),
    ...section('Left', left, ({ name, lastDay }) =>
      lastDay === null ? name : `${name}, last day ${lastDay}`,
    ),
  ].join('\n');
}

function section<Item>(
  heading: string,
  { total, first }: { readonly total: number; readonly first: readonly Item[] },
  tell: (item: Item) => string,
): string[] {
  if (total === 0) return [];
  const lines = first.slice(0, shown).map((item) => `  ${tell(item)}`);
  return [
    `${heading}: ${total}`,
    ...lines,
    ...(total > lines.length ? [`  and ${total - lines.length} more`] : []),
  ];
}

function tellChange({ what, from, to }: Movement): string {
  if (from.length === 0) return `${what} ${to.join(', ')}`;
  if (to.length === 0) return `${what} ${from.join(', ')} no longer`;
  return `${what} ${from.join(', ')} → ${to.join(', ')}`;
}
