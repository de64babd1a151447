import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

const you =
  '(?:(?:could|can|would|will) you (?:(?:please|kindly|possibly|quickly|just) )*|please |pls |kindly )';
const check =
  '(?:check|confirm|verify|find out|look up|look|work out|figure out|clarify|see|tell me|let me know|make sure)';
const assume =
  "(?:i (?:think|believe|guess|heard|hear|assume|suppose|thought|understand|reckon)(?: that)?|(?:am i|are we) (?:right|correct)(?: in (?:thinking|saying|assuming))?(?: that)?|correct me if i(?:['’]m| am) wrong,?(?: but)?)";
/** Whatever turns what was said into a question, at its end. */
const agreed = String.raw`(?:,? (?:right|correct|yes|true|no|innit|(?:is|does|has|are|do|have|was)(?:n['’]?t| not) (?:he|she|it|they|that so)|(?:yes|true|right) or (?:no|false|wrong)))?(?=[\s?.!]*$)`;
const subject = String.raw`((?!(?:who|what|which|where|when|how|whose|is|are|does|do|did|has|have|there|if|whether)\b)[^?,]{2,60}?)`;

/** What somebody states, or wants to have checked, as the question that it is: "Ana is in Web, right?" */
const asQuestion = (opening: string, closing: string): Rephrasing[] => [
  say(
    `${opening}${subject} (?:sits?|serves?|works?|is working|is sitting) (?:in|on|with) (?:the )?(?=[^?]{2,60}?)([^?]{2,60}?)${closing}`,
    'is $1 in $2',
  ),
  say(`${opening}${subject} (is|are|was|were|has|have) ([^?]{2,100}?)${closing}`, '$2 $1 $3'),
  say(
    `${opening}${subject} (report|belong|lead|manage|head|run|answer|work)s ((?:to |for |under |at )?[^?]{2,60}?)${closing}`,
    'does $1 $2 $3',
  ),
];

/** What is said to have something looked up, and asks nothing by itself; before all others. */
export const rephrasingsOfInquiring: readonly Rephrasing[] = [
  // Letters behind an apostrophe are no words, and some titles are known by them.
  named(String.raw`\b([Ii])['’]m\b`, '$1 am'),
  named(String.raw`\b([Ww]e|[Tt]hey|[Yy]ou)['’]re\b`, '$1 are'),
  named(String.raw`\b([Ii]|[Ww]e|[Tt]hey|[Yy]ou)['’]ve\b`, '$1 have'),
  ...asQuestion(`^(?:${you})?${check}(?: for me)?(?: please)? (?:if|whether|that) `, agreed),
  ...asQuestion(
    '^(?:i wonder|i was wondering|i am wondering|wondering|do you know|any idea) (?:if|whether) ',
    agreed,
  ),
  ...asQuestion(`^${assume} `, agreed),
  say(
    String.raw`^${subject} (is|are|was|were) ([^?,]{2,60}),? (?:right|correct|yes|true|(?:is|are|was)(?:n['’]?t| not) (?:he|she|it|they|that so))(?=\s*\?)`,
    '$2 $1 $3',
  ),
  say(
    String.raw`^(?:would|might|could|should) ${subject} (?:actually |perhaps |maybe |possibly )?be (?=(?:in|on|with|at|part of|an? member|one of|the|leading|reporting|from|based|working)\b)`,
    'is $1 ',
  ),
  // Who is to look, and for whom.
  say(
    String.raw`^(?:${you}|i(?:['’]d| would) like you to )${check}(?: for me)?(?: please)?,? (?=(?:who|whom|to whom|which|what|when|where|whereabouts|how|whose|since when)\b)`,
    '',
  ),
  say(
    String.raw`^(?:${you})?(?:look up|check|find out|find|dig up|pull up|get me|get|send me|give me|show me|tell me) (?=(?:the )?[^?]{2,60}(?:['’]s|s['’]|\bof\b) ?[^?]{2,40}[\s?.!]*$)(?=(?:the |\p{Lu}))`,
    'what is ',
  ),
  say(
    `^name (?:me )?(?:all )?(?:those|everyone|everybody|the people|the ones|the colleagues) (?:who|that) `,
    'who ',
  ),
  say(
    `^(?:i(?:['’]d| would) like|i (?:need|want)|give me|list|show me) (?:the )?names of (?:all )?(?:those|everyone|everybody|the people|the ones|the colleagues) (?:who|that) `,
    'who ',
  ),
  say(String.raw`,? (?:yes or no|yes\/no|true or false)(?=[\s?.!]*$)`, ''),
  // An occasion for which it is asked.
  say(
    String.raw`^for (?:(?:my|our|his|her|their|the|an?|this|next|tomorrow['’]s|today['’]s|(?:mon|tues|wednes|thurs|fri)day['’]s) )?(?:(?:board|team|management|annual|yearly|monthly|quarterly|weekly|performance|staff|next|all-hands) )*(?:appraisal|review|reports?|meeting|minutes|newsletter|presentation|slides?|audit|budget|records?|handover|speech|planning|stand-?up|1:1|one-on-one|birthday card|card|intranet)(?:\s*[:,–-]+\s*|,? i(?:['’]d| would)? (?:need|want|like)(?: to (?:know|have|see))? |,? we need )(?=\S)`,
    '',
  ),
  // Typed in a hurry.
  named(
    String.raw`(?<=\p{L} )r (?=(?:there|overdue|late|open|blocked|done|in|on|the|we|unassigned|still|not)\b)`,
    'are ',
  ),
];
