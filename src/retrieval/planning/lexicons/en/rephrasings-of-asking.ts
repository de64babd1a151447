import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

/** Who is asked to do so, or wants to. */
const begging =
  "(?:(?:could|can|would|will|might) (?:you|someone|somebody|anyone|anybody)(?: (?:please|kindly|quickly|just|maybe|possibly|perhaps|mind))*|please|pls|kindly|i(?:[’']d| would) (?:like|love|want|need) to|i (?:want|need|have|wish) to|help me(?: to)?|let me)";
const looking =
  '(?:check(?:ing)?|double-?check|verify(?:ing)?|looking up|finding out|telling (?:me|us)|confirm|look up|find out|see|say|tell(?: me| us)?|let me know|let us know|work out|figure out|know|learn|remind me)(?: (?:for me|please|quickly|again))*';
const wondering =
  "(?:(?:i|we) (?:wonder|was wondering|am wondering|were wondering)|(?:i[’']m |i am |just )?(?:wondering|curious)|(?:do|would) you (?:happen to )?know|does (?:anyone|anybody|someone) (?:happen to )?know|any idea|anyone know|is it known)";
const inquiring = `(?:(?:${begging},? )?${looking}|${begging}|${wondering}),?`;

/** What is said around a question, in the order in which it is looked for. */
export const rephrasingsOfAsking: readonly Rephrasing[] = [
  say(
    String.raw`^(?:my|our|the) [\p{L}-]{2,20}(?: [\p{L}-]{2,20})? (?:wants|want|needs|need|would like|asks|asked|is asking|keeps asking|has asked)(?: (?:me|us))?(?: (?:to (?:know|find out|check|see)|for this|about this))?\s*(?:[-–—:,]+|\s)\s*(?=(?:who|whom|whose|which|what|when|where|how (?:many|much|long|old))\b)`,
    '',
  ),
  say(String.raw`\bw/ ?(?=\p{L})(?!o\b)`, 'with '),
  say(
    `^(?:${inquiring}) (?:if|whether) (?:or not )?(?:there (?:is|are)|we have(?: got)?|we['’]ve got) `,
    'is there ',
  ),
  say(
    `^(?:${inquiring}) (?:if|whether) (?:or not )?(?=\\S)(?![^?]*[:–—-]\\s*(?:who|what|which|how|when|where)\\b)`,
    'is it true that ',
  ),
  say(
    `^(?:${inquiring}) (?=(?:(?:in|on|at|to|for|from|by|under|since|with) )?(?:who|whom|whose|which|what|when|where|how (?:many|much|long|old|far|often))\\b)`,
    '',
  ),
  // What was asked before is asked of something else.
  say(
    String.raw`^(?:and |ok(?:ay)?,? |now )?(?:the )?(?:exact )?(?:same|ditto|likewise)(?: (?:question|thing|query|info|again|here))*(?:,? (?:please|pls))?,? (?:but )?(?:for|about|with|of) ([^?.!]{2,60}?)(?:,? (?:please|pls|then))?(?=[\s?.!]*$)`,
    'what about $1',
  ),
  // "… is done, isn't it?"
  say(
    String.raw`^(?!who|which|what|when|where|how|is |are |has |have |does |do )([^?,]{3,60}? (?:is|are|was|were|has|have|reports|works|leads|heads|runs|manages|sits|lives|belongs|joined|started|wrote|reported|owns) [^?,]{3,60}?),? (?:right|correct|yes|true|no|true or false|is that (?:right|correct|true|so)|am i right|(?<!\b(?:who|whom|what|which|where|when|why|how) )(?:is|are|was|were|has|have|does|do|did)(?:n['’]?t| not)? (?:it|they|he|she)(?: not)?|or not|or)(?=\s*\?+\s*$)`,
    'is it true that $1',
  ),
  say(String.raw`,? (?:yes or no|y/n|true or false)(?=[\s?.!]*$)`, ''),
];
