import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

/** Whoever is spoken of by a name or a short description, with the ending of what is theirs. */
export const whose = String.raw`(my|our|[\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}(?:'s|’s|s'|’)|(?:the )?[\p{L} ]{2,30}? team(?:'s|’s))`;
/** Where somebody has what is to be done. */
export const place = `(?:plate|list|to-?do list|todo list|desk|agenda|backlog|to-?dos?)`;

/** Turns of phrase about what somebody has to do, in the order in which they are looked for. */
export const rephrasingsOfDuties: readonly Rephrasing[] = [
  say(
    String.raw`\bwhat (?:all )?(?:does|do|has|have) ([\p{Lu}\p{Script=Han}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}) (?:still |currently |now )?(?:have |got )?(?:left )?on (?:his|her|their) ${place}\b`,
    'what are the open tasks of $1',
  ),
  say(
    String.raw`\b(?:what(?:['’]?s| is| are| do i have| have i got)?(?: left| all)?|anything|everything|is there anything|do i have anything)(?: that is)?(?: still| currently| left| open| now)* on ${whose} ${place}\b(?!.*\b(?:state|status)\b)`,
    'what are $1 open tasks',
  ),
  say(
    String.raw`\bwhat(?: all)? (?:am i|i['’]?m|i am) (?:supposed|meant|expected) to (?:be )?(?:working on|doing|work on|do)\b`,
    'what are my open tasks',
  ),
  say(
    String.raw`\b(?:what|which|anything|everything)(?:['’]?s| is| are| that is)?(?: tasks?)?(?: still)? (open|overdue|blocked|unfinished|late|stuck) (?:for|with|on|at) me\b`,
    'which of my tasks are $1',
  ),
  say(
    String.raw`\b(?:what|which|anything|everything)(?:['’]?s| is| are| that is)?(?: tasks?)?(?: still)? (?:outstanding|pending|left|to do|undone) (?:for|with|on|at) me\b`,
    'which of my tasks are open',
  ),
  say(
    String.raw`\bwhat (?:is|are) ((?:my|our|the) (?:[\p{L}-]+ )?team|[\p{Lu}][\p{L}'’.-]*?(?: [\p{Lu}][\p{L}'’.-]*?){0,2}(?:'s|’s|(?<=s)['’]) team|team [\p{L}-]+|the [\p{L}-]+ (?:people|folks|group)) (?:currently |now )?(?:working on|busy with|doing|up to)\b`,
    'what are the open tasks of $1',
  ),
  say(
    String.raw`\bwho(?:['’]s| is| has)? (?:the )?(?:busiest|most loaded|most busy)(?: person| one| colleague| employee| member)?\b`,
    'who has the most open tasks',
  ),
  say(
    String.raw`\b(has|have|having|got) the (most|least|fewest) (?:work )?(?:on (?:their|his|her) (?:plate|desk|list)|to do|open work)\b`,
    '$1 the $2 open tasks',
  ),
  say(
    String.raw`\b(?:is|are) (?:anyone|anybody|somebody|someone) (in|on|from|of) (.+?) (?:free|idle|available|not busy)\b`,
    'who $1 $2 has no open tasks',
  ),
  say(
    String.raw`\b(?:what(?:['’]?s| is| are| do we have| comes)?|anything|everything|which tasks are|what tasks are) due (.+?) (?:for|from|by|of|in) ((?:the |my |our |everyone |everybody |all |people ).+?)(?=[?.!]*$)`,
    'tasks due $1 of $2',
  ),
  say(
    String.raw`\bwhat (?:do|must|should) i (?:have to |need to |got to |still have to )?(?:finish|complete|hand in|deliver|get done|wrap up|close) (today|tomorrow|this \w+|next \w+|by \w+|before \w+|until \w+)`,
    'which of my open tasks are due $1',
  ),
  say(
    String.raw`\b(?:what(?:['’]s| is) (?:due next|coming up|up next)(?: for me)?|what(?:['’]s| is) my (?:next|nearest) (?:deadline|due date|task)|when(?:['’]s| is) my (?:next|nearest) (?:deadline|due date)|what do i have (?:due|coming up) next)(?=[\s?.!]*$)`,
    'which of my open tasks is due first',
  ),
  say(
    String.raw`\bwho(?:['’]s| is| are)? (?:out of work|idle|unoccupied|without work) (in|on) `,
    'who has no open tasks $1 ',
  ),
  say(
    String.raw`\bwho (?:has|have|has got) (?:the most )?(?:capacity|room|time|space)(?: (?:for|left)[^?]*?)? (in|on) (?=(?:the )?[\p{L}]+(?: team)?[\s?.!]*$)`,
    'who has the fewest open tasks $1 ',
  ),
  say(
    String.raw`\bwho (?:could|can|might) take (?:on )?(?:another|one more|more|an extra) (?:tasks?|work|tickets?) (in|on) `,
    'who has the fewest open tasks $1 ',
  ),
  say(
    String.raw`\b(?:blocked|held up|stopped) by (?:another|some other|any other|an other|other) (?:tasks?|tickets?|issues?|one)\b`,
    'blocked by a task',
  ),
  say(
    String.raw`\bhow(?:['’]s| is| are) (?!it\b|things|everything|life|you|your\b)(.+?) (?:going|doing|looking|coming along|coming on|progressing)\b`,
    'what is the status of $1',
  ),
  say(String.raw`\bwhat(?: has|['’]s) been open (?:for )?(?:the )?longest\b`, 'what is the oldest open task'),
  say(
    String.raw`\bwhen did i (?:finish|complete|close|wrap up|get done with) (the .+?)(?=[?.!]*$)`,
    'when was $1 finished',
  ),

  say(
    String.raw`\b(?:has|have|with|having) (?:an?|any|some|one) (?:task|ticket|issue)s? (?:that|which) (?:is|are) (blocked|overdue|open|late|stuck|unfinished|done)(?: by a task\b(?! (?:that|which|of|by|in|assigned|owned)))?\b`,
    'has $1 tasks',
  ),
  say(
    String.raw`\b(tasks?|tickets?|issues?) (?:that |which )?(?:is|are) blocked by a task\b(?! (?:that|which|of|by|in|assigned|owned))`,
    'blocked $1',
  ),
  say(
    String.raw`\bwhich of (my|[\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}(?:'s|’s)) (direct reports|reports|people|subordinates) (?:has|have)\b`,
    'who of $1 $2 has',
  ),
  say(String.raw`\b(who|which) (?:among|amongst|out of|within) (?=my\b|our\b|the people\b)`, '$1 of '),
  say(String.raw`\bwhich of the ([\p{L}]+) teams\b`, 'which $1 team'),

  say(
    String.raw`\b(?:have not|haven['’]?t|has not|hasn['’]?t|are not|aren['’]?t|were not|weren['’]?t|was not|not)(?: been)?(?: yet)? (?:started|begun|picked up)(?: yet)?\b`,
    'are to do',
  ),
  say(String.raw`\beach of my (?:direct )?reports\b`, 'each person who reports to me'),
  say(
    String.raw`\b(tasks?|tickets?|issues?)(?: that| which)? i(?: have|['’]ve)? (?:opened|created|raised|reported|filed|requested|submitted)\b`,
    '$1 reported by me',
  ),
  say(
    String.raw`\b(?:that|which) (?:(?:are|is) (?:still )?not|aren['’]t|isn['’]t|are neither) (?:yet )?(?:done|finished|complete|completed|closed|resolved)(?:,? (?:or|nor|and not) (?:yet )?(?:cancell?ed|abandoned|dropped|called off))?(?: yet)?\b`,
    'that are open',
  ),
  say(String.raw`\bdirectly (blocked|blocking|blocks)\b`, '$1'),
  say(String.raw`\b(?:is|are) due (?:the )?(?:soonest|earliest)\b`, 'is due first'),
  say(String.raw`\bwho asked for ([A-Z][A-Z0-9]*-\d+)`, 'who requested $1'),

  say(
    String.raw`\b(what (?:do|does) .+? do),? (?:at|for|in|around) (?:our|the|this|your) (?:company|organi[sz]ation|firm|business|place|office|shop)(?=[\s?.!]*$)`,
    '$1',
  ),
  say(String.raw`\b(which|what) of our (?=\p{L}+s\b)`, '$1 '),
  say(
    String.raw`,? (?:counting|including|incl\.?|with) (?:everyone|everybody|all|all those|all (?:the )?people|all (?:the )?levels|indirect (?:ones|reports)|the indirect (?:ones|reports))(?: (?:who is|who are|that is|that are))?(?: (?:below|under|beneath|underneath|down) (?:him|her|them|me|that|it|there))?(?=[\s?.!]*$)`,
    ', directly or indirectly',
  ),

  say(
    String.raw`\bwhen did (.+?) (?:move|switch|transfer|change|go|get moved|come)(?: over| across)? (?:to|into|onto) (?=(?:the )?[\p{L} &-]{2,30}?(?: team| group| department)?[\s?.!]*$)`,
    'when did $1 join ',
  ),
  say(
    String.raw`^(?:of|among|amongst|out of|from) (?:all )?(the (?:[\p{L}-]+ )?(?:teams?|projects?|offices?|tasks?|pages?)\b[^,?]{0,60}?), (which)(?: one| ones| of them)? (?=has|have|is|are|does|do|leads|owns)`,
    '$2 of $1 ',
  ),
  say(
    String.raw`\b(?:the )?names? of (?:all )?(?:the |our )?(?=people|members|colleagues|employees|persons|staff)`,
    'list ',
  ),
  say(
    String.raw`\bwho(?:['’]s| is| are) new(?: here| with us| at the company)?(?:, (?:i mean|as in|i\.?e\.?|meaning|so)?:? ?)(?:who |those who )?(?=started|joined|hired|came)`,
    'who ',
  ),
  say(
    String.raw`\b(?:the )?(?:average|mean|typical) (?:size|headcount) of (?:a |an |our |the |all )?(team|project|department|group)s?\b`,
    'the average number of people per $1',
  ),
  say(
    String.raw`\b(?:the )?(?:average|mean|typical) (team|department|group) (?:size|headcount)\b`,
    'the average number of people per $1',
  ),
  say(
    String.raw`\bhow many (?:(?:management|reporting|hierarchy) )?(?:layers|levels|steps|hops|managers|people)(?: of (?:management|hierarchy))? (?:(?:are|is|lie|sit|stand|do i have|have i got)(?: there)? )?between\b`,
    'how many people are between',
  ),
  say(
    String.raw`\b(?:what(?:['’]s| is) the )?(?:average|mean) age of (?:all )?(?:the |our )?(open|unfinished|blocked|overdue) (tasks?|tickets?|issues?)\b`,
    'how long have $1 tasks been open on average',
  ),
  say(
    String.raw`\bhow old (?:are|is) (?:our |the |all )?(open|unfinished|blocked|overdue) (tasks?|tickets?|issues?) on average\b`,
    'how long have $1 tasks been open on average',
  ),
  say(
    String.raw`\bwho (?:is|are|['’]s) (?:the |our )?(?:top|big|biggest|highest|overall|ultimate|head|very top) (?:boss|manager|chief|honcho|dog)(?: (?:here|of (?:the |our )?(?:whole )?(?:company|organi[sz]ation|firm|place)))?(?=[\s?.!]*$)`,
    'who has direct reports and no manager',
  ),
  say(
    String.raw`\bwho (?:is at the (?:very )?top(?: of (?:the |our )?(?:company|organi[sz]ation|org chart|hierarchy))?|runs the (?:whole )?(?:company|show|place|organi[sz]ation|firm)|is in charge of (?:everything|the (?:whole )?company))(?=[\s?.!]*$)`,
    'who has direct reports and no manager',
  ),
  say(
    String.raw`^what(?: has|['’]s)? changed (this|last|in the last|since|yesterday|today)\b`,
    'what changed in the org $1',
  ),
  say(
    String.raw`\bwhat(?:['’]s| is) ([A-Z][A-Z0-9]*-\d+) (?:about|for|all about)(?=[\s?.!]*$)`,
    'what is $1',
  ),
  say(
    String.raw`^(?:(?:can|could) you )?(?:please )?(?:give|show|get)(?: me| us)? (?:a |an |the )?(?:quick |short |brief )?(?:overview|summary|picture|rundown|run-down) (?:of|on|over|for) (?=\p{Lu})`,
    'tell me about ',
  ),
  say(
    String.raw`\b(?:reports?|reporting) to (?:nobody|no[ -]?one|no one else|nobody else)\b`,
    'has no manager',
  ),
  say(
    String.raw`\b(?:the )?(?:person|colleague|one|guy|employee|individual) (?:who|that) (?:wrote|authored|has written|had written) `,
    'the author of ',
  ),
  say(
    String.raw`\b(who (?:wrote|has written|authored|owns) (?:the|a|our) (?:page|article|document|guide|doc)) on (?=\p{L})`,
    '$1 about ',
  ),
  say(
    String.raw`\bbetween christmas(?: day)? and (?:the )?new year(?:['’]?s(?: day| eve)?)?\b`,
    'between 25 December and 31 December',
  ),
  say(String.raw`\b(before|by|until|till|after|since|on) christmas(?: day)?\b`, '$1 25 December'),
  say(String.raw`\b(before|by|until|till) (?:the )?new year(?:['’]s(?: eve)?)?\b`, '$1 31 December'),
];
