import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const us = `(?:(?:in|at|with|for|by|of|part of) (?:us|company|(?:the|our|this) ${house}|our (?:place|house))|here|on board|around)`;
const being = '(?:is|are|was|were|has|have|does|do|did)';
const working =
  '(?:work(?:s|ed|ing)?|employed|serv(?:es|ing|ed)|stay(?:s|ing|ed)?|join(?:ed)?|start(?:ed)?|beg(?:i|a)n|be(?:en)?|is|are)';
const already = '(?:already|now|actually|exactly|by now|so far)';
const someone = String.raw`((?!(?:it|this|that|there|we|you|who|whom|which|what)\b)[^?,:;]{2,50}?)`;
const day =
  '(?:when|(?:what|which) (?:(?:exact|precise) )?(?:day|date|year|month|time)(?: (?:on|onwards?))?)';
const rank = '(?:longest|oldest|newest|latest|earliest)';
const which = `(?:${day}|how long)`;

/**
 * Since when somebody is here, and who is here longer, as it is said in the words of languages that have "since when" and "is here" where
 * English has "when" and "has been here".
 */
export const rephrasingsOfTenure: readonly Rephrasing[] = [
  say(String.raw`(?<=\S),? (?:at|in) our place${end}`, ' in our company'),
  // "Since when works Ana with us?", "from which day on is she here?"
  say(
    `^(?:and |but |so |also )?(?:since|from) ${day} (?:${being} )?(?:${working} )?${someone}(?: ${already})*(?: ${working})?(?: ${already})* ${us}(?: ${already})*${end}`,
    'when did $1 start',
  ),
  say(
    `^${someone} (?:${being} )?(?:${working} )?(?:${already} )?(?:${us} )?(?:since|from) ${day}(?: ${us})?(?: ${already})*${end}(?<=\\b(?:${working}|here|us|${house}|board)\\b[^?]*)`,
    'when did $1 start',
  ),
  // "How long works she already here?"
  say(
    `^(?![^?]* been )(?:and |but |so |also )?(?:for |since )?how long (?:${being} )?(?:${working} )?(?:already )?${someone}(?: ${already})*(?: ${working})?(?: ${already})* ${us}(?: ${already})*${end}`,
    'how long has $1 worked here',
  ),
  // The same of a team.
  say(
    `^(?:and |but |so |also )?since when (?:works?|is working|does|worked) ${someone} (?:work(?:ing)? )?(in|on) (?=[^?]{2,40}${end})`,
    'since when is $1 $2 ',
  ),
  say(
    `^(?:and |but |so |also )?(?:for |since )?how long (?:works?|is working|does|worked) ${someone} (?:already )?(?:work(?:ing)? )?(in|on) ([^?]{2,40}?)(?: ${already})*${end}`,
    'how long has $1 been $2 $3',
  ),
  // Of two.
  say(
    `\\b(who|which(?: one)?(?: of (?:them|the two))?|whoever)((?: of [^?,]{3,60}?)?) (?:(?:is|are|was|has been|have been|works|worked|has worked|is working) )+(?:already )?(?:for )?(?:the )?(longer|shorter)(?: time)? ${us}`,
    '$1$2 has been here $3',
  ),
  say(
    `\\b(who|which(?: one)?(?: of (?:them|the two))?)((?: of [^?,]{3,60}?)?) (?:(?:is|was|has been|works|worked|has worked|is working) )+${us} (?:already )?(?:for )?(?:the |a )?(longer|shorter)(?: time)?\\b`,
    '$1$2 has been here $3',
  ),
  // The day is told with the one who came first.
  say(
    `(?<=\\b(?:been here longer|started (?:earlier|first|before)|joined (?:earlier|first|before)|been here the longest|longest[- ]serving)\\b[^?]{0,80}),? and (?:since|from|on|in)? ?(?:${which})(?: (?:is|was|did) (?:that|it|he|she)(?: (?:start|join|here))?)?${end}`,
    '',
  ),
  // "… since the longest time"
  say(
    String.raw`\b(?:since|for|from) (?:the )?longest(?: (?:time|period|while))?(?=[\s?.!,]*$| (?:in|at|of|among|by)\b)`,
    'the longest',
  ),
  // The first few.
  say(
    String.raw`\btop (two|three|four|five|six|seven|eight|nine|ten|\d{1,2})(?: of)?(?: all)?(?: (?:the|our|these|those|my))? (?=(?:longest|oldest|newest|most senior|most recent|latest)\b)`,
    'the $1 ',
  ),
  say(
    String.raw`,? (?:(?:sorted|ordered|starting) )?(?:(?:with )?the )?${rank}(?: (?:serving|one|ones))? (?:first|on top|at the top)(?=[\s?.!]*$)(?<=\b${rank}\b[^?]{2,60}\b${rank}\b[^?]*)`,
    '',
  ),
];
