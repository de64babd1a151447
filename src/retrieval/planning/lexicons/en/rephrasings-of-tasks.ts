import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const nobody = '(?:nobody|no one|no-one|noone|none of us)';
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const day = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;

/** Turns of phrase about what is to be done and by when, in the order in which they are looked for. */
export const rephrasingsOfTasks: readonly Rephrasing[] = [
  say(
    String.raw`\b(tasks?|tickets?|jobs|issues)(?: (?:(?:that|which) )?(?:are|is|remain|stay))? (?:still )?open (?:already )?(?:for |since )?(?:already )?(?=(?:over|more than|longer than|at least|above) (?:an? |\d+ |one |two |three |six )(?:day|week|month|quarter|year)s?\b)`,
    '$1 that have been open for ',
  ),
  // What is late.
  say(
    String.raw`\b(?:whose|where the|with an?|that have an?|having an?) (?:due dates?|deadlines?) (?:(?:has|have|is|are|was|were|that) )*(?:already |now )?(?:passed|expired|lapsed|gone(?: by)?|over|in the past|behind (?:us|it|them))(?=[\s?.!,]|$)`,
    'that are overdue',
  ),
  say(
    String.raw`^what (?:has|have|did) ([^?]{2,50}?) (?:let slip|missed|slipped on|fallen behind (?:on|with)|not (?:done|finished|delivered) (?:in|on) time)(?: (?:past|beyond) (?:its|the|their|his|her) (?:due dates?|deadlines?))?(?=[\s?.!]*$)`,
    'which tasks of $1 are overdue',
  ),
  say(
    String.raw`\b(?:is|are|(?:has|have) fallen|is running|are running) (?:behind|late|running behind|lagging) (?:with|on) (which|what) (tasks?|things?|work)(?=[\s?.!]*$)`,
    'has $1 overdue tasks',
  ),
  say(String.raw`\bwhat of (his|their)s?\b`, 'which of $1 tasks'),
  say(String.raw`\bwhat of (her|your|our)s\b`, 'which of $1 tasks'),
  say(String.raw`\bwhat of mine\b`, 'which of my tasks'),
  // What nobody has begun or been given.
  say(
    String.raw`\b(?:have|has)(?:n['’]?t| not) (?:yet )?been (?:picked up|taken(?: on)?|claimed|assigned|given|allocated)(?: yet)? (?:by|to) (?:anyone|anybody|someone|somebody)(?: yet)?(?=[\s?.!,]|$)`,
    'is unassigned',
  ),
  say(
    String.raw`\b(?:(?:that |which )?(?:is |are )?(?:with no|without|lacking|(?:has|have|got) no|(?:does|do)(?:n['’]?t| not) have|lacks?|missing)) (?:an? |any |its |their )?(?:assignee|owner)s?\b`,
    'without assignee',
  ),
  say(
    String.raw`\b(?:that |which )?${nobody} (?:has|have|['’]s) (?:yet |ever )?(?:started|begun|begun with|started on|touched|looked at)(?: on| with)?(?: it| them)?(?: yet| so far)?(?=[\s?.!,]|$)`,
    'that are todo',
  ),
  say(
    String.raw`\b(?:that|which) ${nobody}(?:['’]s| has| was| is)(?: yet)? (?:been )?(?:assigned|given|put on)(?: to)?(?: yet| so far)?(?=[\s?.!,]|$)`,
    'without assignee',
  ),
  say(String.raw`\bhow many things (?=(?:are|is|have|has)\b)`, 'how many tasks '),
  say(
    String.raw`,? (?:across|over|in|throughout|through) (?:all (?:the |our |of the )?(?:teams|departments|projects|sections|units|divisions)|everything|every (?:team|project|department)|the board)(?=[\s?.!]*$)`,
    '',
  ),
  // Days of which one of two has its month.
  say(
    String.raw`\b(between|from) (?:the )?${day} (and|to|until|till|through|-|–) (?:the )?${day} (?:of )?(${month})\b(,? \d{4}\b)?`,
    '$1 $2 $5$6 $3 $4 $5$6',
  ),
  say(
    String.raw`\b(between|from) (${month}) ${day} (and|to|until|till|through|-|–) (?:the )?${day}(?!\d)(,? \d{4}\b)?(?! (?:of )?${month})`,
    '$1 $2 $3$6 $4 $2 $5$6',
  ),
  say(
    String.raw`\b(?:in|during|within) the (?:week|period|time|days|fortnight|span|stretch) (?=(?:from|between) (?:the )?(?:\d|${month}))`,
    '',
  ),
];
