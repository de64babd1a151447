import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const boss = '(?:manager|boss|supervisor|superior|chief|line manager)';
const people = '(?:people|employees|staff|colleagues|persons|members|heads|folks|workers)';
const parts =
  '(?:sub-?teams|sub-?groups|sub-?departments|sub-?units|sub-?sections|sections|units|parts|teams|groups|divisions|departments|branches)';
const kind = '(?:team|department|group|unit|section|division|branch)';
const somebody = String.raw`((?!(?:who|whom|whose|what|which|when|where|how|is|are|was|were|does|do|did|has|have|can|could|list|show|give|tell|name|the same)\b)[^?,:;]{2,50}?)`;
const show = '(?:(?:list|show|name|give|tell|find)(?: me| us)?(?: all)? |who (?:is|are) |what (?:is|are) )?';
const all = ', directly or indirectly';
const figure = '(?:two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})';
const states = '(?:open|overdue|blocked|done|finished|completed|unfinished|late|unassigned|past due)';
const counted = `((?:${states} )?(?:tasks|tickets|issues|people|members|staff|employees))`;
const ranked = '(projects?|teams?|departments?|people|offices?|locations?|sites?|colleagues?|employees?)';

/** Turns of phrase about all of a line or of a team, about shares of a whole and about ranks, in the order in which they are looked for. */
export const rephrasingsOfWholes: readonly Rephrasing[] = [
  say(
    String.raw`\b(?:the |a )?(?:complete|full|entire|whole|total|comprehensive) (?:set|list|roster|register|roll|collection|lot) of `,
    'all ',
  ),
  say(
    String.raw`\b(?:one way or (?:an|the )?other|in one way or another|in any way|no matter (?:how|at what) (?:far|deep|level)(?: down)?|however (?:far|deep)(?: down)?|at (?:whatever|any) (?:depth|level|remove|distance))(?: \([^()?]{3,60}\))?${end}`,
    'directly or indirectly',
  ),
  say(
    String.raw`\b(?:direct|immediate) (?:plus|and|as well as|\+|&|or) indirect (reports|subordinates|reportees|people|staff)(?: (?:of|under) )([^?,]{2,50}?)${end}`,
    `$1 of $2${all}`,
  ),
  say(String.raw`\bimmediate (?=(?:subordinate|report|reportee|underling|staff|team member)s?\b)`, 'direct '),
  say(
    String.raw`^(?:i )?(?:need|want|give me|just|would like|can i have|could i get)? ?(?:a|the|one|just a|just the|only the) (?:number|count|figure|total|head ?count)(?: (?:please|only))?\s*[-–—:,;]+\s*(?!how many)(?:of )?(?:the )?(?=\p{L})`,
    'how many ',
  ),
  say(
    `^(?:to|for|of) how many (?:${people}|reports|colleagues) (?:is|does|has) ([^?,]{2,50}?) (?:the |a |an )?(?:direct |immediate )?(?:manager|boss|supervisor|superior|line manager|act as (?:manager|boss)|serve as (?:manager|boss))${end}`,
    'how many people report directly to $1',
  ),
  say(
    `^how many (?:${people}) (?:is|has) ([^?,]{2,50}?) (?:the |a )?(?:direct |immediate )?${boss} (?:of|to|for)${end}`,
    'how many people report directly to $1',
  ),
  say(
    `^${show}(?:all |every |each |the )*(?:of the )?(?:superiors?|bosses|managers|higher-ups|supervisors) (?:of|above|over) ${somebody},? (?:(?:starting |beginning )?(?:from|with) (?:(?:his|her|their|the) )?(?:own |direct |immediate )*${boss},? (?:and )?)?(?:(?:all )?the way |right |going )?(?:up|upwards?|on up|onwards)(?: (?:to|until|till) (?:the )?[^?]{2,40}?)?${end}`,
    'who is above $2$1',
  ),
  say(
    `^${show}(?:all |every )(?:of )?(?:the )?(?:superiors?|higher-ups) (?:of|above|over) ${somebody}${end}`,
    'who is above $1',
  ),
  say(
    String.raw`^(?:who(?: is|['’]s) )?${somebody}(?:['’]s|(?<=s)['’]) ${boss}\s*[-–—:,;?.]+\s*(?:and )?(?:then )?who(?: in turn)? (?:is|manages|leads|supervises|does) (?:that|this|his|her|their)(?: (?:same )?(?:${boss}|person|one))?(?:['’]s)?(?: ${boss}| report to)?(?: in turn| then)?${end}`,
    'who manages the manager of $1',
  ),
  say(
    `^(?:is it true that |does |has |do )?${somebody} (?:has|have|counts?|got|has got) ([^?,]{2,50}?) (?:as|among|for) (?:an? |one of )?(?:(?:his|her|their|the) )?(direct |immediate )?(?:reports?|subordinates?|reportees?|underlings?)${end}`,
    'does $2 report to $1',
  ),
  say(
    `^(?:is it true that |does |has |do )?${somebody} (?:has|have|got|has got) ([^?,]{2,50}?) (?:as|for) (?:an? )?(?:(?:his|her|their|the) )?(?:direct |immediate )?${boss}${end}`,
    'does $1 report to $2',
  ),
  say(
    `^${show}(?:the |all )*(?:the )?other (?:direct )?(?:reports|people|subordinates|reportees|staff) (?:of|under|below) ${somebody}(?:['’]s|(?<=s)['’]) ${boss}${end}`,
    'who are the peers of $1',
  ),
  say(
    `^(?:who else|(?:which|what) (?:others?|other (?:people|colleagues|employees)|else)|who of the others) (?:answers?|reports?|works?|is|are) (?:to|under|for|below) (?:the )?same ${boss} (?:as|like) ([^?,]{2,50}?)(?: (?:does|do|is))?${end}`,
    'who are the peers of $1',
  ),
  // All of a team, and with its parts.
  say(
    `^(?:(?:show|list|give|name|tell)(?: me| us)? |who (?:is|are) (?:in )?|who['’]s (?:in )?)(?:the |our )?(?:whole|entire|complete|full) ([^?,]{2,40}?) (?:crew|gang|bunch|lot|squad|roster|line-?up|posse|crowd|staff|team)(?:,? please)?${end}`,
    'who is in $1',
  ),
  say(
    String.raw`\b(in|of|for) (?:the |our )?(?:whole|entire|complete|full) (?=[^?,]{2,40} ${kind}\b)`,
    '$1 the ',
  ),
  say(
    `,? (?:with )?(?:all )?(?:(?:its|the|their) )?sub-?(?:teams|groups|departments|units|sections|divisions) (?:and all|and everything|included|inclusive|counted in|as well|too)${end}`,
    ' including sub-teams',
  ),
  say(
    String.raw`^(?!how|what|which|who)([^?,]{2,40}?),? ?(?:\+|&|plus|and|with|together with|including) (?:all )?(?:(?:of )?(?:its|their) )(?:own )?${parts}\s*(?:=|:|,|[-–—]+|makes?|is|are|have|has|gives?|adds? up to|comes? to)\s*how many (?:${people})(?: (?:in total|altogether|is that|does that make))?${end}`,
    'how many people are in $1 including sub-teams',
  ),
  say(
    String.raw`(?<=^|[,:–—-]\s)(?:what|which) (?:team |unit |department |section |group )?(?:is|goes|sits|comes|stands|lies|belongs|ranks) (?:directly |immediately |right )?(?:above|over) (?=[^?]{2,50}[\s?.!]*$)`,
    'what is the parent team of ',
  ),
  // Who is in both.
  say(
    `^${show}(?:the |any )?(?:overlap|intersection|common (?:members|people|ground)|shared (?:members|people)|people in common|crossover)(?: (?:is there|there is))? (?:between|of|in|among) ([^?]{2,80}?),? (?:who|which people) (?:is|are) (?:it|that|they|those|in it|in both)${end}`,
    'who is in both $1',
  ),
  say(
    String.raw`^(?:who (?:is|are) (?:in )?|(?:list|show|name|give)(?: me)? )(?:the )?(?:overlap|intersection|common members|shared members|crossover) (?:between|of|among) (?=\S)`,
    'who is in both ',
  ),
  say(
    `,? (?:both|all|the two|these) (?:sites|offices|locations|places|towns|cities|teams|departments|groups)?,? ?(?:together|combined|taken together|counted|put together|alike|jointly)${end}`,
    '',
  ),
  say(
    String.raw`^(?:find|get|show|give|name|list|tell)(?: me| us)? (?:anyone|anybody|someone|somebody|everyone|everybody|those|people) (?:of|from|in|on) ([^?,]{2,40}?) (?:who |that )?(?:is |are )?(?:working|works?|based|sitting|sits?|located|stationed|lives?|living) (?:in|at|out of|from) (?=\S)`,
    'who is in $1 and in ',
  ),
  say(
    String.raw`\bwhose (?:open |unfinished )?(?:tasks? ?lists?|to-?do ?lists?|lists? of (?:open )?tasks|plates?|desks?|queues?|backlogs?|work ?lists?) (?:is|are) (?:completely |currently |now |totally )*(?:empty|clear|bare|blank|clean|free)`,
    'who has no open tasks',
  ),
  // How a whole is spread.
  say(
    String.raw`^(?:what(?: is|['’]s) |show(?: me)? |give(?: me)? |i (?:need|want) )?(?:the )?(?:distribution|breakdown|spread|split|division|allocation|count|counts|numbers?) of (?:all )?(?:the |our )?([^?]{3,40}?) (?:over|across|among|between|by|per|to|for each|for every) (?:the |our |all |each |every )*((?:location|office|site|team|department|project|priority|status|assignee|person|title)(?=s?\b)|priorit(?=ies\b)|status(?=es\b)|cit(?=ies\b))(?:s|es|ies|y)?(?:,? (?:in|with|as) (?:numbers|figures|counts|totals))?(?:,? please)?${end}`,
    'how many $1 per $2',
  ),
  say(
    String.raw`\b(tasks|tickets|issues|people|staff|employees) (?:counted|counts|tallied|totall?ed|added up|broken down|split up|split|grouped|divided|sorted) (?:up )?(?:by|per|for each) (?=\p{L}+[\s?.!]*$)`,
    '$1 per ',
  ),
  // Ranks.
  say(
    String.raw`\bhow many (tasks|tickets|issues) (?:are|is|remain|stay)(?: still)? (?:past due|overdue|late|behind schedule)${end}`,
    'overdue $1',
  ),
  say(
    String.raw`\bhow many (tasks|tickets|issues) (?:are|is|remain|stay)(?: still| left)? (open|unfinished|blocked|unassigned)${end}`,
    'how many $2 $1',
  ),
  say(
    String.raw`\b(?:remains?|remaining|stays?|staying) (?=(?:open|blocked|unfinished|overdue|unassigned|undone)\b)`,
    'is ',
  ),
  say(String.raw`\b(?:are |is )?(?:still )?left (?=(?:open|unfinished|undone)\b)`, ''),
  say(
    String.raw`^(?:what|which)(?: is|['’]s| are)? (?:the )?(?:worst|most troubled) (project|team|department|person|office)s?,? (?:in terms of|when it comes to|with regard to|regarding|as regards|for|by|going by|measured (?:in|by)|judging by|judged by|counting) (?:the )?(?:number of |count of )?(?=(?:overdue|blocked|late|unassigned|past due)\b)([^?]{4,40}?)${end}`,
    'which $1 has the most $2',
  ),
  say(
    String.raw`\b(?:the )?(${figure}) (?:busiest|fullest|most loaded|most crowded|heaviest) ${ranked},? (?:as )?(?:measured|counted|judged|going|ranked|judging|in terms|by) ?(?:in|by|of)? (?:the )?(?:number of |count of |their )?${counted}`,
    'top $1 $2 by $3',
  ),
  say(
    `^(?:which|what)(?: is|['’]s)? (?:the )?(?:busiest|fullest|most loaded) (project|team|department|person|office),? (?:as )?(?:measured|counted|judged|going|ranked|judging|in terms|by) ?(?:in|by|of)? (?:the )?(?:number of |count of |its |their )?${counted}${end}`,
    'which $1 has the most $2',
  ),
  say(
    String.raw`^(?:the )?(most|fewest|least) ${counted},? (?:counted |ranked |sorted )?(?:by|per|for each) (project|team|person|location|office|department|employee)\s*[-–—:,;?]+\s*(?:who|which(?: one)?|what)(?: is|['’]s| comes| leads| ranks)?(?: (?:first|leading|on top|at the top|ahead|number one|in the lead|top|it|that))?${end}`,
    'which $3 has the $1 $2',
  ),
  say(
    `^(?:(?:name|tell me|give me|show me|say|which is|what is|what['’]s) )?(?:the |which |what )?(project|team|department|office|location) (?:where|in which|with|that has|which has|having) (?:there are )?the (fewest|most|least) (tasks|tickets|issues) (?:are|is|that are)? ?(?:still )?(open|unfinished|overdue|blocked|unassigned)${end}`,
    'which $1 has the $2 $4 $3',
  ),
  say(
    `^(?:out )?of all (?:the |our |of our )?(project|team|department|office|location|colleague|people)s?,? (?:which|what)(?: one)?(?:['’]s got|['’]s| has got| has| have| is)? (?:the )?(least|fewest|most) (tasks|tickets|issues) (open|unfinished|overdue|blocked)${end}`,
    'which $1 has the $2 $4 $3',
  ),
  say(
    `^(?:out )?of all (?:the |our |of our )?(project|team|department|office|location)s?,? (?:which|what)(?: one)?(?:['’]s got|['’]s| has got| has) (?:the )?(least|fewest|most) `,
    'which $1 has the $2 ',
  ),
  say(
    String.raw`^where (?:do we have|have we(?: got)?|are|are there|is there|lie|sit) (?:the )?most ${counted}\s*[-–—:,;?.]+\s*(?:just |only |give me |name )?(?:the )?(?:top|first|leading|biggest) (${figure}) ${ranked}${end}`,
    'top $2 $3 by $1',
  ),
  say(
    `^(?:at (?:the )?)?top of (?:the )?(?:list|ranking|pile|charts?|table|leader ?board|league)(?: (?:for|in|by|of|in terms of))? (?:the )?(?:number of )?${counted} (in|of|on|at) ([^?,]{2,50}?),? (?:is who|who is it|is which person|who is that|who)${end}`,
    'who has the most $1 $2 $3',
  ),
  say(
    String.raw`\bwho (?:is|comes|ranks|stands|sits) (?:(?:at (?:the )?)?top of (?:the )?(?:list|ranking|pile|charts?|table|leader ?board)|first|on top|number one)(?: (?:for|by|in terms of|in|when it comes to))? (?:the )?(?:number of )?${counted} (?=(?:in|of|on|at) )`,
    'who has the most $1 ',
  ),
  say(
    `^(?:which|what) (project|team|department|person|office)s? (?:is|are)(?: doing| faring)? (?:the )?(?:worst|worst off|furthest behind) (?:on|for|with|by|in terms of|in|at|regarding) (?:the )?(?:number of |its |their )?${counted}${end}`,
    'which $1 has the most $2',
  ),
  say(
    `^(?:rank|sort|order) (?:the |our |all )*${ranked} by (?:the )?(?:number of |count of |their )?${counted},? (?:and )?(?:then )?(?:give|show|name|list|tell|send)(?: me| us)? (?:just |only )?(?:the )?(?:first|top|leading) (${figure})(?: of them| only)?${end}`,
    'top $3 $1 by $2',
  ),
  // None of two values.
  say(
    String.raw`,? (?:(?:but |and )?(?:excluding|except(?: for)?|without|leav(?:e|ing) (?:out|aside)|not|minus|not counting|other than|apart from|skip(?:ping)?|ignor(?:e|ing)|omit(?:ting)?|drop(?:ping)?|bar(?:ring)?|save for)) (?:both )?(\p{L}+) (?:and|or|nor)(?: the)? (\p{L}+)(?:[- ]priority)(?: (?:ones|tasks|tickets))?${end}`,
    ' that are neither $1 nor $2 priority',
  ),
  // What stands in which column of the board.
  say(
    String.raw`\b(?:(?:are|is|that are|which are|still|currently) )*(?:waiting|sitting|lying|parked|sat|standing|listed|left|stuck) (?:in|under|on) (?:the )?["'“‘]?(to[ -]?do|in progress|blocked|backlog)["'”’]?(?: (?:column|lane|state|status|list))?${end}`,
    'are $1',
  ),
  say(
    String.raw`\b(?:that )?(?:can(?:no|['’])t|can not|could not|couldn['’]t|are unable to|is unable to|are not able to|won['’]t) (?:move|go|get|make|proceed|continue|advance|be (?:worked on|continued))(?: (?:forward|on|ahead|anywhere|further|progress|any further|headway))?,? (?:because|since|as) (?:they|it)(?: (?:are|is)|['’]re|['’]s) (?:still )?(blocked|stuck|on hold|held up)${end}`,
    'are $1',
  ),
  // Whether there is any.
  say(
    String.raw`^(?:do we have|have we(?: got)?|we have|any) (?:any |some )?((?:${states} )*(?:work|tasks?|tickets?|issues?)\b|(?:${states} )+(?:work|tasks?|tickets?|issues?|ones))(?=[^?]*\?\s*$)(?![^?]*\b(?:who|which|what|how)\b)`,
    'are there any $1',
  ),
  say(
    `^how many (?:things|tasks|tickets|items|jobs)? ?(?:does|do|has|have|must|should) ([^?,]{2,50}?) (?:still |yet )?(?:needs?|have|has|got)?(?: got)? ?(?:to )(?:still )?(?:finish|do|complete|get done|wrap up|close|deal with|take care of|work through|get through)(?: still| yet)?${end}`,
    'how many open tasks does $1 have',
  ),
  say(
    String.raw`^there (?:is|are|['’]s) ((?:an? |some |any )?[^?,]{3,50}?)(?: (?:among us|here|with us|at (?:the|our) (?:company|${house})|on (?:the )?staff|in (?:the|our) (?:company|${house})))?,? (?:yes|right|correct|no|true|is(?:n['’]?t| not) (?:there|it)|are(?:n['’]?t| not) there)(?=\s*\?)`,
    'is there $1',
  ),
  // Who came before whom, and who went.
  say(
    String.raw`\bwho (started|joined|came|began|arrived|was hired)(?: (?:here|with us|working here|us|the company))? (?:before|ahead of|earlier than|sooner than) the other(?: one)?\s*[,:–-]+\s*`,
    'who started first, ',
  ),
  say(
    String.raw`\bwho (started|joined|came|began|arrived|was hired)(?: (?:here|with us|working here|us|the company))? (?:after|later than) the other(?: one)?\s*[,:–-]+\s*`,
    'who started last, ',
  ),
  say(
    String.raw`\b(?:who |that )?(?:have |has )?(?:begun|began|begin) (?:(?:their|his|her) (?:employment|work|jobs?|service)|with us|here|working here|working for us|at the company)\b`,
    'who started',
  ),
  say(
    String.raw`\b(in|of|during|since|from|for) the (?:year|calendar year|year of) (?=(?:19|20)\d\d\b)`,
    '$1 ',
  ),
  say(
    String.raw`\b(in|of|during|since|from|for) the month of (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\b)`,
    '$1 ',
  ),
  say(
    String.raw`\b(?:(?:said|saying|say|bade|bid) (?:us |the (?:company|${house}) )?(?:good-?bye|farewell|adieu)|parted (?:ways|company)|went (?:their|his|her) (?:own )?way|moved on|turned (?:their|his|her) backs?)(?: (?:to|from|with|on) (?:us|(?:the|our) (?:company|${house})))?(?=[\s?.!,]*$| (?:in|this|last|during|since|between|before|after)\b)`,
    'left the company',
  ),
  say(
    `^(?:the )?(?:people|persons|employees|colleagues|staff|those) (?:that|who) (left the company[^?,]*?),? (?:who (?:are|were) (?:they|those)|which ones|names)${end}`,
    'who $1',
  ),
  // The newest and the oldest.
  say(
    String.raw`\bwho(?: is|['’]s|s) (?:the |our )?(?:newbie|newcomer|rookie|new (?:kid|boy|girl|one|guy|person|face|colleague)|freshman|fresher|greenhorn)\b`,
    'who is the newest',
  ),
  say(String.raw`^([^?:,–—]{2,40}?)\s*[-–—:,]+\s*who is the (newest|oldest)${end}`, 'who is the $2 in $1'),
  say(
    `^(?:who(?: is|['’]s) |name |give me |tell me )?(?:the )?(?:oldest|longest[- ]serving|most senior|longest[- ]standing) (?:hand|one|person|colleague|employee|member|staffer|face),? (?:by|going by|according to|measured by|judging by) (?:the )?(?:start(?:ing)? date|first day|tenure|service|hire date|joining date),? (in|of|at|on) `,
    'who has been here the longest $1 ',
  ),
  say(
    `^(?:who(?: is|['’]s) |name |give me |tell me )?(?:the )?(?:oldest hand|old(?:est)?[- ]timer|veteran|doyen|longest[- ]serving (?:one|person|member)) (in|of|at|on) `,
    'who has been here the longest $1 ',
  ),
  say(String.raw`\belectronic (?=mail\b)`, 'e-'),
  say(
    String.raw`^(?:please )?(?:provide|supply|furnish|forward|state|indicate|specify|communicate)(?: me)?(?: with)? (?=the\b|[\p{Lu}])`,
    'what is ',
  ),
  say(
    String.raw`^(?:i am|i['’]m|we are|we['’]re)? ?(?:trying|hoping|wanting|looking|needing) to (?:find|reach|get hold of|locate|contact|speak to|speak with|talk to|meet) (?:the|our|an?) (?=(?:\p{L}+ ){0,3}\p{L}+(?:er|or|ian|ist|ant|eer|ect|man|woman|chef|cook|nurse|clerk)[\s?.!]*$)`,
    'who is the ',
  ),
];
