import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

/** A key as it is typed, in letters of any size. */
const key = String.raw`((?:task |ticket |issue )?[a-z][a-z0-9]{0,12}-\d{1,6})`;
const someone = '(?:someone|somebody|anyone|anybody|we|they|people|one)';
const opening =
  '(?:open|opened|create|created|raise|raised|log|logged|file|filed|report|reported|enter|entered|add|added|set up|submit|submitted|put in|record|recorded|lodge|lodged|register|registered)';
const closing =
  '(?:finish|finished|complete|completed|close|closed|do|done|resolve|resolved|tick off|ticked off|mark done|marked (?:as )?(?:done|complete|completed|finished)|set to done|wrap up|wrapped up)';
const where =
  '(?: (?:in|into|on|to|with) (?:the |our )?(?:tracker|system|list|board|backlog|task tracker|ticket system|database))?';
const state =
  '(overdue|late|done|finished|completed?|closed|open|blocked|cancelled|canceled|in progress|unassigned|assigned|started|started yet)';

const holds =
  '(?:who (?:has|holds|owns|does|is on|is working on|works on|is doing|is assigned to|is responsible for|was given|got))';
const first = '(?:oldest|newest|latest|most recent|longest open|first|earliest)';
const item = '(?:task|ticket|issue|item|job)';

const others = '(?:we|you|they|it|been|there|not)';
const deed =
  '(?:(?<=\\bdid\\b.*)(?:create|open|raise|log|file|report|submit|add|enter)|created|opened|raised|logged|filed|reported|submitted|added|entered)';
const name = String.raw`[\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}`;

