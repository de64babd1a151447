import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const one = String.raw`((?!(?:there|it|that|this|he|she|they|the|our|any)\b)[^?,]{2,40}?)`;
const group =
  '(?:office|site|location|place|branch|team|department|group|unit|division|section|one|of the two)';
const inPeople =
  '(?:,? (?:in terms of|by|in|going by|judging by|measured (?:in|by)|counted in|counting|when it comes to|as regards)(?: the)?(?: (?:number|count) of)? (?:people|heads|headcount|head count|staff|employees|size|members|colleagues))?';
const name = String.raw`[\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}`;
const first =
  '(?:oldest|newest|latest|first|last|most recent|earliest|youngest|longest[- ](?:serving|standing|open))';
/** Two tasks by their keys. */
const key = String.raw`\p{Lu}[\p{Lu}\d]*-\d+`;
const twoKeys = `${key}(?:,? (?:and|or)|,) ${key}`;

/** Turns of phrase that compare, and that set somebody aside, in the order in which they are looked for. */
export const rephrasingsOfComparing: readonly Rephrasing[] = [
  // Tasks are as old as the day on which they were opened.
  named(
    `^(?=.*${twoKeys})(.*?\\b(?:[Ww]hich|[Ww]hat)\\b)(.*?) (?:is|was) (?:the )?older(?: one| task| ticket)?\\b`,
    '$1$2 was created earlier',
  ),
  named(
    `^(?=.*${twoKeys})(.*?\\b(?:[Ww]hich|[Ww]hat)\\b)(.*?) (?:is|was) (?:the )?(?:newer|younger|more recent)(?: one| task| ticket)?\\b`,
    '$1$2 was created later',
  ),
  named(
    `^(?=.*${twoKeys})(.*?\\b(?:[Ww]hich|[Ww]hat)\\b)(.*?) (?:came|comes|existed|exists|was there|was (?:raised|logged|filed)) (first|earlier|later|last)\\b`,
    '$1$2 was created $3',
  ),
  // The larger of two.
  say(
    `^(?:is|are) (?:the )?${one} or (?:the )?${one} (?:the |our )?(?:bigger|larger|biggest|largest|more populous|better staffed)(?: ${group})?${inPeople}${end}`,
    'which has more people, $1 or $2',
  ),
  say(
    `^(?:is|are) (?:the )?${one} or (?:the )?${one} (?:the |our )?(?:smaller|smallest|tinier)(?: ${group})?${inPeople}${end}`,
    'which has fewer people, $1 or $2',
  ),
  say(
    `^(?:does|do|has|have) (?:the )?${one} (?:have |got )?as many ((?:open |overdue |blocked |done |unfinished )?(?:people|members|staff|employees|tasks|tickets|reports)) as (?:the )?${one}(?: (?:does|do|has))?${end}`,
    'which has more $2, $1 or $3',
  ),
  // Whose work is the most; what is said in other words after it is the same question.
  say(
    String.raw`\b(?:who|which (?:person|colleague|one)) (?:has|['’]s got|has got) the (?:fullest|heaviest) (?:plate|desk|to-?do list|list|queue|backlog)\b`,
    'who has the most open tasks',
  ),
  say(
    String.raw`\bwhose (?:plate|desk|queue|backlog|to-?do list|calendar) is (?:the )?(?:fullest|heaviest|most loaded|longest)\b`,
    'who has the most open tasks',
  ),
  named(
    String.raw`^[Ww]ho (?:has|is) (?:(?!\b(?:in|of|on|at|from|for|this|last|since|by)\b)[^?\p{Lu}\d,]){3,50},? (?:i\.e\.|that is|meaning|in other words|which is to say|put differently),? (?=(?:who|which) (?:\p{L}+ )?(?:has|is)\b)`,
    '',
  ),
  // Whoever is set aside.
  named(
    String.raw`\b(?:[Ii]f (?:you|we) (?:leave out|exclude|ignore|discount)|[Ii]gnoring|[Ee]xcept for|[Ll]eaving out of account) (?=${name}(?:,|[\s?.!]*$))`,
    'apart from ',
  ),
  say(
    String.raw`\b(?:been|worked|served|stayed|working) (?:at|in|with|for) (?:the company|us) (?:for )?the longest\b`,
    'been here the longest',
  ),
  // What is asked for is told first: "the newest colleague in Web: who is it?"
  say(
    String.raw`^((?:the |our |my )?${first}\b[^?:]{3,60}?),? (?:by|going by|judging by|according to|measured by|in terms of|counting from) (?:the (?:day|date)(?: (?:on which|that|when))? it was (?:opened|created|raised|entered)|(?:its |the )?(?:creation|opening) (?:date|day))(?=\s*[:,–-])`,
    '$1',
  ),
  say(
    String.raw`^(?:the|our|my) (${first}\b[^?:]{3,60}?)\s*(?::|,|\s[-–—])\s*(what|which|who)(?: (?:one|task|ticket|person|of them))? (?:is|was) (?:it|that|this|he|she)${end}`,
    '$2 is the $1',
  ),
  // The next one up.
  say(
    `^(?:and |ok(?:ay)?,? and |then )(?:who(?:['’]s| is)? )?(?:right |directly |immediately |next |one )?(?:above|over) (him|her|them)(?: then| again)?${end}`,
    'who manages $1',
  ),
  say(
    `^(?:and |ok(?:ay)?,? |so )?who(?:['’]s| is| stands| sits| comes) (?:right |directly |immediately |next |one )?(?:above|over) (him|her|them),? (?:then|again|next|in turn|now)${end}`,
    'who manages $1',
  ),
  // How many are below somebody.
  say(
    `^(?:what(?:['’]s| is) )?(?:the )?(?:total |overall |whole |full |entire )?(?:size|head ?count) of ([^?,]{2,50}?)(?:['’]s|(?<=s)['’]) (?:whole |entire |full |total )?(?:org|organi[sz]ation|line|reporting line|empire|area|tree|set-?up|outfit|shop)(?:,? (?:with |counting |including )?(?:both )?(?:all )?(?:direct (?:and|plus|&) indirect(?: (?:reports|ones|people))?|all levels|everyone below|everybody below)(?: (?:together|combined|included|taken together|counted|in total))?)?${end}`,
    'how many people report to $1, directly or indirectly',
  ),
  say(
    `^how (?:big|large) is ([^?,]{2,50}?)(?:['’]s|(?<=s)['’]) (?:whole |entire |full |total )?(?:org|organi[sz]ation|reporting line|empire|tree|outfit)(?:,? (?:with |counting |including )?(?:both )?(?:all )?(?:direct (?:and|plus|&) indirect(?: (?:reports|ones|people))?|all levels|everyone below|everybody below)(?: (?:together|combined|included|taken together|counted|in total))?)?${end}`,
    'how many people report to $1, directly or indirectly',
  ),
  say(
    String.raw`\b(?:average|mean|typical) (?:span of (?:control|management|command)|management span|number of (?:direct )?reports)(?: of (?:an?|our|the) managers?)?${end}`,
    'average number of direct reports per manager',
  ),
  say(
    String.raw`\b(average|mean) number of (?:people|reports|employees|staff|colleagues) (?:per|for each|to a) (?:manager|boss|line manager)\b`,
    '$1 number of direct reports per manager',
  ),
];
