import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { named, say } from './say.ts';

const key = String.raw`([A-Z][A-Z0-9]*-\d+)`;
const nobody = '(?:nobody|no one|no-one|noone|none of us)';
const task = '(?:tasks?|tickets?|issues?|jobs?|things?|items?)';
const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
const name = String.raw`[\p{Lu}\p{Script=Han}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}`;

/** What is shortened where one types fast. */
const shortened: readonly (readonly [string, string])[] = [
  ['nxt', 'next'],
  ['wk', 'week'],
  ['yrs', 'years'],
  ['tmrw|tomoz|2moro', 'tomorrow'],
  ['ppl', 'people'],
  ['mgr', 'manager'],
  ['dept', 'department'],
  ['w/o', 'without'],
  ['whats', "what's"],
  ['wheres', "where's"],
  ['whens', "when's"],
  ['whos', "who's"],
  ["whove|who['’]ve", 'who have'],
];
const late = '(?:overdue|late|past (?:its|their) due date|behind)';
const state = '(?:done|finished|ready|sorted|closed|completed?|fixed|in|delivered|handed in|signed off)';

/** What is typed in a hurry or in passing, in the order in which it is looked for. */
export const rephrasingsOfChat: readonly Rephrasing[] = [
  // Not the letters of a key: "PPL-7".
  ...shortened.map(([short, long]) => say(String.raw`\b(?:${short})(?![\w’']|[-#]\d)`, long)),
  // What is said around a question, and asks nothing.
  say(
    String.raw`^(?:guess|any idea|do you know|does anybody know|does anyone know|tell me|remind me|remember) (?=who\b|what\b|which\b|when\b|where\b|how many\b)`,
    '',
  ),
  say(
    `^(?:could|can|would|will) you (?:(?:kindly|please|possibly|just|quickly|maybe) )*(?:tell|show|give|let)(?: (?:me|us))?(?: know| out)?(?: please)?,? (?=who|whom|to whom|which|what|when|where|how|whose|if)`,
    '',
  ),
  say(
    String.raw`,? (?:i (?:forget|forgot|can['’]?t remember|never remember)|remind me|thx|thanks|thank you|many thanks|ta|cheers|tia|pls|plz|please|asap|no rush|quick(?:ly)? please|when you (?:get|have) (?:a )?(?:sec|second|minute|moment|chance))(?=[\s?.!]*$)`,
    '',
  ),
  say(
    String.raw`,? (?:(?:i|we) )?need (?:it|this|that|the list|a list|them|the number|the figure)(?: (?:for|by|before) [^,?]{2,40})?(?=[\s?.!]*$)`,
    '',
  ),
  say(
    String.raw`,? (?:for (?:the|our|my) (?:board|boss|meeting|report|minutes|newsletter|gold watches|records?|files?))(?=[\s?.!]*$)`,
    '',
  ),
  say(
    String.raw`[?.!]+ (?:tell|say|list|name|show)(?: me)? (?:who|which|them|the names?)(?: (?:it|they) (?:is|are))?(?=[\s?.!]*$)`,
    '?',
  ),
  say(`^(?:company|organi[sz]ation|firm|house)[ -]?wide,? `, ''),
  say(String.raw`,? (?:company|organi[sz]ation|firm)[ -]?wide(?=[\s?.!]*$)`, ''),
  say(String.raw` (?:on (?:the|our) books|all told|as of today|as it stands)(?=[\s?.!,]*$)`, ''),
  say(
    String.raw`^(?:am i|are we) right (?:that|in thinking|in saying)(?: that)? (?:some|a few|any|several|there are some) ([^?]{3,80})\? how many(?: (?:are there|of them|is that))?(?=[\s?.!]*$)`,
    'how many $1',
  ),
  say(String.raw`^[^?]{2,80}?,? i mean,? (?=(?:who|which|what|how many|when|where|whose)\b)`, ''),
  say(
    String.raw`(?<=\b(?:free|idle|available)\b[^?]{0,20}),? i mean (?:having|with|has|have|those with) no (?:open )?tasks?`,
    '',
  ),
  say(String.raw`\? due today,? i mean(?=[\s?.!]*$)`, ''),

  say(String.raw`\bover (at|in) (?=\S)`, '$1 '),
  say(String.raw`\b(?:normally|usually|normaly|generally|typically) (?=(?:works?|sits?|based|is|are)\b)`, ''),
  say(
    `^(?:could|can|may|might) i (?:trouble you for|have|get|see|ask for) (?=(?:the names|the list|a list|all)\\b)`,
    'list ',
  ),
  say(
    String.raw`,? the ones (?:at|from|in) other (?:firms|companies|organi[sz]ations|places)(?=[\s?.!]*$)`,
    '',
  ),
  say(
    String.raw`,? (?:not counting|excluding|without|leaving out) (?:him|her|them|himself|herself|themselves)(?=[\s?.!]*$)`,
    '',
  ),
  say(
    String.raw`^(?:at )?all levels (?:down|deep),? ([^?]{4,80}?)(?=[\s?.!]*$)`,
    '$1, directly or indirectly',
  ),
  say('^count me (?:up )?(?:all )?(?:of )?(?:the )?', 'how many '),
  say(String.raw`\bsince (?:the )?new year(?:['’]?s)?(?: day)?\b`, 'since 1 January'),
  say(String.raw`\b(?:have|did) we (?:lost|lose|losed)\b`, 'left the company'),
  say(
    String.raw`^is (?:someone|anyone|anybody|somebody) (leaving|joining|starting)([^?]*)\? who(?: (?:is it|are they))?(?=[\s?.!]*$)`,
    'who is $1$2',
  ),
  say(
    String.raw`,? (?:out )?of (?:everyone|everybody|all|all those|those|the people|the ones)(?: who (?:is|are))? still (?:working|employed|working here|employed here|here|with us|around)(?: here)?(?=[\s?.!]*$)`,
    '',
  ),
  say(
    String.raw`\bmonday (?:to|through|till|until|-) friday (?:of )?next week\b`,
    'between next monday and next friday',
  ),

  // Who and whom.
  say(
    String.raw`^to (?:whom|who) (?:does |do )?([^?]{2,40}?) reports?(?: to)?(?=[\s?.!]*$)`,
    'who does $1 report to',
  ),
  say(
    String.raw`^([^?,]{2,40}?) (?:is|are) (?:a )?(?:part|member|members) of (?:what|which) (team|department|group)(?:s| or teams| or groups)?(?=[\s?.!]*$)`,
    'which teams is $1 in',
  ),
  say(
    String.raw`^is ([^?]{2,40}?) only (?:with|in|on) [^?]{2,40}? or (?:on|in|with|part of) (?:another|other|more|further|any other) teams?(?: as well| too)?[?]*(?: which(?: ones?)?)?(?=[\s?.!]*$)`,
    'which teams is $1 in',
  ),
  say(
    String.raw`^does ([^?]{2,40}?) (?:count as|belong with|come under|go with|work with) ([^?]{2,40}?)(?: too| as well| also)?(?=[\s?.!]*$)`,
    'is $1 in $2',
  ),
  say(
    String.raw`^([^?,]{2,40}?), (?:is )?(?:s?he|they) (still |now |also )?(?:with|in|on|at) (?:the )?([^?,]{2,40}?)(?: (?:lot|crew|crowd|gang|bunch|folks?|people|guys))?(?=[\s?.!]*$)`,
    'is $1 $2in the $3 team',
  ),
  named(
    String.raw`^[Ww]ho(?: is|['’]s|s| are)? (?:our|the) (?:fella|fellow|man|woman|guy|contact|contacts|person|people|one|name|rep|lady|chap) (?:at|in|from|with) (?=\p{Lu})`,
    'who works at ',
  ),
  say(String.raw`^who (?:have|do) we (?:got|have) (?:in|on|at|over in) (?=\S)`, 'who is in '),
  say(
    String.raw`\b(boss|manager|lead|supervisor|e-?mail|address|phone(?: number)?) of the (?:chap|guy|person|one|lad|woman|man|colleague|lady|fella|bloke)s? (?:who is |who['’]s |that is )?(?:doing|working on|on|handling|assigned to|busy with) (?=[A-Z][A-Z0-9]*-\d)`,
    '$1 of the assignee of ',
  ),
  say(String.raw`\bwho is (?=(?:boss|manager|lead|head) of\b)`, 'who is the '),
  say(String.raw`\bwhoever (?:is in charge of|leads|runs|heads|manages) `, 'the lead of '),
  say(
    String.raw`\b(e-?mail(?: address)?|phone(?: number)?|address|number) for (?=the (?:lead|head|manager|boss|assignee|author)\b)`,
    '$1 of ',
  ),
  say(
    String.raw`\bthe (?:biggest|largest|highest|greatest) (?:bunch|number|amount|count|group|load|pile|heap) of\b`,
    'the most',
  ),
  say(
    String.raw`,? count(?:ing)? only (?:those |people |the ones )?(?:who (?:are )?)?still (?:works?|working|employed|there|with us|here)(?: here)?(?=[\s?.!]*$)`,
    '',
  ),
  say(
    String.raw`^(?:are there |is it |have we |do we have )?more (people|staff|employees) (?:in|at|on) (?:the )?([^?]{2,40}?) or (?:in |at |on )?(?:the )?([^?]{2,40}?)(?=[\s?.!]*$)`,
    'who has more people, $2 or $3',
  ),
  say(
    String.raw`^how many leavers (?:are there|have we had|did we have|do we have)?(?=[\s?.!]*$)`,
    'how many people left the company',
  ),
  say(
    String.raw`\b(?:has |have |is |are |['’]s )?(?:handed in|given(?: in)?|giving) (?:their|his|her) notice\b`,
    'is leaving',
  ),
  say(
    String.raw`^who(?:['’]s| has|se)? (?:got|had|done|served|has|have) (?:more than |over )?(\d{1,2}|ten|twenty|thirty|forty) years?['’]?(?: of)? (?:service|with us|here)(?: or more| or over| and more|\+)?(?=[\s?.!,]*$)`,
    'who started more than $1 years ago',
  ),

  named(
    String.raw`^(?:[Oo]ur|[Tt]he) (?:contact|person|man|woman|name|guy|one|rep) (?:at|in|from|with) ([^?,]{2,40}?),? (?:what (?:was|is)|what['’]s|who (?:was|is)) (?:the|his|her|their|that) name(?: again)?(?=[\s?.!]*$)`,
    'who works at $1',
  ),
  named(
    String.raw`^(?!Is |Are |Does |Has |Was )(${name}) still (?:on|in|with|at|part of) (?!us\b)([^?]{2,40}?)(?=\s*\?|$)`,
    'is $1 still in $2',
  ),
  say(
    String.raw`^(?!is |are |does |has |was |who |which )([\p{L}]+ [\p{L}]+) still (?:on|in|with) (?:the )?(?!us\b)([^?]{2,40}?)(?=\s*\?)`,
    'is $1 still in $2',
  ),
  say(
    String.raw`^(?:what|which) (?:units|teams|groups|departments|crews) (?:come|sit|are|hang|fall) directly (?:below|under|beneath|in) (?=\S)`,
    'which teams are directly part of ',
  ),
  say(
    String.raw`\bwhoever (?:asked for|requested|reported|raised|opened) (?=[A-Z][A-Z0-9]*-\d)`,
    'the reporter of ',
  ),
  // How things stand.
  named(
    String.raw`^[Ii]s ${key} (?:moving|going anywhere|progressing|getting anywhere|alive)(?: at all)?(?:,? or (?:is it )?[^?]{2,30})?(?=[\s?.!]*$)`,
    'what is the status of $1',
  ),
  named(
    String.raw`^[Ww]ho(?:['’]s| is| has|s)? (?:got )?${key} on (?:there|their|his|her|the) (?:plate|desk|list)(?=[\s?.!]*$)`,
    'who is assigned to $1',
  ),
  named(
    String.raw`\b(?:cannot|can['’]?t|can not|could not) (?:start|begin|go ahead|proceed|be (?:done|started)) (?:until|before|till|without) ${key}(?: is (?:${state}|through))?`,
    'are blocked by $1',
  ),
  named(
    String.raw`^${key} is (?:waiting (?:on|for)|stuck on|held up by) (?:something|sth|another (?:task|one)|some other task),? (?:and )?when is (?:that|it|this)(?: something| one| task)? due(?=[\s?.!]*$)`,
    'list the tasks blocking $1 with their due dates',
  ),
  named(
    String.raw`^${key} is (?:waiting (?:on|for)|stuck on|held up by) (?:something|sth|another (?:task|one)|some other task),? (?:and )?(?:what is it|what|which(?: one)?)(?=[\s?.!]*$)`,
    'which tasks block $1',
  ),
  say(
    String.raw`\b(?:that are |which are |that is )?past (?:their|its|thier|the) (?:due )?dates?\b`,
    'that are overdue',
  ),
  say(
    String.raw`^break (?:the |our )?([^?]{2,50}?) down by (status|priority|team|assignee|person|month)(?: for (?:me|us))?(?=[\s?.!]*$)`,
    'tasks of $1 by $2',
  ),
  say(
    '^what (?:did|have|has) we (?:manage(?:d)? to )?(?:finish|finished|complete|completed|close|closed|get done|got done|ship|shipped) ',
    'which tasks were completed ',
  ),
  named(
    String.raw`^${key},? (?:is it |are we )?${state}(?: yet)?(?:,? or [^?]{2,40})?(?=[\s?.!]*$)`,
    'what is the status of $1',
  ),
  named(
    String.raw`^[Ww]hen (?:has|does|must|should) ${key} (?:got to |have to |need to |had to )?(?:be )?${state}(?: by)?(?=[\s?.!]*$)`,
    'when is $1 due',
  ),
  named(
    String.raw`^[Ww]hat (priority|due date|status|deadline) (?:did (?:somebody|someone|we|they|you|anybody) (?:give|set for|put on|assign to)|has|does|was given to|was set for) ${key}(?: have| got| been given)?(?=[\s?.!]*$)`,
    'what is the $1 of $2',
  ),
  named(
    String.raw`^[Ww]hat(?:['’]s| has| have|s) (${name}) (?:still )?(?:got )?(?:left )?on (?:his|her|their) (?:plate|desk|list|to-?do list)(?=[\s?.!]*$)`,
    'what are the open tasks of $1',
  ),
  say(
    String.raw`\b(?:(?:that|which) )?(?:have |has |had )?(?:blown|missed|busted|overshot|slipped|overrun|overran|run past|gone past|passed|gone over) (?:past )?(?:their|its|the) (?:due dates?|deadlines?|dates?)\b`,
    'are overdue',
  ),
  say(
    String.raw`\bby (?:close of play|end of play|(?:the )?end of (?:the )?(?:day|business)|cob|eod)(?: today)?\b`,
    'today',
  ),
  say(
    String.raw`^(?:is there |are there )?(?:anything|something|stuff|things|what) (?:that )?(?:has to|must|needs to|have to|got to|is to) (?:be done|be finished|get done|go out|be in) (today|tomorrow|this week|next week)(?=[\s?.!]*$)`,
    'which open tasks are due $1',
  ),
  say(
    String.raw`^(?:out )?of the ${late} (?:ones|tasks|jobs) (?:in|of|on) ([^?,]{2,50}?),? which (?:one )?(?:has|is|have)(?: been)? (?:waiting |late |overdue )?(?:the )?longest[^?]*(?=[\s?.!]*$)`,
    'which task of $1 is overdue the longest',
  ),
  say(
    String.raw`\b(?:or|and) (?:any|all|one|every one)(?: of)? its (?:own )?(?:sub-?teams|teams|groups|crews|gangs|sub-?groups)\b`,
    'including sub-teams',
  ),
  say(
    String.raw`\b(overdue|late|blocked|open|unfinished|unassigned) (?:stuff|work|bits|things)(?=[\s?.!]*$| in\b| of\b| for\b)`,
    '$1 tasks',
  ),
  say(
    String.raw`\b(?:still )?(?:in the names? of|with|assigned to|on|held by|belonging to|owned by) (?:people|someone|anyone|anybody|staff|those|somebody|employees) (?:who|that) (?:(?:(?:do|does)(?:n['’]?t| not)|no longer) works? here(?: any ?more| any longer)?|(?:have |has |had )?(?:already )?(?:left|gone|quit)(?: us)?|(?:are|is) (?:gone|no longer (?:here|with us)))`,
    'assigned to people who left',
  ),
  say(
    String.raw`^(?:is |are )?(?:there )?(?:anything|something) (?:on fire|burning|blowing up|going wrong|pressing) (?:in|for|at|with|on) (?=\S)`,
    'highest priority open tasks of ',
  ),
  say(
    String.raw`^(?:what(?: is|['’]s)|which is) the (oldest|newest|latest) (?:thing|one|job|item) (?:that )?${nobody} (?:has|have|is|['’]s) (?:yet )?(?:picked up|taken(?: on)?|claimed|grabbed|working on|doing|on|got)(?: yet)?(?=[\s?.!]*$)`,
    'what is the $1 open task without assignee',
  ),
  say(
    String.raw`,? and (?:(?:in|on|from) )?(?:what|which) (team|office|location)(?: (?:are they|is (?:he|she)|do they work|does (?:he|she) work)(?: in| on| at)?)?(?=[\s?.!]*$)`,
    ' with their $1',
  ),
  named(
    String.raw`^[Hh]ow long has ${key} (?:been )?(?:sitting|lying|hanging|waiting|lingering|stuck)(?: there| around| about| open)?(?=[\s?.!]*$)`,
    'how long has $1 been open',
  ),
  say(
    String.raw`^what(?:['’]s| is)? (?:still )?(?:left|remaining|outstanding|still to do)(?: to do| to be done)? (?:for|on|in|with) (?=\S)`,
    'open tasks of ',
  ),
  say(
    String.raw`^(?:(?:give|show|list|tell|trace|draw|name|follow|send)(?: me)? )?(${name})(?:['’]s)? (?:whole |full |entire |complete )?(?:chain of command|management chain|reporting line|line of command|reporting chain)(?=[\s?.!]*$)`,
    'who is above $1',
  ),
  say(
    String.raw`^(?:(?:give|show|list|tell|trace|draw|name|follow|send)(?: me)? )?(?:the )?(?:whole |full |entire |complete )?(?:chain of command|management chain|reporting line|reporting chain) (?:of|for|above) (?=\S)`,
    'who is above ',
  ),
  say(
    String.raw`^(?:list |show |who are )?(?:all )?(?:the |of the )?(?:managers|bosses|people) above (?=\S)`,
    'who is above ',
  ),
  say(String.raw`\b(?:but|yet) (?:who )?(?:works?|working) (?:for|in|on) `, 'and in '),
  say(
    String.raw`^when was (the )?([^?]{2,60}?) (?:last )?(?:touched|revised|edited|changed|refreshed|looked at)(?: last)?(?=[\s?.!]*$)`,
    'when was $1$2 last updated',
  ),
  say(
    String.raw`^(who knows (?:about )?[^?]{2,40}?) (?:best|most|the most|the best|well)(?=[\s?.!]*$)`,
    '$1',
  ),
  say(
    String.raw`^(?!how many)([^?]{4,80}?),? (?:count only|just (?:the |a )?(?:count|number)|only the (?:count|number)|number only)(?=[\s?.!]*$)`,
    'how many $1',
  ),
  say(String.raw`\bticked off\b`, 'finished'),
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
  say(String.raw`\blist me (the|all|any|every)\b`, 'list $1'),
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
    String.raw`(?<!\b(?:does|do|did) )\bthe (?:person|one|man|woman|manager|boss)(?: (?:who|whom|that))? ((?:the (?:head|lead|leader|manager) of )?[^?,]{2,40}?) reports? to\b`,
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
  say(
    String.raw`\b(?:with the (?:first |last |family |given )?name(?: of)?|by the name of|who go(?:es)? by(?: the name(?: of)?)?|whose (?:first |last |family )?name is) (?!on\b|in\b|at\b|against\b|there\b)(?=\p{L})`,
    'called ',
  ),
  ...months.flatMap((first, at) => {
    const [second, third] = [months[at + 1], months[at + 2]];
    return second === undefined || third === undefined
      ? []
      : [
          say(
            String.raw`\b(?:in |during )?${first}(?:,| and| or)? ${second},?(?: and| or)? ${third}\b`,
            `between ${first} and ${third}`,
          ),
        ];
  }),
  say(
    String.raw`^(which|what) (team|department|group) (?:is|are) ([^?]{2,40}?['’]s (?:own )?team) (?:a )?(?:part of|under|in|below|within|inside)(?=[\s?.!]*$)`,
    'what is the parent team of $3',
  ),
  say(
    String.raw`^(?:which|what) (?:team|department|group) is (?:the )?(?:parent|above|one (?:level|step) above|directly above)(?: of| to)? (?=\S)`,
    'what is the parent team of ',
  ),
  say(
    String.raw`\bthe (?:bigger |larger |parent )?(?:team|department|group) (?:that |which )?([^?,]{2,40}?['’]s (?:own )?team) (?:is (?:a )?(?:part of|under|in|below|within)|belongs to|comes under|sits under|rolls up to)`,
    'the parent team of $1',
  ),
  say(
    String.raw`^([^?,]{2,40}?['’]s (?:own )?team) (?:comes|sits|falls|is|goes) (?:under|below|in) (?:which|what) (?:bigger |larger |parent )?(?:team|department|group)(?=[\s?.!,]| and)`,
    'what is the parent team of $1',
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