/** Turns of phrase about one task, in the order in which they are looked for. */
export const rephrasingsOfOneTask: readonly Rephrasing[] = [
  // Its days.
  say(
    String.raw`^(?:when|since when|what date|which date|on (?:what|which) (?:date|day)|what day) did ${someone} ${opening} ${key}${where}(?=[\s?.!]*$)`,
    'when was $1 created',
  ),
  say(
    String.raw`^(?:when|what date|which date|on (?:what|which) (?:date|day)|what day) did ${someone} ${closing} ${key}(?=[\s?.!]*$)`,
    'when was $1 completed',
  ),
  say(
    String.raw`^(?:since (?:when|what date|which date|what day)|from when on|how long ago) (?:does|has|is|was|did) ${key} (?:exist|existed|been (?:there|around|open|on the list)|there|around)${where}(?=[\s?.!]*$)`,
    'when was $1 created',
  ),
  say(
    String.raw`^(?:(?:on )?(?:what|which) (?:date|day|time)|when|since when|(?:what(?: is|['’]s) )?the (?:date|day|moment)(?: (?:on which|that|when))?),? (?:was|has|is|were|did)? ?${key} (?:(?:was|has been|has|been|got|be|get) )?${opening}${where}(?=[\s?.!]*$)`,
    'when was $1 created',
  ),
  say(
    String.raw`^(?:(?:on )?(?:what|which) (?:date|day|time)|when|(?:what(?: is|['’]s) )?the (?:date|day|moment)(?: (?:on which|that|when))?),? (?:was|has|is|were|did)? ?${key} (?:(?:was|has been|has|been|got|be|get) )?${closing}(?=[\s?.!]*$)`,
    'when was $1 completed',
  ),
  say(
    String.raw`^${key}\s*[-–—:,]+\s*(?:when|what date|which date|since when|on (?:what|which) (?:date|day))(?: (?:was|did|has))?(?: (?:it|that|this|someone|somebody|they|we))?(?: been)? ${opening}(?: it)?${where}(?=[\s?.!]*$)`,
    'when was $1 created',
  ),
  say(
    String.raw`^${key}\s*[-–—:,]+\s*(?:when|what date|which date|on (?:what|which) (?:date|day))(?: (?:was|did|has))?(?: (?:it|that|this|someone|somebody|they|we))?(?: been)? ${closing}(?: it)?(?=[\s?.!]*$)`,
    'when was $1 completed',
  ),
  say(
    String.raw`\b(?:by|until|till|before) (?:what|which) (?:date|day|time|point)\b|\b(?:till|until|before) when\b`,
    'by when',
  ),
  say(
    String.raw`^${key} (?:needs?|has|have|must|should|ought)(?: to)? be (?:ready|done|finished|completed?|closed|in|delivered|over) by when(?=[\s?.!]*$)`,
    'when is $1 due',
  ),
  say(
    String.raw`^by when (?:must|should|does|has|is|do|are) ${key} (?:to |supposed to |need to |have to |got to |expected to )?(?:be |get )?(?:ready|done|finished|completed?|closed|delivered|due|over)(?=[\s?.!]*$)`,
    'when is $1 due',
  ),
  say(
    String.raw`^(?:by )?when (?:do|must|should|are|have) (?:we|they|i|you|people)(?: all)? (?:(?:have to|need to|got to|supposed to|to|expected to) )?[^?()]{4,80}\(${key}\)(?=[\s?.!]*$)`,
    'when is $1 due',
  ),
  // How long it has been there.
  say(
    String.raw`^(?:how (?:long|many (?:days|weeks|months)|old)|for how (?:long|many (?:days|weeks|months)))(?: ago)? (?:has|is|was|have) ${key} (?:already |now |still )*(?:been )?(?:already |now |still )*(?:lying (?:around|about)|sitting (?:around|there)|hanging (?:around|about)|waiting|around|there|open|on the list|in the tracker|unfinished|pending)(?: (?:open|now|already|unfinished|today|for))*(?=[\s?.!]*$)`,
    'how long has $1 been open',
  ),
  say(
    String.raw`^how old (?:is|['’]s) ${key}(?: now| already| by now| today)?(?=[\s?.!]*$)`,
    'how long has $1 been open',
  ),
  say(
    String.raw`^(?:(?:what|tell me|give me|show me)(?: is|['’]s)? )?(?:the )?age of ${key}(?: in (?:days|weeks|months))?(?:,? (?:please|pls))?(?=[\s?.!]*$)`,
    'how long has $1 been open',
  ),
  say(
    String.raw`^${key}\s*[-–—:,]+\s*(?:(?:it (?:has been|is|['’]s) |is it )?open(?: since when)? )?(?:for )?(?:how (?:long|many days|old)(?: (?:is|has) (?:it|that))?(?: been)?(?: open| around)?(?: (?:already|now))?|age)(?=[\s?.!]*$)`,
    'how long has $1 been open',
  ),
  say(
    String.raw`^[^?]{0,30}?\b${key} (?:has been|is|['’]s been) open [^?,]{2,30}, (?:for )?how (?:long|many days)(?: (?:is|has) (?:it|that|this)(?: been)?(?: (?:actually|really|now|by now|exactly))*)?(?=[\s?.!]*$)`,
    'how long has $1 been open',
  ),
  // What it is a part of, and how pressing it is.
  say(
    String.raw`^(?:to|under|in|into|on|within|with|for) (which|what) (project|team|department|group) (?:is|does|do|was|are|should) ([^?]{2,90}?) ?(?:belong|filed|listed|sit|count|fall|come|run|go|logged|kept|recorded|booked|tracked|counted|registered|assigned)?(?=[\s?.!]*$)`,
    '$1 $2 does $3 belong to',
  ),
  say(
    String.raw`^(which|what) (project) (?:(?:is|does|do|are|was) )?((?:(?!(?:has|have|had|with|contains?|holds?|are|is|do|does|was)\b)[^?]){2,90}?) (?:(?:is|are|a|was) )*(?:part of|under|in|within|filed (?:under|in)|(?:fall|come|sit|run|go|count|belong|file)s? (?:under|in|to|into|towards|on)|listed (?:under|in)|logged (?:under|in)|tracked (?:under|in)|for)(?=[\s?.!]*$)`,
    '$1 $2 does $3 belong to',
  ),
  say(
    String.raw`^(?:with|at|under|in) (?:which|what) priority (?:is|was|has|does|did) ${key} (?:been )?(?:${opening}|listed|marked|run|rated|ranked|filed|labelled)${where}(?=[\s?.!]*$)`,
    'what is the priority of $1',
  ),
  say(
    String.raw`^(?:which|what) priority (?:was|has|is|did) ${key} (?:been )?(?:given|assigned|get|got|marked|rated|${opening})(?: with)?${where}(?=[\s?.!]*$)`,
    'what is the priority of $1',
  ),
  say(
    String.raw`^(which|what) (team|department|group) (?:is|does|was) ${key} (?:(?:a )?part of|under|in|filed (?:under|in)|with|for|on|(?:fall|come|sit|run|go)s? (?:under|in|to|with))(?=[\s?.!]*$)`,
    '$1 $2 does $3 belong to',
  ),
  // Whether it is so.
  say(
    String.raw`^${key}\s*(?:[-–—:,]+|\s)\s*(?:is it |is that |was it )?(?:already |still |yet )?${state}(?: yet| already| or not| or still open| or what)*(?=[\s?.!]*$)`,
    'is $1 $2',
  ),
  // How many have it.
  say(
    String.raw`\b(have|has|having|with|got) (two|three|four|five|[2-9]) (assignees|owners|approvers)\b`,
    '$1 exactly $2 $3',
  ),
  say(
    String.raw`\b(assigned to|shared by|owned by) (two|three|four|five|[2-9]) (people|persons|employees|colleagues|assignees)\b`,
    '$1 exactly $2 $3',
  ),
  // What is due next, which is no more what is late.
  say(
    String.raw`^(?:(?:what|when|which)(?:['’]s| is| comes)? |show(?: me)? |tell me )?(?:the |our )?(?:next|nearest|upcoming|closest|soonest) (?:deadline|due date|due task|task due|task to be due) (?:in|of|for|on|within|at) (?:the )?([^?]{2,60}?)(?=[\s?.!]*$)`,
    'which open task of $1 due after yesterday is due first',
  ),
  say(
    String.raw`^what (?:is|['’]s|comes) due next (?:in|of|for|on|within|at) (?:the )?([^?]{2,60}?)(?=[\s?.!]*$)`,
    'which open task of $1 due after yesterday is due first',
  ),
  say(
    String.raw`^(?:(?:what|when|which)(?:['’]s| is| comes)? |show(?: me)? |tell me )?(?:the |our )?(?:next|nearest|upcoming|closest|soonest) (?:deadline|due date|due task|task due|task to be due|(?:open )?(?:task|ticket|item|thing) (?:that |which )?(?:falls|comes|is|gets|will be|will fall) due)(?=[\s?.!]*$)`,
    'which open task due after yesterday is due first',
  ),
  say(
    String.raw`^(?:which|what) (?:open )?(?:task|ticket|issue|item)s? (?:in|of|for|on|within|at) (?:the )?([^?]{2,60}?) (?:(?:is|are|falls?|comes?) due next|(?:is|are) next due)(?=[\s?.!]*$)`,
    'which open task of $1 due after yesterday is due first',
  ),
  say(
    String.raw`^(?:which|what) (?:open )?(?:task|ticket|issue|item)s? (?:(?:is|are|falls?|comes?) due next|(?:is|are) next due)(?=[\s?.!]*$)`,
    'which open task due after yesterday is due first',
  ),
  // The one that is first or last of its kind, and whose it is.
  say(
    String.raw`\bmost recently (?:opened|created|reported|filed|added|raised) (open )?(task|ticket|issue|item)\b`,
    'newest $1$2',
  ),
  say(
    String.raw`^(?:${holds}|whose is) (?:the |our )?(${first} (?:open |unfinished )?${item}(?: (?:of|in|for|on) [^?,]{2,40}?)?)(?=[\s?.!]*$)`,
    'what is the $1 and who has it?',
  ),
  say(
    String.raw`^(?:which|what) (team|department|project) has (?:got )?(?:the |our )?(${first} (?:open |unfinished )?${item})(?=[\s?.!]*$)`,
    'what is the $2 and which $1 does it belong to?',
  ),
  say(
    String.raw`^${holds} (?:the |our )?(?:next (?:deadline|due date|task due|due task)|${item} (?:that |which )?(?:is|falls|comes) due next)(?=[\s?.!]*$)`,
    'which open task due after yesterday is due first and who has it?',
  ),
  // What it belongs to.
  say(
    String.raw`^(?:what|which (?:task|ticket|one|epic|thing))(?: is|['’]s) ${key} (?:a |only a )?(?:part|piece|subtask|sub-task|child) of(?=[\s?.!]*$)`,
    'parent task of $1',
  ),
  say(
    String.raw`^${key} (?:is|['’]s) (?:a )?(?:part|piece|subtask|sub-task|child) of (?:what|which (?:task|ticket|one|epic|thing))(?=[\s?.!]*$)`,
    'parent task of $1',
  ),
  // Whether somebody has it: a yes or no would leave open which of the two was asked.
  say(
    String.raw`^(?:so |and |is |has )?(?:nobody|no one|no-one)(?: is|['’]s| has)?(?: still| really| currently)? (?:on|doing|working on|assigned to|picked up|handling|taken) ${key}(?=[\s?.!]*$)`,
    'who is assigned to $1',
  ),
  // Who put it there.
  ...[
    [String.raw`(?=[\s?.!]*$| so far)`, 'were reported by $1'],
    [
      String.raw`(?= (?:in|this|last|during|since|on|between|before|after|today|yesterday|by)\b)`,
      'reported by $1 were created',
    ],
  ].flatMap(([behind, said]) => [
    say(
      String.raw`^(?:what|which (?:tasks|tickets|issues|ones))(?: all)? (?!(?:did|has|have) ${others}\b)(?:did|has|have) ([^?]{1,40}?) ${deed}${behind}`,
      `which tasks ${said}`,
    ),
    say(
      String.raw`^how many (?:tasks|tickets|issues) (?!(?:did|has|have) ${others}\b)(?:did|has|have) ([^?]{1,40}?) ${deed}${behind}`,
      `how many tasks ${said}`,
    ),
  ]),
  named(
    String.raw`\b(tasks|tickets|issues) (?:that |which )?(${name}) (?:has |have |had )?(?:created|opened|raised|logged|filed|reported|submitted|entered)\b`,
    '$1 reported by $2',
  ),
  // What stands in its way.
  say(
    String.raw`^${key}(?:['’]s)?\s*[-–—:,]*\s*(?:(?:what|which)(?: are| is)?(?: the| its)? )?blockers?(?=[\s?.!]*$)`,
    'what is blocking $1',
  ),
  say(
    String.raw`^(?:what(?: are| is|['’]s)?|which are|list|show(?: me)?|name|any|give me) (?:the |all )?blockers? (?:of|for|on) (?=\S)`,
    'what is blocking ',
  ),
  say(String.raw`\b(?:the |any |all )?blockers? of ${key}`, 'the tasks blocking $1'),
  say(
    String.raw`\b(?:the )?(?:task|ticket|thing|one|work)s? (?:that |which )?${key} (?:is|has been) (?:waiting (?:for|on)|stuck on|held up by|blocked by)`,
    'the task blocking $1',
  ),
  say(
    String.raw`^what (?:needs|has|must|have|ought)(?: to)? be (?:finished|done|completed?|closed|sorted|out of the way)(?: first)? (?:before|for|so that) ${key} (?:can|may|could|to|is able to|gets to) [^?]{2,40}?(?=[\s?.!]*$)`,
    'what is blocking $1',
  ),
  say(
    String.raw`^(?:why(?: is|['’]s)? ${key} (?:stuck|blocked|waiting|held up|not moving)),? (?:and )?(?:(?:which|what) (?:task )?(?:is it waiting (?:on|for)|blocks it|is blocking it|holds it up))(?=[\s?.!]*$)`,
    'what is blocking $1',
  ),
  say(
    String.raw`^(?:if ${key} (?:slips|is late|is delayed|gets delayed|is not done),? )(?:what|which (?:tasks?|ones?))(?: else)? (?:is|are|gets?|would be|slips?|will be)(?: (?:stuck|held up|blocked|delayed|late))?(?: (?:behind|by|because of) it| too| with it| as well)?(?=[\s?.!]*$)`,
    'which tasks are waiting for $1',
  ),
  // Who put it there.
  say(
    String.raw`^(?:(?:the )?name of )?(?:the (?:person|one|colleague|man|woman)|whoever) (?:who |that )?${opening} ${key}(?:,? (?:please|pls))?(?=[\s?.!]*$)`,
    'who reported $1',
  ),
  say(
    String.raw`\bwho (?:has |was it who |was it that )?(?:logged|put in|entered|added|lodged|registered|recorded|set up|wrote up|came up with|handed in) ${key}`,
    'who reported $1',
  ),
  // Those who have it.
  say(
    String.raw`^(?:how (?:can|do|could|should|would|may) i (?:best )?(?:e-?mail|mail|write to|write|reach|contact|get hold of|get in touch with)|at (?:what|which) (?:e-?mail(?: address)?|address) (?:can|do|could|should) i (?:reach|contact|write to|get)|where (?:can|do|should) i (?:e-?mail|mail|write to)) (?:the )?(?:assignee of|owner of|(?:person|one|colleague)(?: who is| that is|['’]s)? (?:on|doing|working on|responsible for|in charge of|assigned to|handling)|(?:whoever|who|who is|who['’]s)(?: is|['’]s)? (?:on|doing|working on|responsible for|in charge of|assigned to|handling)) ${key}(?=[\s?.!]*$)`,
    'what is the email of the assignee of $1',
  ),
  named(
    String.raw`^(?:To whom|Who) does (?:the (?:person|one|colleague|assignee)|whoever|the assignee) (?:report|work)s?(?: to)?,? (?:who|that|which)?(?: is|['’]s)? ?(?:working on|doing|assigned to|handling) (?:what(?:ever)?|the tasks?(?: that| which)?) (?:blocks|is blocking|blocking) ([A-Z][A-Z0-9]*-\d+)(?=[\s?.!]*$)`,
    'who is the manager of the assignee of the task blocking $1',
  ),
  say(
    String.raw`\b(?:the )?(?:one|person|colleague) (?:who is |who['’]s |that is )?(?:working on|doing|handling|assigned to|on) (?=the task blocking\b)`,
    'the assignee of ',
  ),
];
