import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { named, say } from './say.ts';

const key = String.raw`([A-Z][A-Z0-9]*-\d+)`;
const nobody = '(?:nobody|no one|no-one|noone|none of us)';
const task = '(?:tasks?|tickets?|issues?|jobs?|things?|items?)';
const name = String.raw`[\p{Lu}\p{Script=Han}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}`;

/** What is typed in a hurry or in passing, in the order in which it is looked for. */
export const rephrasingsOfChat: readonly Rephrasing[] = [
  // What stands behind a question, and asks nothing.
  say(
    String.raw`,? (?:poor|lucky|bless) (?:soul|thing|bugger|sod|devil|you|them|him|her|love|lamb|things|souls)(?=[\s?.!]*$)`,
    '',
  ),
  say(String.raw`,? (?:finished|done|ready|open|closed|sorted) or (?:what|not)(?: yet)?(?=[\s?.!]*$)`, ''),
  say(String.raw`,? in days(?=[\s?.!]*$)`, ''),
  say(String.raw`,? (?:so far|to date|up to now|as of (?:now|today|right now))(?=[\s?.!]*$)`, ''),
  say(
    String.raw`\b(he|she|it|they|${name})(?:['’]s|['’]re| is| are) ((?:still |also |now )?(?:at|in|on|with|part of|from|based|working|leading|one of|the)\b[^?,]{2,60}?),? (?:right|correct|yes|yeah|no|innit|is(?:n['’]?t| not) (?:he|she|it)|are(?:n['’]?t| not) they)(?=\s*\?|$)`,
    'is $1 $2',
  ),
  say(String.raw`\b(list|show|give|name) me (the|all|any|every)\b`, 'list $2'),
  say(String.raw`\bhows\b`, "how's"),
  say(
    String.raw`\b(that|what|who|where|when|there)s (?=still|not|left|open|due|been|on|in|the|got|going|next)\b`,
    '$1 is ',
  ),
  say(
    String.raw`^(?:please |pls |kindly )?(?:provide|fetch|pull up|dig out|send|bring up|return|display|print|output)(?: me| us)?(?: with)? (?=(?:all|the|a list|every|any|our|my)\b)`,
    'list ',
  ),
  say(
    String.raw`(?: that| which)? (?:we|you) have in (?:the )?(?:directory|system|records|data|hr system|database)\b`,
    '',
  ),
  say(String.raw`,? (?:that is|i\.e\.|i mean|meaning),? (?:the )?number of [^?]{3,60}(?=[\s?.!]*$)`, ''),
  say(
    String.raw`^so,? how much did ([^?]{2,50}?) (get done|finish|complete|do) (?=\S)`,
    'how many tasks did $1 complete ',
  ),
  say(
    String.raw`\bhow much did ([^?]{2,50}?) (?:get done|finish|complete|close) (?=\S)`,
    'how many tasks did $1 complete ',
  ),
  say(String.raw`\bwhat ?(?:%|percent)(?= of)`, 'what percentage'),

  // Who and where people are.
  say(String.raw`\b(?:work|business|office|company) (e-?mail(?: address)?|phone(?: number)?|number)\b`, '$1'),
  say(
    String.raw`^since when (?:is|are|has|have) ([^?]{2,40}?) (?:been )?(?:with (?:us|the company)|here|working here|employed(?: here)?|on board)(?=[\s?.!]*$)`,
    'when did $1 start',
  ),
  say(
    String.raw`^(?:do|have) we (?:have |got |know )+(?:a |any |some )?(?:name|contact|contacts|person|someone|somebody|anyone|anybody|people)(?: that we know)? (?:at|in|from|with) ([^?]{2,50}?)(?: (?:that |who |whom )?(?:we|i|you) (?:can|could|might) (?:ring|call|phone|ask|e-?mail|contact|talk to|speak to|write to))?(?=[\s?.!]*$)`,
    'who works at $1',
  ),
  say(
    String.raw`\b(?:has|have|with) ([^?]{2,40}?) as (?:their|his|her|the|a) (?:place of work|work ?place|work location|office|location|site|base|work site)(?=[\s?.!]*$)`,
    'are in $1',
  ),
  say(
    String.raw`^whose (?:place of work|work ?place|work location|location|base|site|office) is ([^?]{2,40}?)(?=[\s?.!]*$)`,
    'which people have the location $1',
  ),
  say(
    String.raw`\b(is|are|was|were) (still )?(?:one|some|part) of the ([^?]{2,30}?) (?:lot|crew|crowd|gang|bunch|folks?|people|guys|girls|boys|ladies|lads)(?=[\s?.!]*$)`,
    '$1 $2in the $3 team',
  ),
  named(
    String.raw`^([Ww]hich|[Hh]ow many|[Ww]hat) ([\p{Lu}][\p{Ll}]{2,20}?)s (?:work|are|do we have|sit|is) ?(?:here|there|with us|for us|in the company|in our company)?(?=[\s?.!]*$)`,
    '$1 people are called $2',
  ),
  say(
    String.raw`\b(?:also |additionally )?(?:belongs?|belonging|are|is|works?|sits?|helps?) (?:to|in|on|with|part of|members? of|out in) (?:a second|a third|another|more than one|a further|several|multiple|two) (team|project)s?(?: as well| too)?(?=[\s?.!]*$)`,
    'are in more than one $1',
  ),
  say(
    String.raw`\bthe (?:person|one|man|woman|manager|boss)(?: (?:who|whom|that))? ((?:the (?:head|lead|leader|manager) of )?[^?,]{2,40}?) reports? to\b`,
    'the manager of $1',
  ),
  say(
    String.raw`^(?:out )?of (?:the|all(?: the)?|those) (?:people|folks|staff|employees|colleagues|ones) (?:who|that) ([^,?]{3,60}?), (?:who|which(?: of them| ones?)?) (?:is|are) (?=\S)`,
    'which people $1 and are ',
  ),
  say(
    '^(?:did|has|have) (?:anyone|anybody|someone|somebody|any of us) (?:quit|leave|left|resign(?:ed)?|go|gone) ',
    'who left ',
  ),
  say(String.raw`\bwho['’]s leaving\b`, 'who is leaving'),
  say(
    String.raw`^(?:the )?names? of (?:everyone|everybody|all|those|anyone)(?: (?:who|that))?(?:['’]s| has| have)? (left|joined|started)\b`,
    'who $1',
  ),
  say(String.raw`\b(with|for) the (?:${house}|trust) (?:the )?longest\b`, 'here the longest'),
  say(
    String.raw`,? (?:out )?of (?:those|the ones|everyone|all) (?:who (?:are|is) )?still here(?=[\s?.!]*$)`,
    '',
  ),

  // What there is to do.
  say(
    String.raw`\b(?:have|has|with) (?:nobody['’]?s|no one['’]?s|no) names? (?:against|on|next to|beside|attached to) (?:them|it)\b`,
    'have no assignee',
  ),
  say(
    String.raw`^(?:is there |are there )?(?:anything|something|stuff|things) (in|on|for|from|of) ([^?]{2,50}?),? (?:that |which )?${nobody} (?:has|have|is|['’]s) (?:yet )?(?:picked up|taken(?: on)?|claimed|grabbed|working on|doing|on|got|started|been given)(?: it)?(?: yet| so far)?(?=[\s?.!]*$)`,
    'open tasks $1 $2 without assignee',
  ),
  say(
    String.raw`\b(?:that |which )?${nobody} (?:has|have) (?:yet )?(?:picked up|taken on|claimed|grabbed)(?: yet| so far)?(?=[\s?.!,]|$)`,
    'without assignee',
  ),
  named(
    String.raw`\b(?:what(?:['’]s| is| are)?|anything|everything) (?:(?:still|currently) )?(?:sitting|stuck|lying|parked|waiting) in To[ -]Do\b`,
    'which tasks are todo',
  ),
  say(
    String.raw`\b(?:what(?:['’]s| is| are)?|anything|everything) (?:(?:still|currently) )?(?:sitting|stuck|lying|parked|waiting) in (in progress|review|blocked|to[ -]?do|testing)\b`,
    'which tasks are $1',
  ),
  named(
    String.raw`\b([Ee]verything|[Aa]nything|[Aa]ll|[Ww]hatever) (${name}) (?:still )?(?:has|have|['’]s got|has got) on (?:his|her|their) (?:plate|desk|list|to-?do list)\b`,
    'the tasks of $2',
  ),
  named(
    String.raw`^([Ww]hat|[Ww]hich) (?:smaller |small |single |individual )?(?:jobs|tasks|pieces|bits|parts|steps|sub-?tasks|pieces of work) (?:make up|makes up|form|belong to|are (?:part|in|under) (?:of )?|does|do|come under|go into|are in) ?${key}(?:,[^?,]{2,40})?(?=[\s?.!]*$)`,
    '$1 are the subtasks of $2',
  ),
  say(
    String.raw`^(which|what) (project|team|department|office)s? (?:is|are|does|has|looks) (?:the )?(?:worst|best|top)(?: off)? (?:for|at|with|in terms of|when it comes to) (overdue|blocked|open|unassigned|done|late|finished) (${task})(?=[\s?.!]*$)`,
    '$1 $2 has the most $3 tasks',
  ),
  say(
    `^(?:what(?:['’]s| is) |which is )?(?:the )?most (?:common|frequent|usual) (priority|status|location|office|title|job title|team|project|label) (?:among|amongst|of|for|in|across) (?:all )?(?:the |our )?`,
    'which $1 has the most ',
  ),
  say(String.raw`\bby (?:date of creation|date created|creation date|date opened)\b`, 'by creation date'),
  say(
    String.raw`^(?:just|only)(?: show)?(?: me)? (?:the ones|those|ones|the ${task}|tasks) (?:that |which |who )?(?:are|is) (blocked|overdue|open|done|urgent|late|unassigned|in progress|finished|mine)(?:,? please)?(?=[\s?.!]*$)`,
    'which of them are $1',
  ),
  say(
    String.raw`^(?:just|only)(?: show)?(?: me)? the (blocked|overdue|open|done|urgent|late|unassigned|finished) (?:ones|tasks|tickets)(?:,? please| pls)?(?=[\s?.!]*$)`,
    'which of them are $1',
  ),
];
