import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const us = '(?: us| here| the company| the organi[sz]ation| for good)?';

/** Turns of phrase about those who go, after what the house is called was said plainly. */
export const rephrasingsOfLeaving: readonly Rephrasing[] = [
  say(
    String.raw`^(?:(?:on )?(?:what|which) (?:day|date)|when) (?:does|do|did|will|is|was|has|had) ([^?]{2,40}?) (?:(?:going|due|supposed|about|planning) to )?(?:leave|leaving|left|go|be leaving|depart|quit|resign|retire)${us}(?=[\s?.!]*$)`,
    'what is the last day of $1',
  ),
  say(
    String.raw`^(who(?: all| else)?|which [\p{L}]+|how many [\p{L}]+)(?: of (?:us|our people))?(?: will| shall| (?:is|are) (?:going|due|about|set|planning|scheduled|supposed) to) (?:be leaving|leave|depart|go|quit|retire)${us}(?=[\s?.!]*$| (?:in|this|next|soon|by|before|until|at|within|after|between|on|during|shortly)\b)`,
    '$1 is leaving the company',
  ),
  say(
    String.raw`^(?:is|are) (?:there )?(any|some)(?:one|body)(?: else| of us)? leaving${us}(?=[\s?.!]*$| (?:in|this|next|soon|by|before|until|at|within|after|between|on|during|shortly)\b)`,
    'is $1body leaving the company',
  ),
  say(
    String.raw`^(who) leaves${us}(?=[\s?.!]*$| (?:in|this|next|soon|by|before|until|at|within|after|between|on|during|shortly)\b)`,
    '$1 is leaving the company',
  ),
  say(
    String.raw`\b(is|are) leaving${us} (?:soon|shortly|any time soon|in the near future|in the future|next)(?=[\s?.!]*$)`,
    '$1 leaving the company',
  ),
  say(
    String.raw`\bleaving the company (?:soon|shortly|any time soon|in the near future)(?=[\s?.!]*$)`,
    'leaving the company',
  ),
  say(
    String.raw`^how many (?=(?:have |has )?(?:joined|started|left|quit)(?: (?:the company|us|here))?(?:[\s?.!]*$| (?:in|this|last|since|during|between|after|before)\b))`,
    'how many people ',
  ),
];
