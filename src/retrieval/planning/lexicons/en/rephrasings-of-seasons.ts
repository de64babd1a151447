import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const end = String.raw`(?=[\s?.!,]*$)`;
const month = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const seasons = [
  ['spring', 'March', 'May'],
  ['summer', 'June', 'August'],
  ['autumn', 'September', 'November'],
] as const;

/** Seasons, by their months in the north, at the end of a question: elsewhere they may belong to a name, "Spring Fair". */
export const rephrasingsOfSeasons: readonly Rephrasing[] = [
  // "Since spring this year" is since the last one.
  say(String.raw`\b(spring|summer|autumn|winter) (?:of |in )?(?:this|the current) year${end}`, '$1'),
  ...seasons.flatMap(([season, first, last]) => [
    say(
      String.raw`\b(since|from) (?:the )?(?:(?:very )?(?:beginning|start) of )?${season} (?:of )?(20\d\d)(?: on| onwards?)?${end}`,
      `since ${first} $2`,
    ),
    say(
      String.raw`\b(?:in|during|over) (?:the )?${season} (?:of )?(20\d\d)${end}`,
      `between ${first} $1 and ${last} $1`,
    ),
  ]),
  // "From 1 August 2025 until the end of that year"
  say(
    String.raw`\b(?:from|between|since) ((?:the )?(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?${month}(?: \d{1,2}(?:st|nd|rd|th)?)?,? (20\d\d)|(20\d\d)-\d\d-\d\d),? (?:until|till|to|and|up to|through)(?: to)? (?:the )?(?:very )?(?:end|close|last day) of (?:that|the same|this same|the) year\b`,
    'from $1 until 31 December $2$3',
  ),
  ...seasons.flatMap(([season, first, last]) => [
    say(
      String.raw`\b(since|from) (?:the )?(?:(?:very )?(?:beginning|start) of )?(?:the |this |last )?${season}(?: on| onwards)?${end}`,
      `since ${first}`,
    ),
    say(
      String.raw`\b(by|until|till|before) (?:the )?(?:very )?(?:end|close) of (?:the |this )?${season}${end}`,
      `$1 the end of ${last}`,
    ),
    say(
      String.raw`\b(?:(?:in|during|over) (?:the |this |last )?|this |last )${season}${end}`,
      `between ${first} and ${last}`,
    ),
  ]),
  say(
    String.raw`\bsince (?:the )?(?:(?:very )?(?:beginning|start) of )?(?:the |this |last )?winter${end}`,
    'since December',
  ),
];
