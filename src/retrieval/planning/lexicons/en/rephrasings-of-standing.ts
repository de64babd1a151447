import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { named, say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const boss = '(?:manager|boss|supervisor|superior|chief|line manager)';
const people = '(?:people|employees|staff|colleagues|persons|members|folks)';
const parts =
  '(?:sub-?teams|sub-?groups|sub-?departments|sub-?units|sub-?sections|sections|units|parts|teams|groups|divisions|departments|branches)';
const kind = '(?:team|department|group|unit|section|division|branch)';
const somebody = String.raw`((?!(?:who|whom|whose|what|which|when|where|how|is|are|was|were|does|do|did|has|have|can|could|list|show|give|tell|name|the|we|us|you)\b)[^?,:;]{2,50}?)`;
const please = '(?:,? (?:please|pls))?';

/** Turns of phrase about what people are to others and to their teams, in the order in which they are looked for. */
export const rephrasingsOfStanding: readonly Rephrasing[] = [
  // What only says how the answer is to look.
  say(
    String.raw`\s*(?:,|[-–—])\s*(?:(?:just |only )?(?:a |the |full |by )?(?:list|names?|name list)(?: (?:them|of them|all|only|each))?|list them|all of them|one by one)${please}${end}`,
    '',
  ),
  say(
    `^(?:job|title|role|position|profession)[- ]?wise,? (?:what|who) (?:does|is|do) ([^?,]{2,50}?)(?: (?:do|doing|be))?${end}`,
    'what is the job title of $1',
  ),
  say(String.raw`\bin the (?:pecking order|food chain|ladder|ranks|pyramid)\b`, 'in the hierarchy'),
  // To whom, and for whom.
  say(
    `^to (?:whom|who) (?:is|are) ([^?,]{2,50}?) (?:directly )?(?:answerable|accountable|subordinated?|responsible|reporting|answering)(?: to)?${end}`,
    'who does $1 report to',
  ),
  say(
    `^who(?:m)? (?:is|are) ([^?,]{2,50}?) (?:directly )?(?:answerable|accountable|subordinated?) to${end}`,
    'who does $1 report to',
  ),
  say(
    String.raw`\b(?:answering|answers|answer|accountable|answerable|subordinate) (directly|straight|immediately) to\b`,
    'reporting $1 to',
  ),
  say(
    `^who else (?:is managed by|is supervised by|reports to|works for|answers to|works under|is under) (?:the (?:same )?(?:person|one|${boss})|whoever) (?:who |that )?(?:manages|leads|supervises|is managing) ([^?,]{2,50}?)${end}`,
    'who are the peers of $1',
  ),
  say(
    `^who else (?:has|shares|gets) (?:the )?(?:same )?${boss} (?:as|like|with) ([^?,]{2,50}?)(?: (?:has|does))?${end}`,
    'who are the peers of $1',
  ),
  // Up and down the line.
  say(
    String.raw`^(?:can you |could you |please )?(?:walk|take|lead|bring|guide|go|run) (?:me )?up (?:the )?(?:hierarchy|line|chain|ladder|reporting line|management chain|chain of command|org ?chart|tree) (?:from|of|for|starting (?:at|from|with)) ([^?,]{2,50}?)(?:,? (?:all the way |right )?(?:up )?to the (?:very )?[\p{L} ]{3,30})?${end}`,
    'who is above $1',
  ),
  say(
    String.raw`^(?:which|what|whose) (?:bosses|managers|superiors|supervisors|higher-ups) (?:does|do|has|are|is) ([^?,]{2,50}?)(?: (?:have|got|under|above (?:him|her|them)))*,? (?:all the way |right |going )?up to (?:and including )?the (?:very )?[\p{L} ]{3,30}?${end}`,
    'who is above $1',
  ),
  say(
    `^(?:how (?:large|big) is|what(?: is|['’]s) the (?:size|head ?count) of|(?:size|head ?count) of|how many people (?:are|work|sit)(?: there)? in) the (?:whole |entire |complete |full )?(?:reporting |management )?(?:tree|sub-?tree|org|organi[sz]ation|empire|pyramid|hierarchy|line) (?:under|below|of|beneath|underneath) ([^?,]{2,50}?)(?:,? (?:people|headcount|staff|numbers)[- ]?wise)?${end}`,
    'how many people report to $1, directly or indirectly',
  ),
  // Who leads.
  say(
    `^(?:the )?(?:person|one|man|woman|colleague) (?:who is |that is )?(?:running|leading|heading|managing|in charge of|at the head of) ([^?,]{2,50}?),? (?:is who|who is (?:it|that|he|she)|is which person)${end}`,
    'who leads $1',
  ),
  say(
    String.raw`\bwho (?:calls the shots|has the (?:say|last word|final say)|is (?:the )?top dog|is at the (?:top|helm|wheel)|runs the show|holds the reins|wears the crown) (?:in|of|at|over|for) (?!(?:the |this |our )?(?:whole )?(?:company|${house}|show|place)\b|here\b)`,
    'who leads ',
  ),
  say(
    `^${somebody} (?:leads|heads(?: up)?|runs|manages|oversees|is in charge of|is responsible for) what(?:,? ${kind}[- ]?wise)?${end}`,
    'which team does $1 lead',
  ),
  say(
    `^what(?: is|['’]s| does) ${somebody} (?:in charge of|responsible for|the (?:boss|head|lead|chief) of|lead|head(?: up)?|run),? ${kind}[- ]?wise${end}`,
    'which team does $1 lead',
  ),
  // Teams over and under teams.
  say(
    String.raw`\b(?:superordinate|overarching|umbrella|higher(?:-level)?|next higher|mother|superior) (?=${kind}s?\b)`,
    'parent ',
  ),
  say(
    String.raw`\b(?:child|daughter|subordinate|lower(?:-level)?|constituent|member) (?=${parts}\b)`,
    'sub-',
  ),
  say(String.raw`\bsub-(?:sections|units|divisions|branches|parts)\b`, 'sub-teams'),
  say(
    String.raw`^(?:what(?: is|['’]s) the |the )?(?:staff |personnel |team |staffing )?(?:strength|manpower|staffing level|workforce size|complement) (?:of|in|at) (?=\S)`,
    'how many people are in ',
  ),
  say(
    `,? (?:if|when|once) (?:you|we|one|i) (?:also )?(?:add|count|include|take in|throw in|put in)s?(?: in)? (?:all )?(?:(?:of )?(?:its|the|their) )?(?:own )?${parts}(?: (?:too|as well|in|also|below it|under it))*${end}`,
    ' including sub-teams',
  ),
  say(
    `,? (?:and |with |including |plus |counting )(?:everything|everyone|everybody|all|anything|all that is) (?:that is |that['’]s )?(?:underneath|beneath|below|under)(?: (?:it|that|them))?${end}`,
    ' including sub-teams',
  ),
  say(
    String.raw`\b(${people}) (?:who (?:are )?|that (?:are )?)?(?:sitting|seated|stationed|posted|sit|who sit) (at|in) (?=\S)`,
    '$1 $2 ',
  ),
  // The first day.
  say(String.raw`\bfirst (?:working|work) day\b`, 'start date'),
  say(String.raw`\bfirst day (?:at work|on the job|in the job|here)\b`, 'start date'),
  say(
    `^(?:(?:on )?(?:what|which) (?:day|date)|when|since when) (?:did|have) (?:we|you|they) (?:take on|taken on|hire|hired|recruit|recruited|engage|employ|employed|bring in|onboard|sign up|sign on|get) ${somebody}(?: (?:on|in|on board))?${end}`,
    'when did $1 start',
  ),
  say(
    `^(?:(?:on )?(?:what|which) (?:day|date)|when) (?:was|were|has) ${somebody} (?:been )?(?:taken on|recruited|engaged|onboarded|employed|brought in|signed up|appointed)(?: (?:by us|here|on board))?${end}`,
    'when did $1 start',
  ),
  say(
    `^(?:${somebody} is on whose payroll|on whose payroll is ([^?,]{2,50}?)|by whom is (?:the salary of )?([^?,]{2,50}?) (?:employed|paid))${end}`,
    'which company does $1$2$3 work for',
  ),
  // What somebody is, has and heads.
  named(
    String.raw`(?<=\p{Lu}[\p{L}-]+)['’]s (?:post|rank|profession|occupation|line of work|job description)${end}`,
    "'s job title",
  ),
  say(
    `\\bwho (?:fills|holds|has|occupies|does|performs|plays|is in) the ([\\p{L}][^?,]{2,40}?) (?:role|post|position|job|function|slot)${end}`,
    'who is the $1',
  ),
  say(
    String.raw`\b(?:who |that |which |those |listed |described |known )*(?:called|named|listed as|known as|described as) (?:an? )?([\p{L}][^?,]{2,40}?) by (?:job )?title${end}`,
    'with the title $1',
  ),
  say(
    `^who(?:m)? (?:does|do) ([^?,]{2,50}?) (?:take|get|receive) (?:(?:his|her|their) )?(?:orders|instructions|directions|tasks and orders) from${end}`,
    'who does $1 report to',
  ),
  say(
    `^${somebody} (?:works?|sits?|is|are|belongs?|serves?) (?:directly )?(?:with|in|on|to|part of|a member of) (?:which|what) ${kind}s?${end}`,
    'which team is $1 in',
  ),
  say(
    `^(?:(?:which|what) (?:office|site|location|building|place) (?:should|must|do|can|would) i (?:visit|go to|come to)|where (?:should|must|do|can|would|could) i (?:go|look|come)) (?:to |if i want to )?(?:see|find|meet|visit|catch|speak to|talk to) ${somebody}(?: (?:at|in))?${end}`,
    'where is $1 based',
  ),
  say(
    `\\b(?:a |the )?list of names (?:for|of|in|from) (?:the )?(?!people|everyone|all)(?=\\S)`,
    'list the people in ',
  ),
  say(
    `^what(?:['’]?s| is| goes| sits| comes| stands| lies) (?:directly |immediately |right )?(?:above|over) ([^?,]{2,50}?) in (?:the |our )?(?:org(?:ani[sz]ation(?:al)?)?(?: ?chart)?|hierarchy|structure)${end}`,
    'what is the parent team of $1',
  ),
  named(
    String.raw`^(\p{Lu}[\p{L}’.-]*(?: \p{Lu}[\p{L}’.-]*){1,2})['’]s (?:a member of|in|on|part of|with|one of) ([^?,]{2,50}?),? (?:right|correct|yes|true|no|is(?:n['’]?t| not) (?:he|she))${end}`,
    'is $1 in $2',
  ),
  say(
    `^${somebody} (?:works?|sits?|is) (?:directly |immediately )?(?:under|below|beneath) ([^?,]{2,50}?),? (?:right|correct|yes|true|no|(?:does|is)(?:n['’]?t| not) (?:he|she|it))${end}`,
    'does $1 report to $2',
  ),
  // How many, at the end.
  say(
    `^${somebody} (?:has|have|counts|got|has got) how many ([^?,]{3,40}?)(?: (?:reporting|answering) (?:directly |straight |immediately )?to (?:him|her|them|it))${end}`,
    'how many people report directly to $1',
  ),
  say(
    `^${somebody} (?:has|have|counts|got|has got) how many (people|members|staff|employees|colleagues|heads)${end}`,
    'how many people are in $1',
  ),
  say(
    `^${somebody} (?:has|have|got|has got) how many ((?:open |overdue |blocked |unfinished |done |direct )*(?:tasks|tickets|issues|reports|subordinates))${end}`,
    'how many $2 does $1 have',
  ),
  // All above, and all below.
  named(
    `^(?:[Ss]how(?: me)? |[Ll]ist |[Nn]ame |[Gg]ive me )?([^?,]{2,50}?)(?:,| and) (?:then )?(?:his|her|their) ${boss},? (?:and )?(?:then )?(?:(?:his|her|their) ${boss}['’]s ${boss}|(?:his|her|the) ${boss} above|the next(?: one)?),? (?:and so (?:on|forth)|etc\\.?|and on|all the way up|up to the top)(?: (?:up )?to the (?:very )?top)?${end}`,
    'who is above $1',
  ),
  named(
    String.raw`^(?:[Ss]how(?: me)? |[Ll]ist |[Nn]ame |[Gg]ive me |[Ww]ho is in )?(\p{Lu}[\p{L}’.-]*(?: \p{Lu}[\p{L}’.-]*){1,2})['’]s (?:whole|entire|full|complete) (?:org|organi[sz]ation|tree|subtree|reporting tree|empire|pyramid)${end}`,
    'who reports to $1, directly or indirectly',
  ),
  say(String.raw`\b(?:ends?|ending) up (?:reporting|answering) to\b`, 'reports to'),
  say(
    `,? (?:through|via|over|across|on|at) (?:any|whatever|however many|however|no matter how many) (?:number of )?(?:levels?|layers?|steps?|hops?|managers)(?: in between)?${end}`,
    ', directly or indirectly',
  ),
  say(
    String.raw`^who(?:['’]s| is| has| have)(?: all)? (?:gone|departed|disappeared)(?: from (?:us|here|the company))?(?=[\s?.!]*$| (?:in|this|last|during|since|between|before|after)\b)`,
    'who left the company',
  ),
  say(
    `^how (?:do|does|are|is) (?:the |our |all )*([^?]{3,40}?) (?:split|spread|divide|divided|break down|broken down|distribute|distributed|fall|fan out)(?: (?:up|out))? (?:over|by|across|between|among|into|along|per) (?:the |our |all |different )*(?:priority|priorities)${end}`,
    'how many $1 per priority',
  ),
  say(
    `^how (?:do|does|are|is) (?:the |our |all )*((?:open |overdue |blocked |done |unfinished )*(?:tasks|tickets|issues)) (?:split|spread|divide|divided|break down|broken down|distribute|distributed|fall)(?: (?:up|out))? (?:over|by|across|between|among|into|along|per) (?:the |our |all |different )*(status|project|team|office|location|site|department|assignee)(?:es|s)?${end}`,
    'how many $1 per $2',
  ),
  say(
    `^(?:show(?: me)? |list |name |who (?:is|are) )?(?:all |every )(?:of )?(?:the )?(?:managers|bosses|supervisors|leads) (?:over|above) ${somebody}${end}`,
    'who is above $1',
  ),
  say(
    `^who(?: all)? (?:is|are|sits?|stands?|comes?) (?:above|over) ${somebody},? (?:at |on |over )?(?:all|every) levels?${end}`,
    'who is above $1',
  ),
  say(
    `^(?:show(?: me)? |list |what is )?(?:the )?(?:chain of command|reporting line|management chain|reporting chain|line of command|chain of managers) (?:from|of|for|starting (?:at|with)) ${somebody} (?:on )?(?:up|upwards?|to the (?:very )?top)${end}`,
    'who is above $1',
  ),
  say(`\\bsecond[- ](?:level|line|tier) (?=${boss}\\b)`, 'skip-level '),
  say(
    `^who else (?:is|works|sits) (?:under|below|with) ([^?,]{2,50}?)(?:['’]s|(?<=s)['’]) ${boss}${end}`,
    'who are the peers of $1',
  ),
  say(
    `^(?:the |which |what |list |show )?(?:others?|other people|other colleagues|else) (?:who |that |which )?(?:reports?|answers?|works?)(?:ing)? (?:to|for|under) the same ${boss} as ([^?,]{2,50}?)${end}`,
    'who are the peers of $1',
  ),
  say(String.raw`\b(?:reports?|reporting|answers?) up (?:in)?to (?=\S)`, 'are below '),
  say(
    `^how many(?: ${people})? (?:has|have|does) ${somebody} (?:got |have )?(?:under|below|beneath) (?:him|her|them) (?:in total|altogether|in all|all in all|overall)${end}`,
    'how many people report to $1, directly or indirectly',
  ),
  say(
    String.raw`^${somebody}(?:['’]s|(?<=s)['’]) direct (?:and|plus|as well as|\+|&) indirect (?:reports|subordinates|reportees|people)${end}`,
    'who reports to $1, directly or indirectly',
  ),
  say(
    String.raw`^${somebody}(?:['’]s|(?<=s)['’]) direct (?:and|plus|as well as|\+|&) indirect (?:reports|subordinates|reportees|people)(?:,|:| [-–—])? how many(?: (?:are (?:there|they)|in all|in total|is that))?${end}`,
    'how many people report to $1, directly or indirectly',
  ),
  say(
    `^under (?:which|what) (?:bigger |larger |higher )?${kind} (?:is|does|are) (?:the )?([^?,]{2,50}?) (?:placed|located|situated|filed|ranged|grouped|come)${end}`,
    'what is the parent team of $1',
  ),
  say(
    `^([^?,]{2,50}?)(?:['’]s|(?<=s)['’]) (?:size|head ?count|manpower|staff strength)${end}`,
    'how many people are in $1',
  ),
  say(
    `^(?:at|under|by|on|via|with) (?:what|which) (?:e-?mail|mail|e-?mail address|mail address|address) (?:can|could|may|do|should) (?:i |we |one )?(?:reach |write to |contact |get )?([^?,]{2,50}?)(?: be (?:reached|contacted|written to))?${end}`,
    'what is the email of $1',
  ),
  say(
    `^(?:from|as of|starting) when(?: on)? (?:is|was|has|does|did) ${somebody} (?:been )?(?:employed|working|work|here|with us)(?: (?:here|with us|by us|for us))?${end}`,
    'when did $1 start',
  ),
  say(
    `\\b(?:stopped|stop|quit|ceased|gave up) (?:working|being employed) (?:here|for us|with us|at (?:the|our) (?:company|${house}))\\b`,
    'left the company',
  ),
  say(`\\b(each|every|per) place\\b`, '$1 location'),
  say(`^(?:show me |list |name )?those (?:that|who) (?=(?:joined|started|left|came|began)\\b)`, 'who '),
  say(
    String.raw`^(?:the |our |all )*(?:hires|joiners|starters|newcomers|entrants|recruits|intake|new people) (?:of|in|from|for) (?=(?:19|20)\d\d)`,
    'who joined in ',
  ),
  say(`^(?:(?:who is )?the )?longest in service (in|at|of) (?=\\S)`, 'who has been here the longest $1 '),
];
