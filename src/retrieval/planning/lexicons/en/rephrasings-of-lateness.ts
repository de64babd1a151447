import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const key = String.raw`(?:task |ticket |issue )?[a-z][a-z0-9]{0,12}-\d{1,6}`;
const deadline = '(?:deadline|due date|due day|target date|planned (?:date|end))';
const over = '(?:after|past|behind|beyond|before|ahead of)';
const done =
  '(?:finished|completed?|done|closed|resolved|delivered|ready|wrapped up|handed in|over the line)';
const late = '(?:overdue|late|past due|past (?:its|their|the) (?:deadline|due date))';
const since =
  '(?:since when|since (?:what|which) (?:date|day)|from when|when was (?:it|that) due|what was (?:its|the) due date)';
const item = '(?:task|ticket|issue|item|one|thing)';

/** Turns of phrase about what is late, since when and by how much, in the order in which they are looked for. */
export const rephrasingsOfLateness: readonly Rephrasing[] = [
  // By how much one was.
  say(
    `^(?:by )?how (?:many (?:days|weeks)|long|far|much) (?:late )?${over} (?:its|the|their) ${deadline} (?:was|were|did|has|is) (${key}|[^?,]{3,80}?) (?:been |get |got |become )?(?:finally )?${done}${end}`,
    'how many days was $1 late',
  ),
  say(
    `^(?:by )?how (?:many (?:days|weeks)|long|far|much) ${over} (?:its|the|their) ${deadline} (?:was|is|were) (${key})${end}`,
    'how many days was $1 late',
  ),
  say(
    `^how (?:many days )?(?:too )?(?:late|early) (?:was|did|were) (${key}) (?:been |get |got |become )?(?:finally )?${done}${end}`,
    'how many days was $1 late',
  ),
  say(
    `^(?:was|did|is|has) (${key}) (?:been |get )?${done} (?:too )?(?:late|after (?:its|the) ${deadline}|past (?:its|the) ${deadline}),? (?:and )?(?:if so,? )?by how (?:much|many days|long)${end}`,
    'how many days was $1 late',
  ),
  say(
    `^by how (?:many (?:days|weeks)|much|long) did (?:we|they|you|[^?,]{2,40}?) (?:miss|overshoot|exceed|overrun|beat) the ${deadline} (?:on|of|for|with) (${key})${end}`,
    'how many days was $1 late',
  ),
  say(
    `^(?:by )?how (?:far|much|many days) (?:ahead of|behind|before|after) schedule (?:was|is|did|were) (${key})(?: (?:been |get |got )?${done})?${end}`,
    'how many days was $1 late',
  ),
  say(
    `^how (?:long|many (?:days|weeks|months)) ago (?:was|did) (${key}) (?:been )?(?:opened|created|raised|logged|filed|reported|started|added)${end}`,
    'when was $1 created',
  ),
  // Whether we are.
  say(
    `^(?:are|were) we (?:already |now |currently |still |running |getting )*(?:late|behind|overdue|past the ${deadline}) (?:with|on|for) (?=[^?]{0,80}\\b${key}\\b)(?:the (?:task|ticket) )?([^?]{2,90}?)(?: (?:already|now|yet|or not))?${end}`,
    'is $1 overdue',
  ),
  // Which has been so the longest.
  say(
    `^(?:out )?of (?:(?:everything|all|anything) (?:that is |that['’]s |which is )?(?:currently |now |already )?${late}|(?:all )?(?:the |our )?(?:tasks|tickets|issues|items|things) (?:that are |which are )?(?:currently |now |already )?${late}|(?:all )?(?:the |our )?${late} (?:tasks|tickets|issues|items|ones)),? (?:what|which)(?: ${item})? (?:has|is|have) (?:been )?(?:${late} )?(?:for )?(?:the )?longest`,
    'which open task has been overdue the longest',
  ),
  say(
    `^(?:what|which)(?: is|['’]s)? (?:the )?(?:most overdue|longest overdue) (?:open )?${item}`,
    'which open task has been overdue the longest',
  ),
  say(`(?<=\\boverdue (?:for )?the longest),? (?:and )?${since}${end}`, ''),
  // Whose it is to do.
  say(
    String.raw`\bwho(?:['’]s| is|m is)? (?:supposed|meant|expected|scheduled|down|booked|due|set) to (?:be )?(?:doing|do|working on|work on|handling|handle|taking care of|take care of|finishing|finish|dealing with|deal with) (?=\S)`,
    'who is assigned to ',
  ),
  // Who put it there, and when.
  say(
    `^who (?:opened|created|raised|logged|filed|reported|submitted|entered|added|put in|set up) (${key}),? (?:and )?(?:when|(?:on )?(?:what|which) (?:day|date)|what date|how long ago)(?: (?:was (?:it|that)|did (?:s?he|they)(?: do (?:it|that|so))?))?${end}`,
    'who reported $1 and when was it created',
  ),
  say(
    `^(?:when|(?:on )?(?:what|which) (?:day|date)) was (${key}) (?:opened|created|raised|logged|filed|reported|submitted|entered|added|put in|set up),? and (?:by whom|by who|who by|by which (?:person|colleague))${end}`,
    'when was $1 created and who reported it',
  ),
];
