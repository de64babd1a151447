import { has } from './frame-words.ts';
import { entityItem } from './go-on.ts';
import type { CueName } from './lexicon.ts';
import type { PreviousQuestion } from './planner.ts';
import type { CueItem, QuestionItem } from './question-item.ts';
import type { SmallWord } from './small-words.ts';
import { spanOf } from './span-of.ts';
import { spokenOf } from './spoken-of.ts';

const denies: ReadonlySet<CueName> = new Set(['logic.not']);
const setsAside: ReadonlySet<SmallWord> = new Set(['setsAside']);

/** "Who has PLAT-7?", "what other open tasks does he have?": all but the one that was spoken of. */
export function besidesSpokenOf(
  items: readonly QuestionItem[],
  previous: PreviousQuestion | null,
): readonly QuestionItem[] {
  const at = items.findIndex((item) => has(item, 'logic.else'));
  const other = items[at];
  if (other === undefined || previous === null) return items;
  // "Who else has tasks?" asks for other people.
  const noun = items.slice(at + 1).find((item) => item.kind === 'cue' && !isDescribing(item));
  const isNamed = items.some((item) => item.kind === 'entity' && item.label === 'Task');
  if (!has(noun, 'noun.task') || isNamed) return items;
  const [task, another] = spokenOf(['Task'], previous)?.candidates ?? [];
  if (task === undefined || another !== undefined) return items;
  const besides: CueItem = { kind: 'cue', ...spanOf(other), cues: denies, says: setsAside };
  return [...items.toSpliced(at, 1), besides, { ...entityItem(task), ...spanOf(other) }];
}

/** "Other open tasks", "other tasks that are urgent". */
const isDescribing = (item: QuestionItem): boolean =>
  item.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('status.') || cue.startsWith('prop.'));
