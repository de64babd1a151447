import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const boss = '(?:manager|boss|supervisor|superior|chief)';
const people = '(?:people|employees|staff|colleagues|persons|folks|reports|subordinates|heads)';
const whole = '(?:(?:whole|full|entire|complete|total) )?';
/** Whoever is named at the beginning of what is asked, and no verb or word that asks. */
const somebody = String.raw`((?!(?:is|are|was|were|does|do|did|has|have|who|whom|whose|which|what|how|when|where|list|show|name|everyone|everybody|people|all|any|if|in|of|can|could|tell|give)\b)[^?,:]{2,50}?)`;
/** What leads from somebody up to the top. */
const line = `${whole}(?:(?:reporting|management|managerial|escalation|command) (?:line|chain|path|route|hierarchy|ladder)|(?:chain|line|ladder|path) of (?:command|managers|management|bosses|superiors|reporting|escalation)|chain of reporting)`;
const top =
  '(?:top|ceo|coo|director|managing director|general manager|chief exec(?:utive)?(?: officer)?|president|chair(?:man|woman|person)?|big boss|board|head of the (?:house|company|organi[sz]ation|whole))';
const wayUp = `(?:,? (?:(?:all|right) the way |right )?(?:up(?:wards?)?(?: to)?|to|until|till) (?:and including )?the (?:very )?${top}(?:,? (?:included|inclusive))?)`;
const upTo = `${wayUp}?`;
const show = `(?:(?:show|give|list|tell|draw|trace|follow|name|send|display|print)(?: me)? |what(?: is|['’]s) |can i (?:see|have|get) |i(?:['’]d like| would like| need| want)(?: to see| to have)? )?`;
const all = ', directly or indirectly';

/** That those further down are counted as well, as it is said beside whose they are. */
const indirect = String.raw`(?:(?:both )?direct(?:ly)? (?:and|or|as well as|\+|&) (?:indirect(?:ly)?|through (?:someone|somebody|others?|another)(?: else| person| people)?|via (?:someone|somebody|others?)(?: else)?|not)(?: ones| reports)?|(?:and |including |incl\.? |plus |with |counting |also )+(?:the |all |all the )?indirect(?:ly)?(?: ones| reports| reportees)?(?: (?:included|too|as well))?|(?:and |including |incl\.? |plus |with |counting |also )+(?:the |his |her |their |all )?reports(?:['’]| of) (?:the |his |her |their )?reports|(?:the )?reports of (?:the )?reports (?:included|counted|too|as well)|(?:at |on |over |across |counting )?(?:all|every|any|each) (?:the )?levels?(?: (?:down|deep|included|counted|below))?|if you (?:count|include) (?:the )?indirect (?:reports|ones)(?: (?:too|as well))?|all the way (?:down|to the bottom))`;

const higher = '(?:managers?|boss(?:es)?|superiors?|supervisors?|higher-ups|leads|line managers?)';
/** They are told in this order. */
const upwards = `(?:,? (?:(?:in|by) order(?: of (?:seniority|rank|closeness|distance))?|in sequence|one (?:by|after) (?:one|another|the other)|step by step)(?:,? (?:(?:from|starting (?:from|with)|beginning with) )?(?:the )?(?:nearest|closest|lowest|bottom|direct one|immediate one)(?: first| up(?:wards?)?)?| upwards?)?|,? (?:(?:from|starting (?:from|with)|beginning with) )?(?:the )?(?:nearest|closest|lowest|bottom|immediate one)(?: (?:first|up(?:wards?)?)| to (?:the )?(?:furthest|farthest|highest|top))|,? bottom[- ]up)`;

