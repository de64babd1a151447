import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const key = String.raw`((?:task |ticket |issue )?[a-z][a-z0-9]{0,12}-\d{1,6})`;
const whole =
  '(?:from (?:start|beginning|opening|creation) to (?:finish|end|completion|close)|from (?:being )?(?:opened|created|raised) to (?:being )?(?:done|closed|finished|completed)|from beginning to end|to (?:finish|complete|close|get done|be done)|until (?:it was )?(?:done|finished|completed?|closed)|all in all|altogether|in total|overall|end to end)';
const lasting =
  '(?:time to (?:completion|complete|finish|close)(?: (?:a |the |their |its )?tasks?)?|completion time|time (?:that |which )?(?:a )?tasks? takes?|(?:task )?duration|turnaround(?: time)?|(?:lead|cycle) time)';
const versus =
  '(?:,? (?:compared|in comparison|as compared|as opposed)(?: (?:with|to))?|,? (?:versus|vs\\.?|against))';
const name = String.raw`[\p{Lu}][\p{L}'’.-]*?(?: [\p{Lu}][\p{L}'’.-]*?){0,2}`;
const unit = '(?:quarter|half)';
const nth = '(first|second|third|fourth)';

/** Turns of phrase that ask how long something took, how many came each year, and for the figures of two, in the order in which they are looked for. */
export const rephrasingsOfFigures: readonly Rephrasing[] = [
  // How long one task took, and from when to when.
  say(
    `^how (?:long|much time|many days) (?:did|has|does) ${key} (?:taken?|lasted?|needed?|run)(?: us)?,? ${whole}${end}`,
    'how long did $1 take',
  ),
  say(
    `^how (?:long|much time|many days) (?:passed|went by|elapsed|were there|was there|lay|lie|are there) between (?:the )?(?:opening|creation|start|created|opened)(?: date| day)? and (?:the )?(?:completion|end|closing|finish|completed|close)(?: date| day)? of ${key}${end}`,
    'how long did $1 take',
  ),
  say(
    `^(?:(?:between|on) (?:which|what) (?:two )?(?:dates|days)|from when (?:to|until|till) when|from (?:which|what) (?:date|day) to (?:which|what)(?: (?:date|day))?) (?:did|was|has|were) ${key} (?:been )?(?:run|last|open|go on|ongoing|in progress|worked on|done|take place|opened and (?:closed|finished|completed)|created and (?:closed|finished|completed))${end}`,
    'when was $1 created and when was it completed',
  ),
  say(
    `^when was ${key} (?:opened|created|raised|started|begun),? and (?:when )?(?:was it )?(?:closed|finished|completed?|done)${end}`,
    'when was $1 created and when was it completed',
  ),
  // What takes two how long.
  say(
    `^(?:what(?:['’]s| is) )?(?:the )?(?:average|mean) ${lasting} (?:for|of|in|at) (?:the )?([^?,]{2,40}?)${versus} (?:(?:that )?(?:of|for|in) )?(?:the )?([^?,]{2,40}?)${end}`,
    'what is the average time to complete tasks of $1 and what is the average time to complete tasks of $2',
  ),
  say(
    `^(?:what(?:['’]s| is) )?(?:the )?(?:average|mean) (?:number of )?(?:days|time|age) (?:that )?(?:an? |the |our )?(?:open |unfinished )?(tasks?|tickets?|issues?)((?: (?:of|in|for|assigned to) [^?,]{2,50}?)?) (?:is|are|has been|have been|stays?|remains?|sits?)(?: left)? (?:open|unfinished)(?: for)?${end}`,
    'average age of open tasks$2',
  ),
  say(
    `^(?:what(?:['’]s| is) )?(?:the )?(?:average|mean) (?:number of )?(?:days|time|age|length of time) (?:spent |left )?(?:open|unfinished) (?:for|of|among) (?:the |our |all )*(?:open )?([^?,]{0,30}?)(?: )?tasks?${end}`,
    'average age of open tasks that are $1',
  ),
  say(
    `^how long (?:do|does|did) ([^?,]{2,40}? tasks) take(?: us)? on average,?${versus} ([^?,]{2,40}?)(?: (?:ones|tasks))?${end}`,
    'how long do $1 take on average and how long do $2 tasks take on average',
  ),
  // "… in the third quarter than in the second".
  say(
    `\\b((?:first|second|third|fourth|last) (${unit})\\b[^?]*? than (?:in |during )?(?:the )?${nth})(?: one)?${end}`,
    '$1 $2',
  ),
  // What was longest ago or latest is told with its day.
  say(
    `(?<=\\b(?:joined|started|left|hired|completed|opened|created|closed|finished)\\b[^?]{0,50}\\b(?:most recently|last|first|latest)\\b[^?]{0,40}),? and (?:when|since when|on (?:what|which) (?:day|date))(?: (?:was (?:that|it)|did (?:he|she|they)(?: [\\p{L}]+)?))?${end}`,
    '',
  ),
  say(
    String.raw`^how old (?:is|['’]s) (?:the |our )?(?=oldest\b)([^?]{3,60}?)(?:,? in (?:days|weeks|months))?${end}`,
    'what is the $1',
  ),
  // How long somebody has been here.
  say(String.raw`\b(who|he|she)['’]s been (?=(?:here|with us|working|employed|around)\b)`, '$1 has been '),
  say(
    String.raw`\b(who|which [\p{L}]+)(?: else)? (?:started|joined|began)(?: work| working)?(?: here| with us)? (?:on )?(?:exactly )?the (?:very |exact )?same (?:day|date) as (?=\S)`,
    '$1 has the same start date as ',
  ),
  // What somebody has to do, and what was done by whom.
  named(
    `^(?:[Ww]hat(?:['’]s| is) |[Ss]how(?: me)? |[Hh]ow (?:big|large|heavy|high) is )?(?:the )?(?:current )?(?:work ?load of )?(${name})(?:['’]s (?:current )?work ?load)(?:,? (?:in (?:open )?tasks|right now|at the moment|these days|now|currently))?${end}`,
    'open tasks of $1',
  ),
  named(
    `^(?:[Ww]hat(?:['’]s| is) |[Ss]how(?: me)? |[Hh]ow (?:big|large|heavy|high) is )?(?:the )?(?:current )?work ?load of (${name})(?:,? (?:in (?:open )?tasks|right now|at the moment|these days|now|currently))?${end}`,
    'open tasks of $1',
  ),
  say(
    `^(?:what|which (?:tasks|tickets)) (?:was|were|got|has been|have been) (?:finished|completed|done|closed|resolved) ([^?,]{3,50}?),? (?:and )?(?:by whom|who by|by who)${end}`,
    'who completed which tasks $1',
  ),
  say(
    `^(?:was|did|were) ([^?,]{3,50}?) (?:hired|join(?:ed)?|start(?:ed)?|employed|taken on|come|arrive)(?: here| with us)? (?:before or after|earlier or later than|sooner or later than|after or before|later or earlier than) ([^?,]{3,50}?)${end}`,
    'who joined first, $1 or $2',
  ),
  say(
    `^did more (people|employees|colleagues|staff) (join|start|leave)(?: us)? in ([^?,]{3,20}?) or (?:in )?([^?,]{3,20}?)${end}`,
    'how many $1 did $2 in $3 and how many $1 did $2 in $4',
  ),
  say(
    String.raw`^how many (?:new people|new colleagues|new employees|newcomers|new hires|new joiners) (?:did|has|have) ([^?,]{2,40}?) (?:get|got|gain|gained|take on|taken on|hire|hired|receive|received) (?=\S)`,
    'how many people joined $1 ',
  ),
  say(
    `^(?:what(?:['’]s| is) )?(?:the )?(?:head ?count|people|size|staff) (?:difference|gap) between (?:the )?([^?,]{2,40}?) and (?:the )?([^?,]{2,40}?)${end}`,
    'how many more people has $1 than $2',
  ),
  say(
    String.raw`^(?:which|what) month (?:had|saw|brought) the most (?:hires|joiners|starters|new people|newcomers)(?: of all)? (?=in\b|of\b)`,
    'in which month did the most people join ',
  ),
  say(
    `^(?:which|what) (?:manager|lead|leader|head|boss)['’]s (team|department|group) has (the (?:most|fewest) [^?]{3,40}?)${end}`,
    'which $1 has $2 and who leads it?',
  ),
  // Who was first or last, and who comes after them.
  say(
    `\\b(?:was|is|were) (?:the )?(?:very )?(last|first|latest|most recent)(?: one| person| colleague)? to (?:leave|go)(?: us| the company)?\\b`,
    'left $1',
  ),
  say(
    `\\b(?:was|is|were) (?:the )?(?:very )?(last|first|latest|most recent)(?: one| person| colleague)? to (?:join|start|arrive|come)(?: us| the company| here)?\\b`,
    'joined $1',
  ),
  say(
    `^(?:and )?(?:who|which(?: one)?|what)(?:['’]s| is| comes| ranks| was)(?: in)? (?:the )?(second|third|fourth|fifth)(?: place| one)?${end}`,
    'and the $1 most',
  ),
  say(
    `^(?:and )?(?:(?:who|which(?: one)?)(?:['’]s| is| comes| was) )?(?:the )?(?:runner-up|in second place|next in line|next after (?:that|him|her|them))${end}`,
    'and the second most',
  ),
  say(`^(?:and )?(second|third|fourth|fifth)(?: place)?${end}`, 'and the $1 most'),
  // Who came, each year.
  say(
    `^how many (?:new )?(?:hires|joiners|starters|recruits|newcomers|new people) (?:did|have|had|do) we (?:make|made|take on|taken on|hire|hired|get|got|have|had)(?: (?:make|made))? (?=(?:each|every|per|in|since|this|last|during|between|from|by)\\b)`,
    'how many people joined ',
  ),
  say(
    `^how many (?:new )?(?:hires|joiners|starters|recruits|newcomers) (?:were|have|are) there (?:been )?(?=(?:each|every|per|in|since|this|last|during|between|from|by)\\b)`,
    'how many people joined ',
  ),
  // Who has the most below them.
  say(
    String.raw`\bthe (?:largest|biggest) (?:number|group|team|set|circle|crowd) of (?=(?:direct )?(?:reports|subordinates)\b)`,
    'the most ',
  ),
  say(String.raw`^which manager (?=has the most (?:direct )?(?:reports|subordinates)\b)`, 'who '),
  say(
    String.raw`\b(which manager|who) (?:manages|supervises|leads) the (most|fewest) (?:people|employees|staff) (?:directly)?${end}`,
    'who has the $2 direct reports',
  ),
];
