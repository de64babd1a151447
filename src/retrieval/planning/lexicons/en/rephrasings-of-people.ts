import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

const lead = '(?:leads?|leaders?|heads?|managers?|bosses|supervisors?)';

/** What an organisation may be to those who work in it. */
export const house =
  '(?:studio|firm|hospital|museum|college|agency|bank|school|university|institute|charity|practice|foundation|organi[sz]ation|business|airline|brewery|hotel|clinic|factory|theatre|port|resort|zoo|newspaper|plant|railway|authority|club|ministry|mill|trust|association|society|council|fund|company)';

const account = '(?:user |github |gitlab |slack )?(?:account|login|handle|user ?name|user ?id|screen name)';

/** Turns of phrase about people, in the order in which they are looked for. */
export const rephrasingsOfPeople: readonly Rephrasing[] = [
  // Whom an account stands for.
  say(
    `^(?:(?:who(?: is|['’]s|s)?|what is|what['’]s) )?(?:the )?(?:real )?(?:person|one|human|colleague|name|owner)(?: (?:that|who))?(?: is)? (?:behind|using|uses|with|owning|owns|has|of) (?:the |this )?${account} (?!of|is|for)(?=\\S)`,
    'who is ',
  ),
  say(
    `^(?:who|whom) (?:uses|owns|has|is behind|hides behind|goes by|belongs to) (?:the |this )?${account} (?!of|for)(?=\\S)`,
    'who is ',
  ),
  say(
    `^(which|what|how many) (?:team|department|group|unit|section) ${lead} (?=(?:are|is|sit|work|live|have|started|joined|in|at|from) ?)`,
    '$1 people who lead a team ',
  ),
  say(
    String.raw`\b(works?|worked|working|employed|been|is|are|started?|joins?|joined|stayed|people|employees|staff) (at|with|for|in) (?:the|our|this) ${house}(?=[\s?.!,]*$| (?:right|now|today|currently|at|since|for|in|who|and|than|longer|more|the longest|longest|as|this|last|next|or|have|has|are|is|do)\b)`,
    '$1 $2 the company',
  ),
  say(
    String.raw`\b(left|leaves?|leaving|join(?:ed|s|ing)?) (?:the|our|this) ${house}(?= |[?.!]|$)`,
    '$1 the company',
  ),
  // Of a team, whoever leads it with others leads it.
  say(
    String.raw`\bco[- ]?(lead(?:er)?s?|heads?) (?=(?:of|for|in|on) (?!any\b|total\b|all\b(?! \p{L}))\p{L})`,
    '$1 ',
  ),
  say(
    String.raw`\b(who|whom|which \p{L}+|does|do|did) ((?:[\p{L}’'.-]+ ){0,3})co[- ](leads?|heads?|led|headed) (?=\p{L})`,
    '$1 $2$3 ',
  ),
  say(String.raw`\b(?:does|do|did) (?:the|our|this) (?:company|${house}) have\b`, 'do we have'),
  say(
    String.raw`\b(start(?:ed|s)?|began|begin) (?:work(?:ing)? )?(?:at|with|in|for) (?:the|our|this) (?:company|${house})\b`,
    '$1 here',
  ),
  say(
    String.raw`\b(works?|working|worked|employed) (?:at|for|in|with) (?:the|our|this) company\b`,
    '$1 here',
  ),
  say(String.raw`\b(have|has|with) (?:nobody|no one|no-one) (?=in\b|at\b|from\b)`, '$1 no people '),
  named(
    String.raw`^(?:([Ww]hich|[Ww]ho|[Hh]ow many) of )?([\p{Lu}][\p{L}’.-]*(?: [\p{Lu}][\p{L}’.-]*){0,2})['’]s (?:team-?mates|team mates|colleagues|co-?workers)\b(?! [\p{Lu}])`,
    '$1 people in the same team as $2',
  ),
  named(
    String.raw`^([Hh]ow many) (?:team-?mates|team mates|colleagues|co-?workers) (?:does|do) ([\p{Lu}][\p{L}’.-]*(?: [\p{Lu}][\p{L}’.-]*){0,2}) have(?=[\s?.!]*$)`,
    '$1 people in the same team as $2',
  ),
  named(
    String.raw`^(?:([Hh]ow many|[Ww]hich|[Ww]hat) )?(?:team-?mates|team mates|colleagues|co-?workers) of ([\p{Lu}][\p{L}’.-]*(?: [\p{Lu}][\p{L}’.-]*){0,2})\b(?! [\p{Lu}])`,
    '$1 people in the same team as $2',
  ),
  named(
    String.raw`^(?:([Hh]ow many (?:people|colleagues)) |([Ww]ho) (?:else )?)(?:works?|are working|is working) (?:together )?with ([\p{Lu}][\p{L}’.-]*(?: [\p{Lu}][\p{L}’.-]*){0,2})(?=[\s?.!]*$)`,
    '$1 $2 in the same team as $3',
  ),
  say(
    String.raw`^how (?:are|is) (?:our|the|all) (?:people|staff|employees|headcount) (?:spread|distributed|split|divided)(?: out| up)? (?:over|across|by|among|between) (?:the |our )?(office|location|site|place|team|department)s?\b.*$`,
    'how many people per $1 do we have',
  ),
  say(
    String.raw`^(?:who(?: is|['’]s) )?(?:the |our )?(newest|latest|most recent) recruits?(?=[\s?.!]*$)`,
    'who is the newest employee',
  ),
  say(
    String.raw`^(who|which [\p{L}]+|how many [\p{L}]+) (is|are) leaving(?=[\s?.!]*$| (?:in|this|next|soon|by|before|at)\b)`,
    '$1 $2 leaving the company',
  ),
  say(
    String.raw`\b(?:actual|exact|official|real|current|proper) (?=(?:job )?(?:title|role|position|address|e-?mail|manager|boss)\b)`,
    '',
  ),
  say(String.raw`^whats\b`, "what's"),
  say(String.raw`\b(where (?:does|do) [^?]{2,40}? work) from\b`, '$1'),
  say(String.raw`\?\s*(?:i|we)? ?(?:need|want|have|must|would like) to [^?]{3,80}$`, '?'),
  say(
    String.raw`\bthe (?:person|one|man|woman|guy|colleague) who (?:leads|heads|runs) ([^?]{2,40}?)(?= (?:based|located|sitting|working)\b)`,
    'the lead of $1',
  ),
  say(String.raw`\b(in (?:the )?[^?]{2,30}? and in (?:the )?[^?]{2,30}?) as well(?=[\s?.!]*$)`, 'both $1'),
  say(
    `^(how many|which|what) (people|employees|staff|engineers|colleagues) (?:did|have) (?:we|they|you) (?:hired?|recruit(?:ed)?|take on|taken on) `,
    '$1 $2 joined ',
  ),
  say(
    String.raw`^(which|what|how many) (?:other )?(companies|organi[sz]ations|firms|businesses|customers|suppliers|partners|vendors) do we (?:have (?:any )?(?:contacts|people)|know (?:people|someone|anyone)) (?:at|in|with)(?=[\s?.!]*$)`,
    '$1 companies do external contacts work for',
  ),
  say(
    String.raw`^(which|what|how many) (?:other )?companies do our (?:external )?contacts (?:work (?:for|at)|belong to|come from)(?=[\s?.!]*$)`,
    '$1 companies do external contacts work for',
  ),
  say(
    String.raw`^(who|how many people|how many|which people) (?:works?|is|are|do we know|do we have) (?:for|at|from|in) (?:other|another|a different|a partner|partner|customer|supplier) (?:companies|company|organi[sz]ations?|firms?)(?=[\s?.!]*$)`,
    '$1 are external contacts',
  ),
  say(
    `^(?:did|have) (?:we|they|you) (?:hired?|recruit(?:ed)?|take on|taken on) (more|fewer|less) (people|employees|staff|engineers|colleagues) `,
    'did $1 $2 join ',
  ),
  say(String.raw`,? (?:in|by) (?:heads|headcount|head count)(?=[\s?.!]*$)`, ''),
  say(String.raw`\b(works?|working) (?:remotely|remote)\b`, '$1 at Remote'),
  say(String.raw`\b(which|what) single (?=team|department|person|project|task)`, '$1 '),
  // Teams are counted without their parts.
  say(
    String.raw`,? (?:leaving|not counting|without counting|excluding|ignoring) (?:its|their|the|any) (?:sub-?teams?|parts|child teams)(?: out)?(?=[\s?.!,]|$)`,
    '',
  ),
  // Groups leave out what has none of their key.
  say(
    String.raw`,? ?\b(?:leaving (?:out|aside)|excluding|ignoring|not counting|except) (?:the )?(?:people|those|everybody|everyone) (?:without|with no|who have no) (?:a |an |any )?known (?:employer|company|location|office|title|team)\b,? ?`,
    ' ',
  ),
  // How many there are is known, and asks nothing.
  say(
    String.raw`^(which|what) of (?:our|the) (?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (office|location|site|team|department|project|studio|branch)(?:e?s)\b`,
    '$1 $2',
  ),
  say('directly or (?:further down|below|through others)', 'directly or indirectly'),
  say(String.raw`^is (?:anyone|anybody|someone) (?=\p{L}{2,}ing\b)`, 'is somebody '),
  say(
    String.raw`^(which|what|how many) (?:of the )?(?:direct )reports of ([^?]{2,40}?) (?=(?:have|are|work|sit|live|started|joined)\b)`,
    '$1 people who report directly to $2 ',
  ),
  say(
    String.raw`^(which|what|how many) (?:of the )?reports of ([^?]{2,40}?) (?=(?:have|are|work|sit|live|started|joined)\b)`,
    '$1 people who report to $2 ',
  ),
];
