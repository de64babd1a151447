import { opensAsking } from './asking-words.ts';
import { asksWhatBlocks } from './list-fields.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';

/** "How many people are in Web and who leads it?" One query would answer half of it, or something else. */
export function asksTwice(frame: Frame): boolean {
  if (frame.ask === 'groups') return false;
  const opening = frame.cues.filter(({ item }) => opensAsking(item));
  const [first] = opening;
  // One pass over the words: a text of one word over and over is all openings.
  const wordAt = new Map(frame.cues.map(({ at, item }) => [at, item]));
  return opening.some(({ at }) => {
    if (first === undefined || first.at >= at) return false;
    const isLed = says(wordAt.get(at - 1), 'by', 'of', 'preposition');
    if (wordAt.get(at - (isLed ? 2 : 1))?.cues.has('logic.and') !== true) return false;
    return !(isLed && asksWhatBlocks(frame));
  });
}
