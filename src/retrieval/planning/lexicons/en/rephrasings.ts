import type { Rephrasing } from '../../rephrase.ts';
import { place, rephrasingsOfDuties, whose } from './rephrasings-of-duties.ts';
import { named, say } from './say.ts';

/** What is recorded of a person, as it is asked for by name. */
const fact =
  '(?:e-?mail(?: address)?|job title|title|position|role|location|office|phone(?: number)?|start date|manager|boss|team)';

/** What is said around a question, and asks nothing. */
export const englishAsides: readonly Rephrasing[] = [
  // Typed without its apostrophe: "whats" is "wheats" to who looks for slips.
  { said: /\b(what|who|where|when|how|that|there)s\b(?!['’])/giu, plain: "$1's" },
  { said: /\b(do|does|did|is|are|was|were|has|have|had|ca|wo)nt\b/giu, plain: "$1n't" },
  say(
    String.raw`^(?:oh |hey )?you (?:(?:absolute|total|complete|bloody|damn|stupid|useless|dumb|lazy|silly|worthless) )+(?:lump|idiot|moron|bot|machine|robot|thing|fool|clown|piece of (?:junk|crap|shit|scrap))[\s,.!;:–-]+(?=\S)`,
    '',
  ),
  // Whatever has a name or a figure in it may be what is asked about.
  named(
    String.raw`^(?:(?:[Hh]i|[Hh]ello|[Hh]ey)(?: (?:there|all|team))?[!,. ]+)?(?:[Ii]['’]?m|[Ii] am|[Ww]e are|[Ww]e['’]re) (?:doing|writing|preparing|making|working on|putting together|updating|planning) [^:?.!\p{Lu}\d]{3,60}[:.] (?=\S)`,
    '',
  ),
  say(
    String.raw`^are you (?:(?:really|just|completely|totally|so) )?(?:brain-? ?dead|stupid|dumb|blind|deaf|useless|serious|drunk|asleep|broken|an? (?:idiot|moron|joke)|kidding(?: me)?)\s*[?!.,]+\s*(?=\S)`,
    '',
  ),
  say(
    String.raw`^(?:(?:just |oh |please )?(?:shut (?:up|it)|stop (?:it|talking|babbling)|be quiet|listen(?: up)?))[\s,.!;:–-]+(?:and |then )?(?:just )?(?=\S)`,
    '',
  ),
  say(
    String.raw`^(?:(?:this|that|it|you|everything|the bot) (?:is|are|['’]s|['’]re) (?:(?:such|really|so|totally|complete|total|just|utter) )*(?:an? )?(?:bullshit|bs|crap|useless|stupid|dumb|rubbish|ridiculous|annoying|garbage|terrible|joke|idiot|nonsense)|(?:oh )?(?:(?:fuck|screw|sod|damn|to hell with) (?:this|that|it|all this)|damn(?: it)?|wtf|ffs|omg|ugh+|argh+|jesus|come on|for (?:god|heaven|fuck)['’]?s sake|what the (?:hell|heck|fuck)))\s*[,.!;:–-]+\s*(?=\S)`,
    '',
  ),
  say(String.raw`^(?:sorry|apologies|pardon|excuse me)\b[^,.?!]{0,60}?(?:,| but\b|\.)\s*(?:but )?(?=\S)`, ''),
  say(
    String.raw`^(?:i(?:['’]d| would) be (?:very )?(?:grateful|thankful|glad|happy) (?:for|to have|to get|to know)|i(?:['’]d| would) (?:like|love) to (?:know|have|see|get)|i (?:need|want)) (?=(?:\S+ ){0,2}\S+['’]s |the )`,
    'what is ',
  ),
  say(
    String.raw`,\s*(?:as|because|since|so that|for) i (?:need|want|have|would|must|am|['’]m)\b[^?]*(?=[?.!]*$)`,
    '',
  ),
  say(String.raw`\s*[:;]-?[)(DP]+(?=\s|$)`, ''),
  say(
    String.raw`^(?:good )?(?:morning|afternoon|evening|day)(?: (?:all|everyone|everybody|team|there|folks))?\s*[!,.:]+\s*`,
    '',
  ),
  say(
    String.raw`,\s*(?:(?:a|an|my|our|the|some|one of (?:my|our|the)) [\p{L}-]{2,20}(?: [\p{L}-]{2,20})? (?:is|are|was|were|keeps?|just|has|have) (?:asking|asked|wondering|waiting)|(?:a|an|my|our|the|some) [\p{L}-]{2,20} (?:wants?|needs?|would like) to know|(?:it|this|that)(?:['’]s| is) (?:a bit |kind of |quite |very |really )?(?:urgent|important|for [^,?!.]{3,40})|asking for (?:a friend|a colleague|my \w+)|(?:need|needed) (?:it|this|that) for [^,?!.]{3,40})(?=[\s?.!]*$)`,
    '',
  ),
  say(
    String.raw`\b(on (?:(?:his|her|their|my) )?(?:plate|list|desk|to-?do list)|to do|left),? i mean (?:(?:his|her|their|my|the) )?(?:unfinished|open|remaining|undone|outstanding) (?:tasks?|work|tickets?)(?=[\s?.!]*$)`,
    '$1',
  ),
];

/** Turns of phrase of English, in the order in which they are looked for. */
export const englishRephrasings: readonly Rephrasing[] = [
  say(
    String.raw`^what (?:should|shall|do|can|must) i (?:work on|do|tackle|pick up|take on|start with) (?:next|first|now)(?=[\s?.!]*$)`,
    'which of my open tasks is due first',
  ),
  say(
    String.raw`^when(?: is|['’]s) ${whose} (?:work |job |service )?anniversary(?=[\s?.!]*$)`,
    'what is $1 start date',
  ),
  say(
    String.raw`\b(?:have|has) (?:been|worked|served|stayed)(?: working)? (?:here|with us|with the company|at the company|for us)(?: for)? (?:more than|longer than|over) ((?:\d{1,2}|an?|one|two|three|four|five|six|ten|fifteen|twenty) (?:years?|months?|weeks?))(?=[\s?.!]*$)`,
    'started more than $1 ago',
  ),
  say(
    String.raw`\b(?:have|has) (?:been|worked|served|stayed)(?: working)? (?:here|with us|with the company|at the company|for us)(?: for)? (?:less than|under|fewer than) ((?:\d{1,2}|an?|one|two|three|four|five|six|ten|fifteen|twenty) (?:years?|months?|weeks?))(?=[\s?.!]*$)`,
    'started less than $1 ago',
  ),
  say(
    String.raw`\b(blocked (?:tasks|tickets|issues)(?: [^?]{2,40}?)?),? (?:with|and|along with|together with) (?:who|what|which tasks?) (?:blocks|block|is blocking|are blocking)(?: (?:them|it|each))?(?=[\s?.!]*$)`,
    '$1, and by what',
  ),
  say(String.raw`^how old is (?=the oldest\b)`, 'what is '),
  say(
    String.raw`^what did (?=[^?]{2,40}? do (?:yesterday|last|this|in|since|over|during|today)\b)([^?]{2,40}?) do (?=\S)`,
    'what did $1 complete ',
  ),
  say(
    String.raw`^who (?:is|are) (?:all )?(?:the |our )?(?:team|department|group|unit|ward|division|section) (?:leads?|leaders?|heads?|managers?)(?=[\s?.!]*$)`,
    'list all people who lead a team with their teams',
  ),
  say(
    String.raw`^who (?:leads|heads|runs|manages) (?:which|what) (?:teams?|departments?|groups?)(?=[\s?.!]*$)`,
    'list all people who lead a team with their teams',
  ),
  say(String.raw`\b(?:call|ring|phone)(?:ing)? in (sick|ill)\b`, 'report $1'),
  say(
    String.raw`^how many (?:people|employees|direct reports|staff) (?:does|has) (he|she) (?:have|got|manage|under (?:him|her|them))(?: (?:under (?:him|her|them)|reporting to (?:him|her|them)))?(?=[\s?.!]*$)`,
    'how many people report to $1',
  ),
  say(
    String.raw`^what (?:else|other (?:pages|articles|documents|things)) (?:did|has|have) (he|she|they|[\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}) (?:write|written|wrote)(?=[\s?.!]*$)`,
    'which pages did $1 write',
  ),
  say(
    String.raw`^(which|what) (project|team|department)s? (?:is|are|['’]s) (?:the )?(?:furthest|most|farthest) (?:behind(?: schedule)?|late|delayed)(?=[\s?.!]*$)`,
    '$1 $2 has the most overdue tasks',
  ),
  say(
    String.raw`^(?:what(?: is|['’]s)) (?:next|first|up next|at the top) (?:on|in|for) ${whose} ${place}(?=[\s?.!]*$)`,
    'which of $1 open tasks is due first',
  ),
  named(
    String.raw`^(?:[Ww]hat(?: is|['’]s)) (?:blocking|holding up|in the way of|stopping|delaying) (?![^?]*[A-Za-z]-\d)([\p{Lu}][^?]{2,40}?)(?=[\s?.!]*$)`,
    'which tasks block tasks of $1',
  ),
  say(
    String.raw`^who(?: is|['’]s| are)(?: not|n['’]?t) (?:doing anything|working on anything|busy(?: with anything)?|working)(?: (?:right now|now|at the moment|currently|today|these days))?(?=[\s?.!]*$)`,
    'who has no open tasks',
  ),
  say(
    String.raw`^how (?:big|large) is ([^?]{2,40}?),? (?:including|with|counting|together with) (?:all )?(?:its|the|their|all) ?(?:sub-?teams|teams|sub-?departments|parts)(?=[\s?.!]*$)`,
    'how many people are in $1 including sub-teams',
  ),
  say(
    String.raw`(?<=\b(?:join(?:ed)?|start(?:ed)?|finish(?:ed)?|complet(?:e|ed)|close[d]?|open(?:ed)?|create[d]?|add(?:ed)?|left|hired|done|resolved?|shipp?(?:ed)?|deliver(?:ed)?)\b.{0,40}?)(?<!\b(?:most|more|very|as) )\b(recently|lately)(?=[\s?.!]*$)`,
    'in the last 30 days',
  ),
  say(
    String.raw`(?<=\b(?:most|fewest|least|highest|lowest|largest|smallest|biggest)\b.{2,60}?),? (?:and|with) (?:how many|by how many|what number|how much)(?: (?:is that|are (?:there|they|those)|of them|do they have|does (?:it|he|she) have))?(?=[\s?.!]*$)`,
    '',
  ),
  say(String.raw`\bin charge (?:at|for) (?=\S)`, 'in charge of '),
  say(String.raw`,? and (?:if so,? )?which(?: ones?| are they| is it)?(?=[\s?.!]*$)`, ''),
  say(
    String.raw`\b(?:have|has)(?: not|n['’]?t) (?:got )?(?:anyone|anybody|someone|somebody) (?:assigned|on (?:it|them)|working on (?:it|them)|allocated)(?: to (?:it|them))?\b`,
    'have no assignee',
  ),
  say(
    String.raw`\b(which) of (?:the|our|these|those|all) (?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?=[\p{L}]+s\b)`,
    '$1 of the ',
  ),
  say(
    String.raw`\b(experts?|expertise|specialists?|go-to (?:person|people)) (?:for|with|at|regarding|when it comes to) (?=\S)`,
    'expert on ',
  ),
  say(
    String.raw`^when (?:does|will|did) ${whose} (?:contract|employment) (?:end|expire|run out|finish)(?=[\s?.!]*$)`,
    'what is $1 last day',
  ),
  say(
    String.raw`^(?:who|whom) does (.{3,60}?) (?:mention|name|refer to)(?=[\s?.!]*$)`,
    'which people are mentioned in $1',
  ),
  say(
    String.raw`^(which|what|how many) (people|employees|colleagues|teams|projects|tasks|tickets|issues) (?:does|do|is|are) (.{3,60}?) (?:mention|name|refer to|reference|referring to|mentioning)(?=[\s?.!]*$)`,
    '$1 $2 are mentioned in $3',
  ),
  say(
    String.raw`^(which|what) (teams?|departments?|groups?|units?) (?:report|roll up|belong) (?:in)?to (?=\S)`,
    '$1 $2 are in ',
  ),
  say(
    String.raw`^(?:is there |are there |do we have |have we got )?anything (?:urgent|critical|pressing|important|high priority) (?:for|in|on|at|from|with) (?=\S)`,
    'highest priority open tasks of ',
  ),
  say(
    String.raw`^who(?: else)? (?:is|are) (?:waiting (?:on|for)|held up by|stuck on|stuck behind|blocked by|blocked on) (?=[A-Za-z][\w/]{0,20}[-#]\d+\b)`,
    'who is assigned to tasks blocked by ',
  ),
  say(
    String.raw`^what (?:did|has|have) (?=.{2,60}?\b(?:last|this|in|since|over|during|today|yesterday)\b)(.{2,40}?) (?:shipped|ship|delivered|deliver|got done|get done|accomplished|accomplish|achieved|achieve|gotten done|wrapped up|wrap up) `,
    'what did $1 complete ',
  ),
  say(
    String.raw`^(?:what are|which are|show(?: me)?|list|give me) (?:the |our |all )*most overdue (tasks|tickets|issues)\b`,
    'overdue $1, oldest first,',
  ),
  say(
    String.raw`\btop (\d{1,2}|three|five|ten) (?:most )?overdue (tasks|tickets|issues)\b`,
    'the $1 most overdue $2',
  ),
  say(
    String.raw`\b(is|are|['’]s) (?:the )?(?:most overdue|furthest (?:past due|overdue)|latest|most (?:late|delayed))(?=[\s?.!]*$)`,
    '$1 overdue the longest',
  ),
  say(
    String.raw`^(?:by )?how (?:many days|much|long) (?=(?:is|are)\b.{2,80}\b(?:overdue|late|behind schedule)[\s?.!]*$)`,
    'how many days ',
  ),
  say(
    String.raw`^how (?:overdue|late|far (?:behind|overdue|past due)) (is|are) (?=.{2,80}$)(.+?)[\s?.!]*$`,
    'how many days $1 $2 overdue',
  ),
  say(
    String.raw`^how (?:many days|much time|long) (?:is|are|do we have|have we(?: got)?|do i have|have i(?: got)?)?\s*(?:left|remaining|to go)?\s*(?:until|till|before|for|on|to finish|to do) (?=[A-Za-z][\w/]{0,20}[-#]\d+\b)(\S+?)(?: (?:is|are) (?:due|overdue)| (?:has|have|needs?) to be (?:done|finished|ready))?[\s?.!]*$`,
    'how many days until $1 is due',
  ),
  say(
    String.raw`^(?:which|who|what) (?:ones )?of ${whose} (?:people|folks|crew|staff|guys|team|lot) (?=(?:is|are|has|have|sits?|works?|lives?|does|do|speaks?|joined|started)\b)`,
    'who of $1 team ',
  ),
  say(
    String.raw`^how many of ${whose} (?:people|folks|crew|staff|guys|team|lot) (?=\S)`,
    'how many people in $1 team ',
  ),
  say(
    String.raw`^(?:what (?:is|are|['’]s) )(?:everyone|everybody|(?:all )?(?:the )?(?:people|folks|members|colleagues)) (?:in|on|of|from) ([^?]+?) (?:currently |now )?(?:working on|busy with|doing)(?: (?:right now|now|today|at the moment|currently|these days))?(?=[\s?.!]*$)`,
    'open tasks assigned to people in $1, with their assignees',
  ),
  say(
    String.raw`^who(?: is|['’]s)? (?:working on|doing) what (?:in|on|at) ([^?]+?)(?: (?:right now|now|today|at the moment|currently|these days))?(?=[\s?.!]*$)`,
    'open tasks assigned to people in $1, with their assignees',
  ),
  say(String.raw`\bhow many (people|staff|employees) (?:we|you) (employ|have)\b`, 'how many $1 do we $2'),
  say(
    String.raw`\b(on|in|to|by|of) (?!both\b)(the [^,?]{2,40}?|[\p{Lu}][^,?]{1,40}?) and (?:also|at the same time|simultaneously) (?:on|in|to|by|of) (?=\S)`,
    '$1 both $2 and ',
  ),
  say(
    String.raw`^(who (?:all )?(?:is|works)) (on|in) (?!both\b)((?:the )?[^,?]{2,40}?) and \2 (?=\S)`,
    '$1 $2 both $3 and ',
  ),
  say(
    String.raw`^(?:which|what) (pages?|articles?|documents?|docs?|runbooks?|guides?) (?:(?:have|has) (?:not|nobody|no one|n['’]t)|(?:have|has)n['’]t|has nobody|has no one) (?:been )?(?:updated|changed|edited|touched|revised)(?: by anyone| by anybody)?,? (?:since |in |during )?((?:this|last) (?:year|quarter|month|week)|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{4})?|\d{4}(?:-\d\d)*)(?=[\s?.!]*$)`,
    '$1 last updated before $2',
  ),
  say(
    String.raw`^(?:which|what) (pages?|articles?|documents?|docs?|runbooks?|guides?) (?:(?:have|has) not|(?:have|has)n['’]t|has nobody|has no one) (?:been )?(?:updated|changed|edited|touched|revised)(?: by anyone| by anybody)?,? (?:for|in) (?:more than |over |the last |the past |at least )?((?:\d+|a|one|two|three|six|twelve) (?:days?|weeks?|months?|years?))(?=[\s?.!]*$)`,
    '$1 older than $2',
  ),
  say(
    String.raw`^(?:(?:show|give|list|name)(?: me)? )?(?:any |all |the |our )?((?:new |recent )?(?:hires|starters|joiners|newcomers)) (?=(?:since|from|after|before|during|between|this|last|in (?:\d|the last|the past|january|february|march|april|may|june|july|august|september|october|november|december)))`,
    'who are the $1 ',
  ),
  say(
    String.raw`^(?:(?:who are|show me|list|any) )?(?:the |our )?new (?:hires|joiners|starters|colleagues|faces)(?: (?:in|on) (?:the )?((?!last|past|this)[\p{L}& -]+?)(?: team)?)?(?=[\s?.!]*$)`,
    'who joined in the last three months $1',
  ),
  say(
    String.raw`\bwho else (?:reports to|has|works for|is managed by) ([\p{Lu}][\p{L}'’.-]*?(?: [\p{Lu}][\p{L}'’.-]*?){0,2})(?:'s|’s|(?<=s)['’]) (?:manager|boss|supervisor|lead)(?: as (?:their )?(?:manager|boss))?(?=[\s?.!]*$)`,
    'who are the peers of $1',
  ),
  say(
    String.raw`^(?:(?:please )?(?:show|give|draw|send)(?: me)? |what does |can i see |i(?:['’]d like| want) to see )?(?:the |our |an? )?(?:org(?:ani[sz]ation(?:al)?)?|organi[sz]ational|reporting)[ -]?(?:chart|structure|tree|hierarchy) (?:of|for|in) (?:the )?([^?]+?)(?: look like)?(?=[\s?.!]*$)`,
    'everyone in $1 with their managers',
  ),
  say(
    String.raw`^(?:(?:please )?(?:show|give|draw|send)(?: me)? |what does |can i see |i(?:['’]d like| want) to see )?(?:the |our |an? )?(?:org(?:ani[sz]ation(?:al)?)?|organi[sz]ational|reporting)[ -]?(?:chart|structure|tree|hierarchy)(?: look like)?(?=[\s?.!]*$)`,
    'list the managers with their managers',
  ),
  say(
    String.raw`\b(?:percentage|percent|share|proportion|rate) of (?:the |our |all )?(tasks?|tickets?|issues?) (?:that |which )?(?:are |is |were |was |got |get )?((?:completed|finished|closed|done|delivered) (?:on time|late|in time))`,
    'share of done $1 was $2',
  ),
  say(
    String.raw`\bwho(?:['’]s| is| are)? ([\p{Lu}][\p{L}'’.-]*?(?: [\p{Lu}][\p{L}'’.-]*?){0,2})(?:'s|’s|(?<=s)['’]) (?:colleagues?|team-?mates?|co-?workers?)(?=[\s?.!]*$)`,
    'who is in the same team as $1',
  ),
  say(
    String.raw`\bwho(?:['’]s| is| are)? my (?:colleagues?|team-?mates?|co-?workers?)(?=[\s?.!]*$)`,
    'who is in the same team as me',
  ),
  say(
    String.raw`\bwho (?:has|manages|got) the (?:biggest|largest) team(?=[\s?.!]*$)`,
    'who has the most direct reports',
  ),
  say(
    String.raw`\bwho (?:has|manages|got) the smallest team(?=[\s?.!]*$)`,
    'who has the fewest direct reports',
  ),
  say(
    String.raw`\bwho (?:leads|is in charge of|is responsible for|supervises|looks after|heads) the (most|fewest) (?:people|staff|employees|colleagues)(?=[\s?.!]*$)`,
    'who has the $1 direct reports',
  ),
  say(
    String.raw`\b(?:why|what for|for what reason) (?:is|['’]s) ([A-Z][A-Z0-9]*-\d+) (?:still )?(?:blocked|stuck|held up|on hold|waiting|not moving)(?=[\s?.!]*$)`,
    'what is $1 blocked by',
  ),
  say(
    String.raw`^(?:(?:give|show|send|get)(?: me)? )?(?:an? |the )?status (?:breakdown|split|overview|summary) (?:of|for|in) (?:the )?(?:(?:tasks?|tickets?|issues?) (?:of|in|for) (?:the )?)?([^?]+?)(?=[\s?.!]*$)`,
    'tasks of $1 by status',
  ),
  say(
    String.raw`^(?:which|what) (pages?|articles?|documents?|docs?) (?:mention|cover|discuss|deal with|talk about|speak of|treat)s? (?=\S)`,
    '$1 about ',
  ),
  // What only says again what was asked.
  say(
    String.raw`\s*[,(–-]\s*(?:i\.?e\.?|that is|that is to say|in other words|meaning|so)[,:]? [^?()]{3,60}\)?(?=[\s?.!]*$)`,
    '',
  ),
  say(
    String.raw`^(?:is|are) there (?:anybody|anyone|somebody|someone|people|any people) (?:who|that) ([^?]+)\?\s*(?:and )?(?:if so,? )?(?:who|which(?: ones?)?)(?: (?:is|are) (?:it|that|they|those))?(?=[\s?.!]*$)`,
    'who $1',
  ),
  say(
    String.raw`\b(in|on|member of|members of|belongs? to|part of) two (teams|groups|departments)(?: at (?:once|the same time)| simultaneously)?\b`,
    '$1 at least two $2',
  ),
  say(
    String.raw`\b(?:do|does)(?: not|n['’]?t) have (?:an?|any) (?=due date|deadline|owner|assignee|manager|lead|leader|boss|supervisor|team\b|(?:direct )?reports?)`,
    'have no ',
  ),
  say(
    String.raw`\b(?:that |which )?(?:still |currently )?(?:have|has|had|having) no (?:assignee|owner)s?(?: yet)?(?=[\s?.!,]*$)`,
    'that are unassigned',
  ),
  say(String.raw`\bdirectly or not\b`, 'directly or indirectly'),
  say(String.raw`\b(?:somewhere|anywhere) (in|within|under|below)\b`, '$1'),
  say(
    String.raw`\b(?:(?:all the way|right|straight) )?up to (?:and including )?the (?:very )?(?:ceo|top|chief exec(?:utive)?(?: officer)?)\b`,
    '',
  ),
  say(
    String.raw`\bwhose (?:work|tasks?|tickets?) (?:is|are|gets?|got)(?: being)? (?:held up|blocked|delayed|stopped|stuck) (?:by|on|behind|because of) `,
    'who is assigned to tasks blocked by ',
  ),
  say(
    String.raw`\bthe (?:person|one|colleague|guy|people|ones) (?:who|that)(?:['’]s| is| are) [^?()]{3,60}\(([A-Z][A-Z0-9]*-\d+)\)`,
    'the assignee of $1',
  ),
  say(
    String.raw`\bwhat (did|have|has) ((?:i|we|[\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*)?)) (finish|finished|complete|completed|close|closed) (?=(?:in|during|since|last|this|between|on|before|after|by|today|yesterday)\b)`,
    'which tasks $1 $2 $3 ',
  ),
  say(
    String.raw`\bhow (?:many days|long) do (.+?) take(?: to (?:finish|complete|close))? on average(?: to (?:finish|complete|close))?`,
    'what is the average time to complete $1',
  ),
  say(
    String.raw`\bwhen did (our|the) ([\p{L} ]{2,30}?) (?:start|begin|join)(?: (?:here|working here|at the company|with us|the company))?(?=[\s?.!]*$)`,
    'what is the start date of $1 $2',
  ),
  say(
    String.raw`^(?:what(?:['’]s| is| are| was)? |tell me |give me |i need |show me )?((?:my|[\p{Lu}][\p{L}'’.-]*?(?: [\p{Lu}][\p{L}'’.-]*?){0,2}(?:'s|’s|s'))) (${fact}) (?:and|&) (?:his |her |their |my )?(${fact})(?:,? (?:pls|plz|please|thanks|thx))?(?=[\s?.!]*$)`,
    'what is $1 $2? what is $1 $3',
  ),
  say(
    String.raw`^who (?:all |else )?(?:works|is working|collaborates) with ((?:me|[\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2})) on (?:the same|any|his|her|their|my) (?:tasks?|tickets?|work)(?=[\s?.!]*$)`,
    'who else is assigned to tasks assigned to $1',
  ),
  say(
    String.raw`^who (?:all )?(?:shares|has in common) (?:any )?(?:tasks?|tickets?|work) with ((?:me|[\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}))(?=[\s?.!]*$)`,
    'who else is assigned to tasks assigned to $1',
  ),
  say(
    String.raw`\bwhen (?:does|is|will|do) my next (?:task|ticket|deadline)s? (?:end|due|over|run out|be due|have to be done)(?=[\s?.!]*$)`,
    'which of my open tasks is due first',
  ),
  say(
    String.raw`^(?:which|who|how many) of (?:my|our) (?:colleagues|coworkers|co-workers|teammates|people) (?:in|on|from|at) ([\p{L} ]{2,30}?) (?:are|is|work|sit|live)s? in ([\p{L}]{2,20})(?=[\s?.!]*$)`,
    'who in $1 is in $2',
  ),
  say(
    String.raw`\bhow much (?:money )?(?:do|does|would|can|could) ((?:an?|the|our) [\p{L} ]{3,40}?|[\p{L} ]{3,40}?s) (?:make|earn|get paid)(?: here| a year| per year| a month| at our place)?(?=[\s?.!]*$)`,
    'what is the salary of $1',
  ),
  say(String.raw`\b(work anniversar(?:y|ies)) (?:comes?|coming|come) up\b`, '$1 is'),
  say(
    String.raw`,? (?:on paper|officially|formally|headcount[- ]wise|numbers[- ]wise|atm|rn|as far as you know|if you know|by the way|btw)(?=[\s?.!,]*$)`,
    '',
  ),
  say(String.raw`\b(?:actually|really) do(?=,? officially|[\s?.!,]*$)`, 'do'),
  say(String.raw`(?<=\p{L}) & (?=\p{L})`, ' and '),
  say(String.raw`\bare ?n['’]?t\b`, 'are not'),
  say(String.raw`\bis ?n['’]?t\b(?! there)`, 'is not'),
  say(String.raw`\breports? straight to\b`, 'report directly to'),
  say(
    String.raw`^(?:please )?(?:(?:list|show|name|give)(?: me)?(?: all)? )?(?:the )?(?:people|employees|colleagues|those) (?:who|that) report directly to (?=[\p{L}])`,
    'who directly reports to ',
  ),
  say(String.raw`\b(reports?|reporting|reported) (directly) to\b`, '$2 $1 to'),
  say(
    String.raw`\b(reports?|reporting) (?:directly (?:and|or) indirectly|indirectly (?:and|or) directly) to ([^?,]+?)(?=[\s?.!]*$)`,
    '$1 to $2, directly or indirectly',
  ),
  say(String.raw`\b(?:any|some) of my (?:stuff|things|work|tickets|issues|tasks)\b`, 'any of my tasks'),
  say(String.raw`\bis any of my tasks (blocked|overdue|late|stuck|open|done)\b`, 'which of my tasks are $1'),
  say(
    String.raw`\b(?:are|is) any of my tasks (blocked|overdue|late|stuck|open|done)\b`,
    'which of my tasks are $1',
  ),
  say(String.raw`\bbelongs? to (?:nobody|no one|noone|no-one)\b`, 'is unassigned'),
  say(String.raw`\bhow big is (.+?)(?=[\s?.!]*$)`, 'how many people are in $1'),
  say(
    String.raw`\b(?:which|what) (?:job )?titles? did (i|[\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}) have before(?: the current one| this one| that| now)?(?=[\s?.!]*$)`,
    'what was the former title of $1',
  ),
  // Where the data come from is told with every answer.
  say(
    String.raw`,? (?:as (?:it|they) (?:stands?|(?:is|are) (?:listed|recorded|given)) in|according to|as per|going by|as (?:recorded|listed|given) in) (?:the )?(?:directory|tracker|task tracker|hr system|hr data|records|data|org chart)(?=[\s?.!,]*$)`,
    '',
  ),
  say(String.raw`\b(account|sales|chief|marketing|vice|senior|junior) exec(s?)\b`, '$1 executive$2'),

  say(String.raw`\b(high|medium|low|highest|lowest)-(priority)\b`, '$1 $2'),

  ...rephrasingsOfDuties,
  // What two have in common.
  say(
    String.raw`\b(?:reports?|reporting|answers?|answering) to the same (?:person|one|guy|people)\b`,
    'have the same manager',
  ),
  say(String.raw`\b(?:is|are) assigned to the same (?:person|one|people)\b`, 'have the same assignee'),
  say(
    String.raw`\b(?:(?:shares?|sharing) (?:a|an|one|any|the|some) (?:common |same )?|(?:has|have) (?:a|an|one|any) (?:common|shared) )(manager|boss|supervisor|lead|team|office|location|job title|title|department|assignee|project)(?: in common)?(?= with\b| as\b|[\s?.!]*$)`,
    'have the same $1',
  ),
  say(
    String.raw`^(?:has|have|is) ((?:[\p{Lu}\p{Script=Han}][\p{L}'’.-]*)(?: [\p{Lu}][\p{L}'’.-]*){0,2}) (?:been|worked|working) (?:here|with us|at the company|in the company|for us)(?: for)? (longer|less long) than `,
    'did $1 join before ',
  ),
  // Who stands above, beside and below whom.
  say(String.raw`\bwho do (?:they|these|those)(?: people)?(?: all)? report to\b`, 'who are their managers'),
  say(
    String.raw`\bwho(?: all)? (?:does|do|did) (.+?) have (?:reporting|answering) to (?:him|her|them|me)\b`,
    'who reports to $1',
  ),
  say(
    String.raw`\bwho(?: all)? (?:are|is) (.+?)(?:['’]s|['’]) (?:people|folks|subordinates|reportees)\b`,
    'who reports to $1',
  ),
  say(String.raw`\bwho else reports to my (?:manager|boss|lead|supervisor)\b`, 'who are my peers'),
  say(
    String.raw`^(?:(?:hey|hi|so|and|ok)[, ]+)?(?:among|amongst|out of|from among|within) (.+?), (?=who\b|which\b|how many\b)`,
    'of $1, ',
  ),
  say(
    String.raw`\bwho (?:ran|was running|headed|was heading|was leading|was in charge of|managed|was managing) (.+?) before\b`,
    'who led $1 before',
  ),
  say(
    String.raw`\bwho (?:ran|was running|headed|was heading|was leading|managed|was managing) (.+?) after\b`,
    'who led $1 after',
  ),
  say(
    String.raw`\b(?:which|what) team was (.+?) (?:in|on|part of) (?:before|previously|earlier)\b`,
    'which team did $1 use to be in',
  ),

  say(String.raw`\b(?:at|towards?) the (?:very )?(?:end|close) of (20\d\d)\b`, 'in December $1'),
  say(String.raw`\b(by|until|till|before) the (?:very )?(?:end|close) of (20\d\d)\b`, 'until 31 December $2'),
  say(String.raw`\b(?:at|from) the (?:very )?(?:start|beginning) of (20\d\d)\b`, 'in January $1'),
  say(String.raw`\b(opened|created|raised) but never (?:assigned|picked up|given to anyone)\b`, 'unassigned'),

  // Where people are, and how many.
  say(
    String.raw`\b(?:(?:who )?(?:are|is) )?(?:works?|working|lives?|living|sits?|sitting|based|located|stationed) outside(?: of)? `,
    'are not in ',
  ),
  say(String.raw`\bwhat(?:['’]?s| is) the (?:size|headcount|head count) of `, 'how many people are in '),
  say(
    String.raw`\bhow (?:are|is) (?:we|our people|people|everybody|everyone|the staff|the company) (?:spread|distributed|split|divided|scattered) (?:out )?(?:over|across|among|between|by|around) (?:the |our )?(office|location|team|company|site)s?\b`,
    'how many people are in each $1',
  ),
  say(
    String.raw`\b(blocked|overdue|open|late|done|finished|unassigned|stuck|tasks|people|everything|everyone|engineers) across (?!(?:the|all|our|every) )`,
    '$1 in ',
  ),
];
