import type { CueName } from './lexicon.ts';
import type { EntityItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';

/** "Who is Ana Silva?": nothing but a name and words that ask about it. */
export function askedProfile(frame: Frame): EntityItem | null {
  const [only, another] = frame.entities;
  if (only === undefined || another !== undefined || leftover(frame)) return null;
  if (frame.topics.length + frame.times.length + frame.values.length + frame.numbers.length > 0) return null;
  // "Whom do we know at Acme?" asks for people, "who is at Acme" likewise.
  const asksWhom = frame.cues.some(({ item }) => item.cues.has('ask.who'));
  if (asksWhom && only.item.label !== 'Employee') return null;
  return only.item;
}

/** Words that ask for something the profile of a name would not answer. */
export function leftover(frame: Frame): boolean {
  const harmless: readonly CueName[] = [
    'light',
    'ask.profile',
    'ask.who',
    'ask.what',
    'pron.thing',
    'pron.person',
    'ask.yesNo',
    'logic.and',
  ];
  return frame.cues.some(({ item, at }) => {
    if (harmless.some((cue) => item.cues.has(cue))) return false;
    return !(at === 0 && item.cues.has('ask.list') && !item.cues.has('noun.task'));
  });
}
