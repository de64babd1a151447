import type { NameCandidate } from '../linking/name-index.ts';
import type { CueItem, EntityItem } from './question-item.ts';
import { says } from './says.ts';
import { spanOf } from './span-of.ts';

/** Whoever asks, in place of the word that says so: what follows "my" is theirs. */
export function askerItem(item: CueItem, asker: NameCandidate): EntityItem {
  const owns = says(item, 'my') || item.possessive === true;
  return {
    kind: 'entity',
    ...spanOf(item),
    ...(owns ? { possessive: true } : {}),
    label: 'Employee',
    candidates: [asker],
  };
}