/** Turns of phrase about who stands above, below and beside whom, in the order in which they are looked for. */
export const rephrasingsOfLines: readonly Rephrasing[] = [
  say(
    `^${show}(?:the )?(?:who (?:is|are) )?(?:all )?(?:of )?(?:the )?${somebody}(?:['’]s|(?<=s)['’]) (?:whole|full|entire|complete) (?:chain|line|hierarchy|ladder)(?: of command)?(?: above(?: (?:him|her|them))?)?${upTo}${upwards}?(?=[\\s?.!]*$)`,
    'who is above $1',
  ),
  say(
    `^${show}(?:who (?:is|are) )?(?:all|every one|each) (?:of )?(?:the )?${somebody}(?:['’]s|(?<=s)['’]) ${higher}${upTo}${upwards}?(?=[\\s?.!]*$)`,
    'who is above $1',
  ),
  say(
    `^${show}(?:who (?:is|are) )?${somebody}(?:['’]s|(?<=s)['’]) ${higher}(?:${upwards}|${wayUp}${upwards}?)(?=[\\s?.!]*$)`,
    'who is above $1',
  ),
  say(
    `^${show}(?:everyone|everybody|every ${higher}|each ${higher}|all (?:the )?(?:those|people|${higher})|whoever|all) (?:who |that )?(?:(?:is|are|sits?|stands?|comes?) )?(?:over|above) ${somebody}(?:,? in (?:the |our )?(?:hierarchy|line|org(?:ani[sz]ation)? ?chart|chain(?: of command)?))?${upTo}${upwards}?(?=[\\s?.!]*$)`,
    'who is above $1',
  ),
  say(String.raw`(?<=^who is above [^?]{2,50}?)${upwards}(?=[\s?.!]*$)`, ''),
  // Those directly above are whoever is meant by a manager.
  say(String.raw`\b(?:direct|immediate) (?=${boss}s?\b)`, ''),
  say(
    String.raw`(?<=\b(?:above|over|below|under|beneath) [^?]{2,40}?),? in the (?:org(?:ani[sz]ation(?:al)?)? ?chart|hierarchy|(?:reporting |management )?line|organi[sz]ation|chain of command)\b`,
    '',
  ),
  say(String.raw`\b(skip[- ]level (?:manager|boss)|grand-?boss|grand-?manager) \([^()?]{3,50}\)`, '$1'),
  say(
    String.raw`^who(?:m)? ((?!(?:else|all|in|on|of|from|at|also|really|currently|still|here|directly|indirectly|now|is|are|does|do|did)\b)[^?]{2,50}?) (?:reports|answers) to(?=[\s?.!]*$)`,
    'who does $1 report to',
  ),
  say(
    String.raw`^(who(?:m)? (?:does|do) )?(?:who(?:m)? )?((?!(?:who|does|do|all|else|is|in|on|of|people)\b)[^?]{2,50}?) (?:works?|sits?|is working|serves?) (?:directly )?(?:under|below|beneath)(?=[\s?.!]*$)`,
    'who does $2 report to',
  ),
  say(String.raw`\bline-manage(s|d)?\b`, 'manage$1'),

  // Up the line.
  say(
    String.raw`^${show}${somebody}(?:['’]s|(?<=s)['’]) ${boss},? (?:and )?(?:(?:his|her|their|the) )?${boss}['’]s ${boss},? (?:and|&) (?:so (?:on|forth)|onwards?|up|the next)${upTo}(?=[\s?.!]*$)`,
    'who is above $1',
  ),
  say(
    String.raw`^${show}(?:the )?${somebody}(?:['’]s|(?<=s)['’]) ${line}${upTo}(?:,? (?:up|upwards?))?(?=[\s?.!]*$)`,
    'who is above $1',
  ),
  say(
    String.raw`^${show}(?:the |an? |all )?(?:the )?${line}(?: of (?:managers|bosses|superiors))?(?: (?:leading|going|running))?(?: up(?:wards?)?)? (?:above|of|for|from|over|starting (?:at|from|with)) ([^?,]{2,50}?)${upTo}(?=[\s?.!]*$)`,
    'who is above $1',
  ),
  say(
    String.raw`^${somebody}(\s*[:,–-]+\s+)(?:(?:his|her|their|the) )?${line}${upTo}(?=[\s?.!]*$)`,
    'who is above $1',
  ),
  say(
    String.raw`^((?:[^?:]{2,50}[:;,]\s*)?)what(?:['’]s| is) the ${line}(?: of (?:managers|bosses|superiors))? (?:above|of|for|from|over) ([^?,]{2,50}?)${upTo}(?=[\s?.!]*$)`,
    '$1who is above $2',
  ),
  say(
    String.raw`^(?:${show})?(?:all |every(?:one)? |each )(?:(?:the |of the )?(?:managers?|boss(?:es)?|people) )?between ([^?,]{2,50}?) and the (?:very )?${top}(?:,? [^?]{2,30}(?:included|inclusive))?(?=[\s?.!]*$)`,
    'who is above $1',
  ),
  say(String.raw`^(?:(?:could|can) you (?:please )?)(?=(?:show|give|list|tell|draw|trace|name)\b)`, ''),
  say(
    String.raw`^(?:list|show|name) (?:me )?every manager between ([^?,]{2,50}?) and the (?:very )?${top}(?:,? [^?]{2,30}(?:included|inclusive))?(?=[\s?.!]*$)`,
    'who is above $1',
  ),
  say(
    String.raw`(?<=\babove [^?]{2,50}?),? (?:(?:all|right) the way )?up to (?:and including )?the (?:very )?${top}(?=[\s?.!]*$)`,
    '',
  ),
  say(
    String.raw`^(who(?:['’]s| is| sits| stands)? )?(?:(?:the )?(?:person|one|manager) )?(?:two|2) (?:levels|steps|rungs|tiers|grades) (?:above|over|up from|higher than) ([^?,–]{2,50}?)(?:\s*[,–-]+\s*who(?:['’]s| is) (?:that|it|this))?(?=[\s?.!]*$)`,
    "who is $2's skip-level manager",
  ),
  say(
    String.raw`^(who(?:['’]s| is| sits| stands)? )?(?:(?:the )?(?:person|one|manager) )?(?:three|3) (?:levels|steps|rungs|tiers|grades) (?:above|over|up from|higher than) ([^?,–]{2,50}?)(?:\s*[,–-]+\s*who(?:['’]s| is) (?:that|it|this))?(?=[\s?.!]*$)`,
    "who is $2's manager's manager's manager",
  ),
  say(
    String.raw`^(who(?:['’]s| is| sits| stands)? )?(?:(?:the )?(?:person|one|manager) )?(?:one|1|a|the next) (?:level|step|rung|tier|grade) (?:above|over|up from|higher than) ([^?,–]{2,50}?)(?:\s*[,–-]+\s*who(?:['’]s| is) (?:that|it|this))?(?=[\s?.!]*$)`,
    "who is $2's manager",
  ),
  say(
    String.raw`^(who(?:['’]s| is| are| sits| stands)? )(?:two|2) (?:levels|steps|rungs|tiers|grades) (?:below|under|beneath|down from|lower than) ([^?,–]{2,50}?)(?=[\s?.!]*$)`,
    "who are $2's skip-level reports",
  ),

  say(
    String.raw`^(?:(?:which|what|list|show|name|all|the|every|who are the)(?: of)?(?: all)?(?: the)? )?(?:managers?|bosses|people|superiors) (?:(?:are|is|stand|stands|sit|sits)(?: there)? )?between ([^?,]{2,50}?) and the (?:very )?${top}(?:,? [^?]{2,30}(?:included|inclusive))?(?=[\s?.!]*$)`,
    'who is above $1',
  ),

  // Down the line.
  say(
    String.raw`\b(?:have|has|having|with|got) (?!(?:his|her|their|my|the same)\b)([^?,]{2,50}?) (?:as|for) (?:(?:their|an?|his|her|the) )?(?:own )?(?:line )?${boss}(?=[\s?.!]*$)`,
    'report directly to $1',
  ),
  say(
    String.raw`^(how many|which|what) (?:direct|directly) (?:and|or|as well as|\+|&) indirect (?:reports|subordinates|reportees) (?:does|do|has|have) ([^?,]{2,50}?)(?: (?:have|got))?(?=[\s?.!]*$)`,
    `$1 people report to $2${all}`,
  ),
  say(
    String.raw`^${somebody}(?:['’]s|(?<=s)['’]) ${whole}(?:reporting |management )?(?:tree|org|subtree)(?=[\s?.!]*$)`,
    `who reports to $1${all}`,
  ),
  say(
    String.raw`\b(?:direct|directly) (?:and|or|as well as|\+|&) indirect (?:reports|subordinates|reportees) of ([^?,]{2,50}?)(?=[\s?.!]*$)`,
    `people who report to $1${all}`,
  ),
  say(
    String.raw`\b((?:his|her|their|[^?,:]{2,40}?(?:['’]s|(?<=s)['’])) )(?:direct|directly) (?:and|or|as well as|\+|&) indirect (?:reports|subordinates|reportees)(?=[\s?.!]*$)`,
    `$1reports${all}`,
  ),
  say(`,? ?${indirect}(?=[\\s?.!]*$)`, all),
  say(
    `^${indirect}(?: (?:counted|included))?,? ((?:how many|who|which|list|name|show|what)\\b[^?]*?)(?=[\\s?.!]*$)`,
    `$1${all}`,
  ),
  say(
    String.raw`\bhow many (${people}) (?:does|do|has|have) ([^?,]{2,50}?) (?:have |got )?(?:working |reporting )?(?:below|under|beneath|underneath) (?:him|her|them|it)(?: (?:in (?:all|total)|overall|altogether))?\b`,
    'how many $1 are under $2',
  ),
  say(
    String.raw`\b(?:sits?|works?|are|is|working|sitting|standing|stands?) (?:beneath|underneath|below)(?= )`,
    'are under',
  ),
  say(
    String.raw`^${somebody}(\s*[:,–-]+\s+)(?:the |all |his |her |their )?${whole}(?:reporting |management )?(?:tree|line|org|organi[sz]ation|hierarchy|branch|subtree) (?:under|below|beneath|underneath) (?:him|her|them|it)(?=[\s?.!]*$)`,
    `who reports to $1${all}`,
  ),
  say(
    String.raw`\b(?:the )?${whole}(?:reporting |management )?(?:tree|org|organi[sz]ation|hierarchy|branch|subtree) (?:under|below|beneath|underneath) (?=\S)`,
    'everyone under ',
  ),

  // Beside one another.
  say(
    String.raw`\b((?:peers?|colleagues|fellow reports) of [^?,]{2,50}?),? (?:under|with|who have|having) the same (?:line )?${boss}(?=[\s?.!]*$)`,
    '$1',
  ),
  say(
    String.raw`^(?:apart from|besides|other than|except(?: for)?|not counting|aside from|excluding) ([^?,]{2,50}?),? who (?:else |all |also )?(?:reports to|has|shares|answers to|works (?:for|under)) (?:the same|his|her|their) (?:line )?${boss}(?: as (?:(?:he|she|they)(?: does| do| has| have)?|(?:their|his|her)(?: own)? (?:line )?${boss}))?(?=[\s?.!]*$)`,
    'who are the peers of $1',
  ),
  say(
    String.raw`^(?:who|which [\p{L}]+|list [\p{L}]+)(?: else| all)? (?:shares?|has|have|is sharing|are sharing) (?:an?|the|one|the same|their) (?:line )?${boss} (?:with|as) ([^?,]{2,50}?)(?=[\s?.!]*$)`,
    'who are the peers of $1',
  ),
];
