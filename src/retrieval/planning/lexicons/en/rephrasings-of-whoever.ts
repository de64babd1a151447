import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

const someone = '(?:whoever|the (?:person|one|colleague|guy|woman|man) (?:who|that))';
const over = '(?:,| [-–—]|:)';
const task = String.raw`[a-z][a-z0-9]{0,12}-\d{1,6}`;
const boss = '(?:boss|manager|supervisor|lead|line manager)';

/** Turns of phrase about people who are told by what they do, in the order in which they are looked for. */
export const rephrasingsOfWhoever: readonly Rephrasing[] = [
  // What they did it to stands before them.
  say(
    `^([^?,]{3,60}?),? ${someone} (wrote|did|finished|completed|reported|opened|raised|approved|leads|runs) (?:it|that|this|that one)${over} `,
    'whoever $2 $1, ',
  ),
  say(
    String.raw`^${someone} ([^?,]{3,60}?)${over} who(?: is|['’]s) (?:his|her|their) (${boss})(?=[\s?.!]*$)`,
    'who is the $2 of the person who $1',
  ),
  say(
    String.raw`^${someone} ([^?,]{3,60}?)${over} who(?:m)? (?:does|do) (?:he|she|they) report to(?=[\s?.!]*$)`,
    'who is the manager of the person who $1',
  ),
  say(
    String.raw`^${someone} ([^?,]{3,60}?)${over} what(?: is|['’]s) (?:his|her|their) ([\p{L}-]{3,12}(?: [\p{L}-]{3,12})?)(?=[\s?.!]*$)`,
    'what is the $2 of the person who $1',
  ),
  say(
    String.raw`^${someone} ([^?,]{3,60}?)${over} (which|what) team (?:is|are) (?:he|she|they) (?:in|on|part of)(?=[\s?.!]*$)`,
    'which team is the person who $1 in',
  ),
  named(
    String.raw`\bthe (?:person|colleague|one|guy|man|woman) (?:who is |who['’]s |that is )?(?:assigned to|doing|working on) (?=[A-Z][A-Z0-9]*-\d)`,
    'the assignee of ',
  ),
  // What somebody's manager has, of whoever has a task.
  say(
    String.raw`\b(?:the )?(e-?mail(?: address)?|mail address|(?:job )?title|position|start date|location|office|name) of (?:the )?(?:${boss}) of (?:the )?(?:assignee of|owner of|(?:person|one|colleague|guy)(?: who| that)?(?: is|['’]s)? (?:has|on|with|doing|handling|working on|assigned to|responsible for)) (${task})(?=[\s,?.!]|$)`,
    "$2's assignee's manager's $1",
  ),
  // What one task waits for is another.
  say(
    String.raw`\b(on|owns?|has|have|does|do|doing|handles|handling|for|of|behind) (?:what(?:ever)?|the (?:thing|one|stuff|work|task|ticket)(?: that| which)?) (?=(?:${task}|it) (?:waits?|is waiting|depends?|is (?:blocked|held up|stuck)) )`,
    '$1 the task that ',
  ),
  say(
    String.raw`\b(on|owns?|has|have|does|do|doing|handles|handling|for|of|behind) (?:what(?:ever)?|the (?:thing|one|stuff|work)(?: that| which)?) (?=(?:blocks|is blocking|holds up|is holding up) (?:${task}|it)\b)`,
    '$1 the task that ',
  ),
  say(String.raw`\b(of|to|by|for|from) whoever (?=\p{L}{2,})(?!is\b|['’])`, '$1 the person who '),
];
