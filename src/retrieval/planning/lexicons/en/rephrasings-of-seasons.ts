import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const end = String.raw`(?=[\s?.!,]*$)`;
const seasons = [
  ['spring', 'March', 'May'],
  ['summer', 'June', 'August'],
  ['autumn', 'September', 'November'],
] as const;

/** Seasons, by their months in the north, at the end of a question: elsewhere they may belong to a name, "Spring Fair". */
export const rephrasingsOfSeasons: readonly Rephrasing[] = [
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
