import { opensAsking } from './asking-words.ts';
import { asksWhatBlocks } from './list-fields.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';

/** "How many people are in Web and who leads it?" One query would answer half of it, or something else. */
export function asksTwice(frame: Frame): boolean {
  if (frame.ask === 'groups') return false;
  return frame.cues.some(({ item, at }) => {
    const by = frame.cues.find((one) => one.at === at - 1 && says(one.item, 'by', 'of', 'preposition'));
    const joint = frame.cues.some(
      (one) => one.at === at - (by === undefined ? 1 : 2) && one.item.cues.has('logic.and'),
    );
    if (by !== undefined && asksWhatBlocks(frame)) return false;
    const earlier = frame.cues.some((one) => one.at < at && opensAsking(one.item));
    return joint && earlier && opensAsking(item);
  });
}
