import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const period = String.raw`(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: (?:19|20)\d\d)?|(?:19|20)\d\d|(?:this|last) (?:year|quarter|month|week))`;
const nobody = '(?:nobody|no[- ]one|none of us)';

/** From when to when, in words that another says more plainly. */
export const rephrasingsOfSpans: readonly Rephrasing[] = [
  say(String.raw`\bbetween (?:right )?now and (?=\S)`, 'between today and '),
  say(String.raw`\bfrom (?:right )?now (?:on )?(?:until|till|up to|to|through) (?=\S)`, 'from today until '),
  say(String.raw`\b(since|before) the (?:very )?(?:start|beginning) of (${period})(?=[\s?.!,]|$)`, '$1 $2'),
  say(
    String.raw`\b(who|that) (?:was|were) already (?:here|with us|around|working here|in the company|on board) before (?=\S)`,
    '$1 started before ',
  ),
  // What nobody has done yet.
  say(
    String.raw`\b(?:that|which) ${nobody} (?:has|have) (?:yet )?(?:closed|finished|completed|done|resolved)(?: off)?(?: yet| so far)?(?=[\s?.!,]*$)`,
    'that is not done',
  ),
  // Which of them.
  say(
    String.raw`^of (?:all )?(?:the|our) (?:two |three|four|five|six|\d+)?\s*([\p{L}-]+?)s?, which (?:one )?(?=\S)`,
    'which $1 ',
  ),
  say(String.raw`^(which (?:of (?:the|our) )?\p{L}+) employs the (most|fewest) (?=\S)`, '$1 has the $2 '),
  say(
    String.raw`^(?:(?:find|show|give|list)(?: me)? )?(?:all )?(?:of )?(?:the |our )?team lead(?:s|ers)? (?:who|that) (?!leads?\b)`,
    'which people who lead a team ',
  ),
  say(
    String.raw`^(?:all )?(?:the )?(teams?|groups?|departments?|squads?) (?:that|which|of which) ([^?,]{2,40}?) (?:is|was) (?:a )?(?:member|part)(?: of)?(?=[\s?.!]*$)`,
    'which $1 is $2 a member of',
  ),
];
