import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { named, say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const people = '(?:people|employees|staff|colleagues|folks)';
const contacts =
  '(?:(?:outside |external |partner )?contacts|outsiders|externals|contractors|freelancers|partners|suppliers)';
const without = '(?:no|not|without|excluding|leaving out|leave out|not counting|so no|minus)';
const another = '(?:another|a second|some other|one other|a further)';
const team = '(?:team|department|group|unit|section|ward|division|squad|crew)';

/** Turns of phrase about who belongs to what and who counts, in the order in which they are looked for. */
export const rephrasingsOfMembership: readonly Rephrasing[] = [
  say(String.raw`,? as of (?:today|now|right now|this moment)(?=[\s?.!,;]|$)`, ''),
  // Own people are told from others by being called so, which need not be said twice.
  say(
    String.raw`(?<=\b(?:head\p{L}{3,8}|how many (?:of us|${people}))\b[^?]{0,60})[?.,;]+ (?:(?:our |just |only )?(?:own )?(?:${people})(?: only)?,? )?(?:${without}) (?:the )?(?:${contacts})${end}`,
    '?',
  ),
  say(
    String.raw`(?<=\bown ${people}),? ?\(?(?:${without}) (?:the |any )?(?:${contacts})\)?(?=[\s?.!,]|$)`,
    '',
  ),
  say(`^who of (our own|our|the) (${people}) (?:is|are) carrying `, 'which of $1 $2 has '),
  say(String.raw`^who of (our own|our|the) (?=${people}\b)`, 'which of $1 '),
  say(
    `^(?:(?:can|could|would|will) you (?:please )?)?(?:list |which |what |who are |show (?:me )?|name |give me )?(?:the |all |all the )?(?:people|persons|contacts|those|everyone|who)(?: (?:listed )?in (?:the|our) (?:directory|records|address book))?(?: who| that)? (?:are|is)(?: not|n['’]?t) (?:employed|on the payroll)(?: (?:by|at|with|of) (?:us|(?:our|the|this) (?:company|organi[sz]ation|${house})))?${end}`,
    'which people are external contacts',
  ),
  say(
    `^([^?,]{2,40}?),? (?:is|are) (?:that|this|s?he|they)(?: one)? (?:one )?of (?:ours|us),? or (?:which|what) (?:outfit|company|firm|organi[sz]ation|employer|place) (?:is|are|does) (?:that|this|s?he|they)(?: one)? (?:from|with|at|work for)${end}`,
    'which company does $1 work for',
  ),
  // How many there are of a sort.
  say(
    String.raw`^(?:the )?total (?:number of )?(?!${people}\b)(\p{L}[\p{L} -]{2,40}?)(?: that are)? (?:currently |presently )?(?:employed|on staff|on the payroll|working here)${end}`,
    'how many $1 do we have',
  ),
  say(
    String.raw`^how many (\p{L}[\p{L} -]{2,40}?) are (?:there )?(?:currently |presently )?(?:employed|on staff|on (?:the|our) payroll)(?: (?:here|by us|with us))?${end}`,
    'how many $1 do we have',
  ),
  say(
    `^(?:counting|count|including|adding up|taking) (?:everyone|everybody|all|all those|anyone|anybody)(?: who (?:is|are))? (?:below|under|beneath) (?:him|her|them|that person)(?:,? (?:at|on|of|over) (?:whatever|any|every|all|each) levels?| all the way down| directly or not)?,? how many (?:${people}) (?:does|has) ([^?,]{2,50}?)(?: have| got)?${end}`,
    'how many people report to $1, directly or indirectly',
  ),
  // Where several teams are asked of together.
  say(
    String.raw`\band (?:also |is (?:also )?)?(on|in|of) (?:yet |still )?${another} ${team}(?: as well| too| besides| also)?${end}`,
    'and $1 more than one team',
  ),
  say(
    String.raw`(?<!\b(?:or|but) )\b(on|in|of) (?:yet |still )?${another} ${team} (?:as well|too|besides|also)${end}`,
    '$1 more than one team',
  ),
  say(String.raw`\b(a member of [^?,]{2,40}?) and (?:also )?of (more than one team)${end}`, '$1 and in $2'),
  say(
    String.raw`\b(?:are|is)(?: not|n['’]?t) (?:in|on|part of) (?!progress\b|review\b|time\b|hold\b)([^?,]{2,40}?), ?([^?,]{2,40}?),? (?:or|nor) ([^?,]{2,40}?)${end}`,
    'is in neither $1 nor $2 nor $3',
  ),
  say(
    `^([^?,]{2,40}? or [^?,]{2,40}?)[,:]? (?:which|who)(?: one| of them)? (?:has|have|is) (more (?:people|members|staff|tasks|open tasks|overdue tasks)),? (?:and|with) (?:how many (?:are|is|has|have)(?: there)?|how many)(?: (?:in|on|of|does))? (?:each|both|either)(?: of them| have)?${end}`,
    'who has $2, $1',
  ),
  // "Who all" asks for all, and behind those whom it describes it says something of each.
  say(
    String.raw`(?<!^)\b(people|staff|(?!(?:is|was|does|has)\b)\p{L}+s) who all (?=\p{L})`,
    '$1 all of whom ',
  ),
  // Who heads what.
  say(
    String.raw`\b(teams?|departments?|groups?|units?) (?:that |which )?(?:have|has|with) an? (?:manager|head|boss|leader) who\b`,
    '$1 have a lead who',
  ),
  say(
    String.raw`\bwhose (lead|leader|head|manager) (reports to|answers to|works for|works under) (?=\S)`,
    'that are led by people who report to ',
  ),
  say(
    String.raw`\bwhose (?:lead|leader|head) (?:is|sits|works) (?:based |located )?(in|at) (?=\S)`,
    'that are led by people $1 ',
  ),
  say(
    String.raw`^(which|what|how many) (?:team|department|group|unit|section) (?:leads?|leaders?|heads?|managers?) (?:report|answer)s? (?:directly )?to (?=\S)`,
    '$1 people who lead a team report to ',
  ),
  named(
    String.raw`\b(lead|leader|head|manager) of the (?!project|task|ticket|company|firm|office|building|town|city|page|article)\p{Ll}+ (?:that |which )?([\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}) is (?:on|in|part of|a member of)${end}`,
    "$1 of $2's team",
  ),
  // When somebody came or went.
  say(
    `^([^?,]{2,50}?(?:, the [^?,:]{3,40})?),? since when (?:is|has|have|are) (?:s?he|they) (?:been )?(?:with (?:us|the company)|here|working here|employed(?: here)?|on board)${end}`,
    'when did $1 start',
  ),
  say(
    String.raw`\bbeen (?:here|with us|working here|employed(?: here)?|around) (?:since|from) before (?=\S)`,
    'started before ',
  ),
  say(String.raw`\b(?:has|have|['’]s|['’]ve) (?=started before\b)`, ' '),
  say(
    String.raw`^(?:in )?(?:what|which) (?:month|year|week) (did|does|will) ([^?,]{2,50}?) (leave|start|join|go)(?: us| here| the company)?(?:,? (?:was|is) (?:it|that)(?: in)? \p{L}+)?${end}`,
    'when $1 $2 $3',
  ),
  say(
    `^(?:(?:i hear|so|apparently),? )?(?:someone|somebody)(?:['’]s| is| has)?(?: been)? (?:leaving|quitting|handed in (?:their|his|her) notice|given (?:in )?(?:their|his|her )?notice)(?:,? (?:i hear|apparently|i(?:['’]m| am) told))?[,.:;–-]* who(?: is it)?,? (?:and )?when(?:['’]s| is) (?:the|their|his|her) last day${end}`,
    'list the people who are leaving the company with their last day',
  ),
  say(
    `^who(?: all)?(?:['’]s| is| are) leaving(?: us| the (?:company|${house}))?,? (?:and )?(?:when|on (?:what|which) (?:day|date)|what is their last day)(?: is (?:the|their) last day)?${end}`,
    'list the people who are leaving the company with their last day',
  ),
  say(`^where do we have the (fewest|most|least) (?:${people})${end}`, 'which location has the $1 people'),
  named(
    String.raw`\b(in|on|from) the (?:team|department|group) of ([\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}['’]s (?:manager|boss|supervisor))(?=[\s?.!]*$)`,
    "$1 $2's team",
  ),
];
