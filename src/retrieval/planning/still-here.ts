import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/**
 * "Who has been an engineer the longest and is still here?": of people whom nobody names, those who have left are asked for by nobody, so that
 * the words say nothing more. Of whoever is named they ask whether that one has left.
 */
export function readStillHere(items: readonly QuestionItem[]): readonly QuestionItem[] {
  const isOfSomebody = items.some(
    (item) =>
      (item.kind === 'entity' && item.label === 'Employee') ||
      has(item, 'pron.person', 'pron.set', 'pron.asker'),
  );
  if (isOfSomebody) return items;
  return items.map(
    (item): QuestionItem =>
      item.kind === 'cue' && item.cues.has('prop.endDate') && says(item, 'stillHere')
        ? { ...item, cues: new Set<CueName>(['light']), says: new Set() }
        : item,
  );
}
