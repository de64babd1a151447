import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { say } from './say.ts';

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
];
