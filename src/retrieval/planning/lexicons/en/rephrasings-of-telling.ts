import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const name = String.raw`[\p{Lu}][\p{L}'’.-]*(?: (?:[\p{Lu}][\p{L}'’.-]*|von|van|de|der|den|del|da|di|la|el)){0,4}`;
const team = '(?:team|department|group|unit|division|section)';
const bigger = '(?:bigger|larger|wider|greater|higher|parent|superior)';
const behindName = String.raw`(?<=\p{Lu}\p{Ll}[\p{L}'’.-]{0,30})\s*(?:,|\(| [-–—])+\s*`;
const meaning =
  "(?:[Ii] mean|[Mm]eaning|[Ii]['’]?m talking about|[Ii] (?:think|speak) of|that is|i\\.e\\.),? ";
const notAnother = '(?:(?:,| and)+ (?:not|rather than|instead of) (?:the|that) [^,()?–—-]{3,40}?)?';
const something =
  '(?:something|anything|some (?:tasks?|work)|a task|tasks?|tickets?|work|things?|stuff|what)';
const inHands = String.raw`(?:(?:that |which )?(?:(?:is|are|lies|sits|lying|sitting|still) )*(?:on the (?:desk|plate|table|list|to-?do list) of|in the hands of)|of|from|by|(?:that |which )?(?:(?:is|are|lies|sits|lying|sitting|still) )*on(?= [^?]{2,50}?(?:['’]s|s['’]) (?:desk|plate|table|to-?do list)[\s?.!]*$)) `;
const nobody = '(?:nobody|no one|no-one|noone|not anybody|not anyone)';
const states = 'open|overdue|blocked|urgent|unfinished|done|finished|unassigned';
const asking = '(?:who|whom|whose|which|what|where|when|how|since when|in which|in what|at which|to whom)';

