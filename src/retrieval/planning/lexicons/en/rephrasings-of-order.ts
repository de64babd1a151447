import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { named, say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const key = String.raw`([A-Z][A-Z0-9]*-\d+)`;
const team = '(?:team|department|group|unit|section|division|part|area|branch|squad|crew|committee)';
const place = '(?:building|site|office|location|place|city|town|country|branch|floor|room)';
const somebody = String.raw`((?!(?:who|whom|whose|what|which|when|where|how|is|are|was|were|does|do|did|has|have|can|could|list|show|give|tell|name)\b)[^?,:;]{2,50}?)`;
const boss = '(?:boss|head|lead|leader|manager|chief|director|supervisor)';

/** Those of which every year has the same last day. */
const months: (readonly [string, number])[] = [
  ...'January March May July August October December'.split(' ').map((month) => [month, 31] as const),
  ...'April June September November'.split(' ').map((month) => [month, 30] as const),
];

/** Sentences whose word that asks stands last, or behind what they are about, in the order in which they are looked for. */
export const rephrasingsOfOrder: readonly Rephrasing[] = [
  // Drawn together with the verb: "when'd she start", "where'd it go".
  named(
    String.raw`\b([Ww]hen|[Ww]here|[Hh]ow|[Ww]hy)['’]d (?=(?:s?he|they|it|you|we|i|the|our)\b|\p{Lu})`,
    '$1 did ',
  ),
  // "Donal works out of which building?"
  say(
    `^${somebody} (?:is |are )?(?:currently |now |normally |usually )?(?:works?|working|sits?|sitting|based|located|stationed|lives?|living|found|to be found)?,? ?(?:in|at|out of|from) (?:which|what) ${place}(?:[/ ](?:or )?${place})*${end}`,
    'where is $1 based',
  ),
  say(
    `^${somebody} (?:works?|sits?|lives?|is (?:based|located|stationed|sitting|working)) where${end}`,
    'where is $1 based',
  ),
  say(
    `^${somebody} (?:is|was) (?:the |a )?${boss} (?:of|for|in|over) (?:which|what) ${team}s?${end}`,
    'which team does $1 lead',
  ),
  say(
    `^${somebody} (?:leads|heads|runs|manages|oversees|is (?:leading|heading|running|in charge of|responsible for|at the head of)) (?:which|what) ${team}s?${end}`,
    'which team does $1 lead',
  ),
  say(
    `^(?:which|what) ${team}s?(?: of (?:the|our|this) (?:company|${house}))? (?:is|are|falls?|comes?|stands?|sits?|works?)? ?(?:under|led by|run by|headed by|within|in|subject to) ${somebody}(?:['’]s|(?<=s)['’]) (?:leadership|lead|command|direction|management|supervision|control|charge|helm|responsibility|remit)${end}`,
    'which team does $1 lead',
  ),
  say(
    `^under (?:whose|which person['’]s) (?:leadership|lead|command|direction|management|supervision|control|charge|helm) (?:is|are|does|do|falls?|stands?) ([^?,]{2,50}?)(?: (?:run|fall|stand|work|sit|operate))?${end}`,
    'who leads $1',
  ),
  say(
    `^([^?,]{2,50}?) (?:is|are|falls?|stands?|works?|runs?) under (?:whose|which person['’]s) (?:leadership|lead|command|direction|management|supervision|control|charge|helm)${end}`,
    'who leads $1',
  ),
  say(
    `^([^?,]{2,50}?) (?:is|are|was) (led|headed|run|chaired|managed) by (?:who|whom|which person)${end}`,
    'who $2 $1',
  ),
  say(
    `^as what (?:is|does|do|are) (?:(?:working|employed|engaged) )?${somebody}(?: (?:works?|working|employed|engaged|hired))?(?: (?:here|with us|for us))?${end}`,
    'what is the job title of $1',
  ),
  say(
    `^${somebody} (?:works|is (?:employed|working|engaged)) (?:here |with us )?as (?:what|a what)${end}`,
    'what is the job title of $1',
  ),
  say(
    `^${somebody} (?:started|began|joined|was hired|came|entered)(?: (?:here|with us|working here|us|the company))? (?:when|on (?:what|which) (?:date|day))${end}`,
    'when did $1 start',
  ),
  say(
    `^(?:(?:tell|give|show|send)(?: me)? |i (?:need|want) |what (?:is|was) )?(?:the )?(?:date|day)(?: (?:that|when|on which|of the day when))? ${somebody} (?:(?:first )?(?:began|started|joined|commenced|took up|came to|entered)|was hired)(?: (?:(?:his|her|their|the) )?(?:employment|work|job|service|working|contract|post|position))?(?: (?:here|with us|us|for us|on board|the company))?(?:,? please)?${end}`,
    'when did $1 start',
  ),
  // Of a task.
  named(
    `^(?:[Tt]he |[Ww]hat (?:is|was) the |[Gg]ive me the |[Ii] (?:need|want) the )(?:date|day|moment)(?: (?:that|when|on which))? ${key} (?:was|got|has been|had been|did get) (?:finally )?(?:finished|done|completed|closed|resolved|wrapped up|ticked off|delivered)(?:,? please)?${end}`,
    'when was $1 completed',
  ),
  named(
    `^(?:[Tt]he |[Ww]hat (?:is|was) the |[Gg]ive me the |[Ii] (?:need|want) the )(?:date|day|moment)(?: (?:that|when|on which))? ${key} (?:was|got|has been|had been) (?:created|opened|raised|filed|logged|entered|made|reported|added|set up)(?:,? please)?${end}`,
    'when was $1 created',
  ),
  named(
    `^${key} (?:was|has been|got|is) (?:created|opened|raised|filed|logged|lodged|entered|put|typed|written|reported|added|recorded|submitted|made)(?: (?:up|in))?(?: (?:into|in|on|to) (?:the |our )?(?:tracker|system|list|board|backlog|tool))? by (?:who|whom|which person|which colleague)${end}`,
    'who reported $1',
  ),
  named(
    String.raw`^[^?]{0,80}?\b${key}\s*[-–—:,;.?]+\s*(?:so )?who (?:has |actually |even )?(?:wrote|written|opened|created|filed|entered|raised|reported|made|came up with|put in|logged|submitted|typed) (?:up )?(?:that|this|the)(?: (?:ticket|task|issue|thing|one|item|card))?(?: (?:up|in))?${end}`,
    'who reported $1',
  ),
  named(
    `^[Ww]ho (?:has |actually )?(?:wrote|typed|typed in|made|entered) (?:the )?(?:ticket|task|issue|card) ${key}${end}`,
    'who reported $1',
  ),
  named(
    `^(?:[Ss]ince|[Ff]or) how (?:many (days|weeks|months)|long) (?:is|has|was) ${key} (?:been |already |now )*(?:open|around|there|waiting|unfinished|on the list)(?: (?:now|already|so far))?${end}`,
    'how long has $2 been open',
  ),
  named(
    `^(?:(?:[Ff]or|[Oo]n) )?(?:which|what|Which|What)(?: other)? (?:tasks?|tickets?|issues?|ones?|things?|work) (?:is|does) ${key} (?:still |currently )?(?:waiting|wait|blocked|stuck|depend|depending|held up|hang|hanging)(?: (?:for|on|by))?${end}`,
    'which tasks block $1',
  ),
  named(
    `^(?:[Tt]he |[Ww]hat(?: is|['’]s) the )?(?:thing|task|one|ticket|issue|work)s? (?:that(?: is|['’]s)? |which(?: is)? )?(?:blocking|blocks|holding up|holds up|stopping|delaying|in the way of) ${key},? (?:what|which)(?: one)? (?:is|are) (?:it|that|they|those)${end}`,
    'which tasks block $1',
  ),
  named(
    `^[Ii]s ${key} (?:a |the )?(?:blocker (?:for|of|to)|blocking|holding up|in the way of) (?:something|anything|other tasks|another task)(?: else)?[,?]* (?:and |if so,? )*(?:(?:for |of )?(?:what|which)(?: (?:task|ticket|one)s?)?(?: is (?:it|that))?)${end}`,
    'which tasks are blocked by $1',
  ),
  named(
    `^(?:[Ww]hat|[Hh]ow)(?: is|['’]s|s)? (?:(?:happening|up|the story|the deal|the matter|new|things|it going) )?(?:with |on |about )?(?:the )?${key},? (status|priority|progress|state|deadline|due date)[- ]?wise${end}`,
    'what is the $2 of $1',
  ),
  named(
    `^(?:[Ww]hat|[Ww]hich) (priority|status|state) (?:is|has) ${key}(?: (?:at|in|on|of|with|now|got))*${end}`,
    'what is the $1 of $2',
  ),
  named(
    `^${key} (?:is|has|is of|is at|is in|is given) (?:what|which) (priority|status|state|due date|deadline)${end}`,
    'what is the $2 of $1',
  ),
  named(
    String.raw`\b(?:what(?: is|['’]s)|what['’]?s) (?:its|the) (status|priority|state|due date|deadline|progress)(?: (?:there|now|right now|at the moment|currently|these days))?${end}`,
    'what is its $1',
  ),
  named(
    `^(?:[Nn]ame|[Tt]ell me|[Gg]ive me|[Ss]ay|[Ss]how me|[Ww]hat(?: is|['’]s)|[Ii] (?:need|want)) (?:me )?(?:the|that) (project|team|department) (?:that |which |of which |to which |under which |in which )?${key} (?:is|belongs|comes|falls|sits|runs)(?: (?:a )?(?:part|piece))?(?: (?:of|in|under|to|within))?${end}`,
    'which $1 does $2 belong to',
  ),
  named(
    `^(?:[Hh]as|[Dd]id|[Ii]s|[Hh]ave) (?:the )?(?:due date|deadline|date|time limit) (?:of|for|on) ${key} (?:already )?(?:go|gone|went|pass|passed|lapse|lapsed|expire|expired|run out|over|been missed|slip|slipped|come and gone)(?: by| past)?(?: already)?(?:,? (?:without|and|but|with)[^?]{3,60}(?:done|finished|completed|closed|open|ready))?${end}`,
    'is $1 overdue',
  ),
  named(
    `^(?:[Hh]as|[Dd]id|[Ii]s) ${key}(?:['’]s)? (?:due date|deadline) (?:already )?(?:go|gone|went|pass|passed|lapse|lapsed|expire|expired|run out|over)(?: by| past)?(?: already)?(?:,? (?:without|and|but|with)[^?]{3,60})?${end}`,
    'is $1 overdue',
  ),
  // Who wrote it down, and how it stands.
  named(
    `^(?:[Ww]ho(?:['’]s| is|s| was) )?(?:[Tt]he )?(?:author|writer|originator|creator|reporter|opener|initiator|requester|submitter) of (?:the |that )?(?:(?:ticket|task|issue|card) )?${key}${end}`,
    'who reported $1',
  ),
  named(
    `^[Ww]ho (?:has )?(?:put|placed|got|noted|stuck|typed|keyed) ${key} (?:in|into|on|onto|down)(?: (?:in|on))?(?: (?:the |our )?(?:tracker|system|list|board|backlog|tool))?${end}`,
    'who reported $1',
  ),
  named(
    `^(?:[Ww]hen|[Oo]n (?:what|which) (?:day|date)) (?:was|did) ${key} (?:put|placed|noted|land|come|entered|typed|go|recorded) (?:in|into|on|onto|down)(?: (?:in|on))?(?: (?:the |our )?(?:tracker|system|list|board|backlog|tool))?${end}`,
    'when was $1 created',
  ),
  named(
    `^[Hh]ow(?: is|['’]s|s| does| far(?: along)? is) ${key} (?:getting (?:on|along)|progressing|faring|doing|coming (?:on|along)|going|moving(?: along)?|looking|stand|along)(?: (?:now|so far|these days|at the moment))?${end}`,
    'what is the status of $1',
  ),
  named(
    `^(?:[Ww]hat|[Ww]hich (?:tasks?|tickets?|things?|ones?)) (?:can|may|could|will|must) (?:only |not )?(?:start|begin|go ahead|proceed|be (?:started|done|begun)|happen|move on|go on)(?: only)? (?:once|after|when|before|until) ${key} (?:is|has been|gets|was) (?:done|finished|completed?|closed|through|out of the way|ready|resolved)${end}`,
    'which tasks are blocked by $1',
  ),
  // Whose task it is, and what is asked of them.
  named(
    String.raw`\b[Ww]hoever(?:['’]s| is| has)(?: got)? (?:(?:working )?on |doing |handling |assigned to )?${key}`,
    'the assignee of $1',
  ),
  say(
    String.raw`^(?:i )?(?:need|want|have|must|got|would like|going)? ?(?:to )?(?:drop (?:a line|a note|a mail|an e-?mail) to|write(?: an? e-?mail)? to|e-?mail|mail|contact|message) (?!(?:who|what|when)\b)([^?,]{3,60}?)\s*[-–—:,]+\s*what(?:['’]s| is) (?:the|his|her|their) (?:e-?mail|mail)(?: address)?${end}`,
    'what is the email of $1',
  ),
  named(
    `^(?:[Ll]ook (?:at|up)|[Tt]ake|[Ff]ind|[Gg]o to|[Ss]tart (?:from|with)|[Ss]ee|[Cc]heck) (?:what|whatever|the (?:task|ticket|one|thing) (?:that|which))(?: is)? (?:blocks|blocking) ${key},? (?:and |then )*(?:(?:tell me|say|name|find|give me) )?(?:who (?:is )?)?(?:the |what the )?(manager|boss|e-?mail(?: address)?|location|title|team|supervisor) of (?:its|the|that task['’]s) assignee(?: is)?${end}`,
    'what is the $2 of the assignee of the task blocking $1',
  ),
  // What is still to do, and what should be done by now.
  say(
    String.raw`^what(?:['’]s| is| all)? (?:there )?(?:still |yet )?(?:remains?|needs|has|left|remaining)(?: still| left)? (?:to (?:be )?(?:done|do|finished|finish|completed|complete)|undone|unfinished) (?:in|at|for|by|with|on) (?=\S)`,
    'open tasks of ',
  ),
  say(
    `^(?:what|which tasks) (?:has|have)(?:n['’]?t| not)? ((?:the |our )?[^?,]{2,50}?) (?:not )?(?:yet )?(?:begun|started|touched|picked up)(?: (?:with|on|yet))*${end}(?<=(?:n['’]t|not|yet).*)`,
    'which tasks of $1 are to do',
  ),
  say(
    String.raw`\b(?:are|is|remain|have|has) (?:still |yet )+to be (?:finished|done|completed|closed|dealt with|worked on)${end}`,
    'are open',
  ),
  say(
    `^what(?: tasks)? (?:should|ought to) (?:already |really )?have been (?:finished|done|completed|closed|delivered|ready)(?: (?:by now|already|long ago|by today))?`,
    'which tasks are overdue',
  ),
  say(
    String.raw`\b(?:should|ought to) (?:already |really )?have been (?:finished|done|completed|closed|delivered)(?: (?:by now|already|long ago|by today))\b`,
    'are overdue',
  ),
  say(
    String.raw`\b(?:without|with no|with not) ?(?:body|one|anybody|anyone|a soul|any person) (?:working |assigned )?(?:on|to|doing|behind) (?:them|it)\b`,
    'without assignee',
  ),
  say(
    `\\b(?:that |which )?(?:still |yet )?(?:needs?|requires?|awaits?|(?:are|is) (?:waiting for|looking for|missing|lacking|in need of)|lacks?) (?:an? |its |their |any )?(?:owner|assignee|person to do (?:it|them)|taker)s?${end}`,
    'are without assignee',
  ),
  say(String.raw`\bbacklog of (?=(?:open|unfinished) )`, ''),
  named(String.raw`(?<=\S )${key}['’]s blockers?\b`, 'the task blocking $1'),
  say(
    `\\b(how many|which|what) (tasks|tickets|issues|things|jobs) (?:are|is|lie|sit) on ([^?,]{2,50}?(?:['’]s|(?<=s)['’])) (?:plate|desk|to-?do list)${end}`,
    '$1 of $3 tasks are open',
  ),
  named(
    `^${key} (?:is|lies|rests|sits) in (?:whose|which person['’]s) (?:hands|court|care|charge)${end}`,
    'who is assigned to $1',
  ),
  say(
    `^what (?:is|are) ([^?,]{2,50}?) in the (?:middle|midst) of(?: doing)?${end}`,
    'which tasks of $1 are in progress',
  ),
  say(
    `\\b(fewest|most|least) (tasks|tickets|issues) (?:still )?(?:left|remaining)(?: to do)?${end}`,
    '$1 open $2',
  ),
  say(
    `\\b(?:is|are|has been|have been) free of (?:any )?(?:open )?(?:tasks|tickets|work)${end}`,
    'has no open tasks',
  ),
  // The first and the last week of a month.
  ...months.flatMap(([month, days]) => [
    say(
      String.raw`\b(?:in |during |within )?the first week of ${month}(,? \d{4})?\b`,
      `between 1 ${month}$1 and 7 ${month}$1`,
    ),
    say(
      String.raw`\b(?:in |during |within )?the (?:last|final) week of ${month}(,? \d{4})?\b`,
      `between ${days - 6} ${month}$1 and ${days} ${month}$1`,
    ),
  ]),
  // What is in nobody's hands, late, or neither of two.
  say(
    String.raw`\b(?:(?:has|have)(?:n['’]?t| not) got|(?:does|do)(?:n['’]?t| not) have|has|have|with|having) (?:anything|nothing|any thing) (?:still )?(?:open|outstanding|unfinished)\b(?<=(?:n['’]?t|not) [^?]*|nothing [^?]*)`,
    'has no open tasks',
  ),
  named(
    `^${key} can(?:not|['’]?t| not) (?:start|begin|go ahead|proceed|be (?:done|started|finished)|go on) (?:until|before|unless|without) (?:what|which (?:tasks?|ones?))(?: (?:is|are|gets?|has been))?(?: (?:done|finished|completed?|closed|ready))?${end}`,
    'which tasks block $1',
  ),
  named(
    `^[Ww]hat (?:needs|wants) (?:finishing|doing|completing|closing|to be out of the way) (?:before|for) ${key}(?: (?:can|may) [^?]{3,30})?${end}`,
    'which tasks block $1',
  ),
  say(
    String.raw`\b(?:tasks?|tickets?) whose priority is neither (\p{L}+) nor (\p{L}+)`,
    'tasks that are neither $1 nor $2 priority',
  ),
  say(
    `^(?:the )?([^?,]{2,40}?)(?:['’]s|(?<=s)['’]) ((?:open|overdue|blocked|done|unfinished) )?(?:task|ticket|issue) (?:count|total|tally|number)${end}`,
    'how many $2tasks does $1 have',
  ),
  say(
    `^which tasks (?:did|has|have) ([^?,]{2,40}?) (?:fail|failed) to (?:finish|complete|close|deliver|do)(?: (?:by|before|in|within|on) (?:the |their |its )?(?:due dates?|deadlines?|time))?${end}`,
    'which tasks of $1 are overdue',
  ),
  say(
    `\\b(?:have|has|with|having) (?:an? |their |its )?(?:due dates?|deadlines?) (?:in the past|behind them|before today)${end}`,
    'are overdue',
  ),
  say(
    String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\s?[-–—]\s?(\d{1,2})(?:st|nd|rd|th)? (?:of )?(january|february|march|april|may|june|july|august|september|october|november|december)\b(,? \d{4}\b)?`,
    'between $1 $3$4 and $2 $3$4',
  ),
  named(
    `^[Bb]y (?:whom|who) (?:was|is|has) ${key} (?:been )?(opened|raised|created|filed|reported|logged|entered|written|requested)${end}`,
    'who reported $1',
  ),
  named(`^[Hh]ow many days old is ${key}${end}`, 'how old is $1'),
  say(
    String.raw`\bassigned to (?:what|whatever|the thing that|that which)(?: is)? (?:blocks|blocking) `,
    'assigned to the task blocking ',
  ),
  say(
    `(?<=\\btasks [^?]*)\\b(?:among|amongst) (?:the )?([^?,]{2,40}?) (?:people|members|staff|folks|colleagues|team members)${end}`,
    'in $1',
  ),
];
