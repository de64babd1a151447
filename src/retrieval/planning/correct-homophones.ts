import { pinyin } from 'pinyin-pro';
import { isHan, tokenize } from '../linking/tokenize.ts';
import type { CorrectedWord } from './correct-cue-words.ts';
import type { Lexicon } from './lexicon.ts';
import type { CueTable } from './tag-question.ts';

const shortest = 2;
const longest = 4;
const bySound = new WeakMap<Lexicon, ReadonlyMap<string, string>>();

/**
 * Chinese cue words that were written with other characters of the same sound, as whoever types by sound picks them (负则 for
 * 负责).
 *
 * @param places character offsets of characters that no table knows.
 */
export function correctHomophones(
  text: string,
  places: ReadonlySet<number>,
  { lexicon }: Pick<CueTable, 'lexicon'>,
): CorrectedWord[] {
  const tokens = tokenize(text);
  const edges = edgesOf(text);
  const corrected: CorrectedWord[] = [];
  for (let at = 0; at < tokens.length; at++) {
    for (let length = longest; length >= shortest; length--) {
      const span = tokens.slice(at, at + length);
      const [first, last] = [span[0], span.at(-1)];
      if (first === undefined || last === undefined || span.length < length) continue;
      const written = text.slice(first.start, last.end);
      if (!span.every(({ raw }) => isHan(raw)) || [...written].length !== length) continue;
      if (!span.some(({ start }) => places.has(start))) continue;
      // 放几天假: what begins within a word (几天) was not written for another.
      if (!edges.has(first.start) || !edges.has(last.end)) continue;
      const meant = soundsOf(lexicon).get(soundOf(written));
      if (meant === undefined || meant === written) continue;
      corrected.push({ start: first.start, end: last.end, written, meant, isEnding: false });
      at += length - 1;
      break;
    }
  }
  return corrected;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Where words begin or end, in characters. */
function edgesOf(text: string): ReadonlySet<number> {
  const segments = [...segmenter.segment(text)];
  return new Set(segments.flatMap(({ index, segment }) => [index, index + segment.length]));
}

const soundOf = (text: string): string => pinyin(text, { toneType: 'none', type: 'array' }).join(' ');

/** The cue words of a language by their sound; made when first needed, as it takes a while. */
function soundsOf(lexicon: Lexicon): ReadonlyMap<string, string> {
  const known = bySound.get(lexicon);
  if (known !== undefined) return known;
  const sounds = new Map<string, string>();
  for (const [cue, phrases] of Object.entries(lexicon.cues)) {
    if (cue === 'light') continue;
    for (const phrase of phrases) {
      const { length } = [...phrase];
      if (length >= shortest && length <= longest && [...phrase].every(isHan))
        sounds.set(soundOf(phrase), phrase);
    }
  }
  bySound.set(lexicon, sounds);
  return sounds;
}