/** Questions that tell first of whom or of what they ask, in the order in which they are looked for. */
export const rephrasingsOfTelling: readonly Rephrasing[] = [
  // "The team where Ana works"; "the team that Platform belongs to" is another.
  named(
    `\\b[Tt]he ${team} (?:where|in which|(?:that|which)(?= [^?,.]{3,50}? (?:in|for)\\b))(?: in)? (${name}) (?:works|is (?:working|employed))(?: (?:in|for))?(?=[\\s?.!,]*$| (?:is|are|belongs|has)\\b)`,
    "$1's team",
  ),
  // "… is part of a bigger team. Who leads that bigger team?"
  say(
    `^([^?,.]{2,50}?) (?:belongs?|is (?:a )?part|sits?|comes?|is)(?: (?:to|of|under|in|within|inside))? (?:some|a|an|another|one) (?:${bigger} )?(?:one|${team})[?.,;]+ (?:and )?([^?]{2,50}?) (?:that|this|the) ${bigger} (?:one|${team})`,
    '$2 the parent team of $1',
  ),
  // "… two people with the name Ana Lee. What does each of them do?"
  named(
    `^(?:[Ww]e (?:seem to have|have|['’]ve got|got)|[Tt]here (?:seem to be|are|must be)|[Ii] (?:see|found|know)|[Ii]t seems(?: that)? (?:we have|there are)) (?:at least )?(?:two|several|three|2|3|more than one|some|a few|different) (?:(?:different|other) )?(?:people|persons?|colleagues|employees|ones) (?:(?:with|of|by|who have|having|that have|sharing) (?:the |this |that )?(?:same )?(?:name|names)(?: of)?|(?:who are )?(?:called|named)) ["“']?(${name})["”']?(?: here| in (?:the|our) company)?[.,;:!?]+ (?:[Ww]hat (?:does|do|is|are) (?:each|both|every one|all|they|either)(?: one)?(?: of (?:them|these|those|the two))? (?:do|doing|working as)(?: (?:here|for us|with us))?|[Ww]hat (?:is|are) (?:their|the) (?:jobs?|roles?|titles?|job titles?)(?: of (?:each|both))?)${end}`,
    'who is everyone called $1',
  ),
  // "I met Ana Lee in the lift, what is her job?"
  named(
    `^(?:(?:[Yy]esterday|[Tt]oday|[Tt]his morning|[Ll]ast night|[Jj]ust now|[Rr]ecently),? )?(?:[Ii]|[Ww]e) (?:just |have |have just |recently )?(?:met|saw|ran into|bumped into|talked (?:to|with)|spoke (?:to|with)|sat (?:next to|beside)|got to know)(?: (?:today|yesterday|recently))? (?:a certain |someone called |somebody called |some |this |our |a (?:man|woman|lady|guy|colleague|person|new colleague) (?:called|named) |a (?:mr|ms|mrs)\\.? )?(${name})(?: (?:at|in|on|near|by|today|yesterday|this|last|during|before|after|earlier|just|outside|inside)\\b(?![^,.?!:]*\\bwith\\b)[^,.?!:]{0,60}?)?(?:[,.!;:–-]+ (?:and |so |but )?| and (?=${asking}\\b))(?=[^?]*\\b(?:he|she|his|her|him)\\b)`,
    '$1, ',
  ),
  // "Ana Lee - I mean the porter, not the cook - who is her manager?"
  named(
    String.raw`${behindName}${meaning}the one (?:from|in|of|at|who works in) ([^,()?–—-]{2,40}?)${notAnother}(?:\s*\)(?:\s*[,:-](?=\s))?|\s+[-–—]+|\s*,(?= ${asking}\b)|\s*:)`,
    ' from $1,',
  ),
  named(
    `${behindName}${meaning}the one (?:from|in|of|at|who works in) ([^,()?–—-]{2,40}?)${notAnother}${end}`,
    ' from $1',
  ),
  named(
    String.raw`${behindName}${meaning}(the [^,()?–—-]{3,40}?)${notAnother}(?:\s*\)(?=\s*[^\s?.!])(?:\s*[,:-](?=\s))?|\s+[-–—]+|\s*,(?= ${asking}\b)|\s*:)`,
    ', $1,',
  ),
  named(String.raw`${behindName}${meaning}(the [^,()?–—-]{3,40}?)${notAnother}\)?${end}`, ', $1'),
  // "I want to speak with the boss of the one who does BED-3. Who is that?"
  say(
    `^(?:i|we) (?:['’]d like|would like|want|need|have|wish|must|should|would love)(?: to)? (?:speak|talk|write|meet|chat|get in touch|call|phone)(?:ing)?(?: (?:with|to))? ([^?.!]{3,100}?)(?:[.!?,;:]+| [-–—]+) (?:so |and |but )?who (?:is|would|could|might) (?:that|this|it|he|she)(?: be)?${end}`,
    'who is $1',
  ),
  say(
    String.raw`(?<=\b(?:boss|manager|head|supervisor|superior|e-?mail|e-?mail address|title|location|team|name) of )(?:the (?:one|person|colleague|guy|man|woman|employee)|whoever|the one)(?: who| that)? (?:does|makes|is doing|handles|is handling|deals with|works on|is working on|sees to|is on) (?=\S)`,
    'the person who takes care of ',
  ),
  // "What must be finished next week? Open tasks only."
  say(
    String.raw`^(?:what|which tasks|which ones)(?! (?:${states})\b) ([^?]{3,80}?)[?.,;]+ (?:(?:just|only|but only) (?:the )?(${states}) (?:tasks|ones|tickets)|(?:the )?(${states}) (?:tasks|ones|tickets) only)(?:,? please)?${end}`,
    'which $2$3 tasks $1',
  ),
  // "Did we finish something last week, and if yes, what?"
  say(
    `,? (?:and )?(?:if (?:so|yes|any|there (?:is|are)(?: any)?)|when yes),? (?:then )?(?:which|what|who|whom)(?: (?:tasks?|tickets?|ones?|people|persons?|of them|colleagues?))?(?: (?:is|are|was|were) (?:it|they|that|those))?${end}`,
    '',
  ),
  // "Which tasks cannot go on because they wait for something on the desk of Ana?"
  say(
    String.raw`\b(which|what|how many) ((?:open )?(?:tasks|tickets|issues|jobs|things)) (?:can(?:not| not|['’]?t)|do(?: not|n['’]?t)|could(?: not|n['’]?t)|are(?: not|n['’]?t) able to) (?:go on|go ahead|continue|proceed|move(?: on)?|start|begin|advance|progress|be (?:done|finished|started|continued|completed))(?: (?:now|yet|further))?,? (?:because|since|as) (?:they|these)(?: are| have to| must)?(?: still)? (?=wait|block|held|stuck|depend)`,
    '$1 $2 ',
  ),
  say(
    String.raw`\b(?:wait|waits|(?:are |is )?waiting|depends?|(?:are |is )?depending) (?:for|on) ${something} ${inHands}`,
    'are waiting for tasks of ',
  ),
  say(
    String.raw`\b(?:are |is )?(?:blocked|held up|held back|stuck|stopped) (?:by|on|because of|due to|behind) ${something} ${inHands}`,
    'are blocked by tasks of ',
  ),
  named(
    String.raw`\b(?:are|is) (?:currently |still )?(?:blocked|held up|held back|stuck|stopped|waiting) (?:because of|due to|owing to) (?=\p{Lu})`,
    'are blocked by ',
  ),
  say(
    String.raw`(?<=\b(?:waiting for|blocked by) tasks of [^?]{2,50}?)(?:['’]s|(?<=s)['’]) (?:desk|plate|table|to-?do list)${end}`,
    '',
  ),
  // "Which tasks have no one assigned?", "where nobody is working on it"
  say(
    String.raw`\b(?:that |which )?(?:still |currently )?(?:have|has|having|with) (?:still )?${nobody} (?:yet )?(?:assigned|allocated|responsible|working|in charge|to do (?:it|them))(?: (?:to|for|of|on)(?: (?:it|them))?)?(?: yet| so far| at the moment)?(?=[\s?.!,]*$)`,
    'that are unassigned',
  ),
  say(
    String.raw`\b(?:where|to whom|to which|for which|on which|to that) ${nobody} (?:is|has been|was|works|got) ?(?:yet |currently |still )?(?:assigned|allocated|responsible|working|in charge|put)?(?: (?:to|for|of|on)(?: (?:it|them))?)?(?: yet| so far| at the moment)?(?=[\s?.!,]*$)`,
    'that are unassigned',
  ),
  // "Who has nobody reporting to him?"
  say(
    String.raw`\b(?:has|have|having|with|got) ${nobody} (?:(?:who |that )?(?:reports?|reporting|answers?|answering|works?|working) (?:to|for|under)|under|below|beneath) (?:him|her|them)(?:self|selves)?(?: or her)?${end}`,
    'has no direct reports',
  ),
  // "(all states)", "just the numbers"
  say(
    String.raw`(?:,? | ?\(|,? [-–—] ?)(?:(?:of |in |with )?(?:all|any|every|whatever|no matter what|no matter which) (?:state|status|statuse?)s?|(?:regardless|irrespective|independent) of (?:the |their )?(?:state|status)|whatever (?:the |their )?(?:state|status)|both open and (?:done|closed)|open and (?:done|closed) alike)\)?(?=[\s?.!,]*$)`,
    '',
  ),
  say(
    String.raw`(?:,? | ?\(|,? [-–—] ?)(?:just|only) (?:the )?(?:numbers?|figures?|counts?|totals?)(?:,? (?:please|pls))?\)?(?=[\s?.!,]*$)`,
    '',
  ),
  // "Who of us is in more than one team at same time?"
  say(
    String.raw`\b(two|three|several|more than (?:one|two|three)|multiple) different (teams|groups|departments|projects|people|offices|locations)\b`,
    '$1 $2',
  ),
  say(String.raw`^(who|which people) of us (?=\S)`, '$1 '),
  say(
    String.raw`(?<=\b(?:more than (?:one|two|three|\d)|several|two|three|multiple|different|at least two) (?:teams|team|groups?|departments?|projects?)),? (?:at (?:the )?(?:same time|once)|simultaneously|in parallel|at one time|concurrently)\b`,
    '',
  ),
  // "Which new colleague did we get since March?"
  say(
    String.raw`^(?:which|what|any|are there(?: any)?|is there(?: any| a)?) new (?:colleagues?|people|persons?|employees?|staff|faces|team members?|co-?workers?) (?:(?:that|who|whom) )?(?:did |have |had |do |has )?(?:we|you|they) (?:all )?(?:gotten|get|got|have|had|received?|hired?|taken? on|recruit(?:ed)?|w[io]n|employ(?:ed)?|brought in|bring in)(?: (?:on board|in))? (?=\S)`,
    'who joined ',
  ),
  say(
    String.raw`^(?:which|what|any) new (?:colleagues?|people|persons?|employees?|staff|faces|team members?|co-?workers?) (?:(?:that|who) )?(?:have |has )?(?:joined|started|came|come|arrived|begun|began)(?: (?:us|here|with us|to us))? (?=\S)`,
    'who joined ',
  ),
  // "Which of those two started earlier?"
  say(
    `^(?:and )?(?:which|who)(?: one)? of (?:those|these|the|them|they) ?(?:two|both|three|2|3)?(?: people| persons| colleagues)? (?:has |have |had )?(?:started|joined|came|come|begun|began|was hired|arrived)(?: (?:here|with us|to us|us|working here))? (earlier|first|sooner|before|later|last)(?: (?:here|with us))?${end}`,
    'who of them joined $1',
  ),
  say(`(?<=^who of them joined )(?:earlier|sooner|before)${end}`, 'first'),
  say(`(?<=^who of them joined )later${end}`, 'last'),
  // "PLAT-3 and PLAT-7: which one is due first, and what is the date?"
  say(
    String.raw`^((?!(?:who|which|what|when|where|how|is|are|does|do|did|has|have|list|show|compare)\b)[^?:;,]{2,60}?) (?:and|or|vs\.?|versus) ([^?:;,]{2,60}?)(?:\s*[:;,]+|\s+[-–—]+|\.)\s*(?:so )?(who|which)(?: one)?(?: of (?:them|the two|these(?: two)?|those(?: two)?|both))? (?=[^?]{2,60}$)((?:is|has|was|started|joined|came|works?|worked|comes|falls) (?:[^?,]*\b)?(?:first|earlier|later|longer|bigger|larger|smaller|sooner|last|more|fewer)\b[^?,]{0,30}?)(?:,? (?:and )(?:when|what(?: is|['’]s) (?:the|its|that|his|her) (?:date|due date|deadline|day)|(?:on|since|at) (?:which|what) (?:day|date)|since when))?${end}`,
    '$3 $4, $1 or $2',
  ),
];
