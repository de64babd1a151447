import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { named, say } from './say.ts';

const key = String.raw`([A-Z][A-Z0-9]*-\d+)`;
const team = '(?:teams?|departments?|groups?|units?|sections?|divisions?|squads?|wards?)';
const month = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const nobody = '(?:nobody|no one|no-one|none of us)';

/** Turns of phrase about tasks, teams and pages, in the order in which they are looked for. */
export const rephrasingsOfWork: readonly Rephrasing[] = [
  say(
    String.raw`\bwho(?:['’]s| has) got (?:the|that) (?:ticket|task|issue|card|job) (?=about\b|for\b|on\b)`,
    'who is assigned to the task ',
  ),
  say(String.raw`\bin the first place(?=[\s?.!,]|$)`, ''),
  say(String.raw`\b(?:still )?(?:sitting|lying|parked|resting) (?:assigned to|with)\b`, 'assigned to'),
  say(String.raw`^(are there [^?]+)\? which(?: ones?| are they| of them)?\s*\??$`, '$1?'),
  say(
    String.raw`\b(finished|completed|done|closed|delivered) (?:later than|after) (?:they were|it was|they had been|being) due\b`,
    '$1 late',
  ),
  say(
    String.raw`\bcan(?:not|['’]t) (?:go on|go ahead|start|continue|proceed|begin|move|be (?:started|done|finished|closed)) (?:until|before|unless) `,
    'are waiting for ',
  ),
  say(
    String.raw`^whose (?:task|job|ticket) is it that ([^?]{2,80}?) is waiting (?:for|on)(?=[\s?.!]*$)`,
    'who is assigned to the tasks blocking $1',
  ),
  // What is asked of each of several is a column of their list.
  say(
    String.raw`^(?:what(?:['’]s| is| are)?|show(?: me)?|list|give me|tell me|name) the (priorit(?:y|ies)|status(?:es)?|states?|assignees?|creation dates?) of ((?:(?:the|all|our|my|all the) )?[^?]*?\b(?:tasks?|tickets?|issues?)\b[^?]*?)(?=[\s?.!]*$)`,
    'list $2 with their $1',
  ),
  say(
    String.raw`^(?:what(?:['’]s| is| are)?|show(?: me)?|list|give me|tell me|name) the (priorit(?:y|ies)|statuses) of ([^?]{2,40}?['’]s?(?: \p{L}+)? (?:tasks|tickets|issues))(?=[\s?.!]*$)`,
    'list $2 with their $1',
  ),
  say(
    String.raw`^(?:what|which) (priority|priorities|status) (?:do|does) ([^?]{2,60}?\b(?:tasks|tickets|issues)(?: (?:of|in|on|for) [^?]{2,30}?)?) have(?=[\s?.!]*$)`,
    'list $2 with their $1',
  ),
  say(
    String.raw`^when are ((?:the|all|our|my|all the|[^?]{2,30}?['’]s?) (?:open )?(?:tasks|tickets|issues)(?: (?:of|in|on|for|assigned to) [^?]{2,30}?)?) due(?=[\s?.!]*$)`,
    'list $1 with their due dates',
  ),
  // What stands in commas behind a key only says once more which task it is.
  named(String.raw`\b${key}, (?:the|that) [^,?]{2,40}? (?:one|task|ticket|issue|thing),`, '$1'),
  named(
    String.raw`^[Ww]hose (?:task|ticket|issue|work)s? (?:is|does|do) ${key} (?:waiting (?:for|on)|blocked by|depend(?:ing)? on|stuck on|held up by)(?=[\s?.!]*$)`,
    'who is assigned to the tasks blocking $1',
  ),
  named(
    String.raw`^[Ww]ho (?:is|['’]s|are) ${key} (?:waiting (?:for|on)|stuck on|held up by)(?=[\s?.!]*$)`,
    'who is assigned to the tasks blocking $1',
  ),
  say(
    String.raw`\b(?:that|which) ${nobody} (?:has (?:yet )?been|is|was|has yet been) assigned(?: to)?(?: yet| so far)?(?=[\s?.!,]|$)`,
    'without assignee',
  ),
  say(String.raw`([?.!]\s*|,\s*(?:and )?)(?:which|what) (?:ones?|are they|tasks are they)(?=[\s?.!]*$)`, ''),
  say(
    String.raw`^(?:what|which) (${team}) (?:make up|makes up|form|forms|constitute|compose|belong to|are in|are under|sit under|fall under|come under|go under|roll up to) (?=[^?]{2,40}[\s?.!]*$)`,
    'which teams are part of ',
  ),
  say(
    String.raw`^(which|what) (${team}) (has|have) (the (?:most|fewest|least)) (?:direct )?(members|people|staff|employees)(?: \(?(?:direct ones|directly|counting only direct(?: ones)?|without sub-?teams)\)?)?(?=[\s?.!]*$)`,
    '$1 $2 $3 $4 people',
  ),
  say(
    String.raw`\b(pages|articles|documents|docs)(?: are| do we have)?(?: there)? (?:in|on) (?:the|our) wiki(?=[\s?.!]*$)`,
    '$1',
  ),
  say(
    String.raw`\b(wrote|write|written|authored|published|posted|contributed) (?:in|on|to|for) (?:the|our) wiki(?=[\s?.!]*$)`,
    '$1',
  ),
  say(
    String.raw`,? (?:in|of|across|from|over) (?:the |our |this )?(?:whole|entire|complete) (?:${house}|house|place|shop|outfit|lot)(?:,? please)?(?=[\s?.!]*$| (?:is|are|has|have|was|were)\b)`,
    '',
  ),
  say(String.raw`\b(the|our) (?:whole|entire) (?=\p{L}+[\s?.!]*$)`, '$1 '),
  say(
    String.raw`\b(finished|completed|done|closed|delivered|resolved)(?: early|,? before (?:they were|it was|being) due|(?: well)? before (?:its|their) (?:due date|deadline))(?=[\s?.!]*$)`,
    '$1 before the due date',
  ),
  say(
    String.raw`\b(${team}) (?:are |is |that are |which are )?(?:bigger|larger) than (?=(?:the )?\p{L})`,
    '$1 have more people than ',
  ),
  say(
    String.raw`\b(${team}) (?:are |is |that are |which are )?smaller than (?=(?:the )?\p{L})`,
    '$1 have fewer people than ',
  ),
  say(
    String.raw`\b(?:which|what) (?:desk|crew|shift|bureau|studio|branch|lab|kitchen|ward|office team) (?:does|is|do) ([^?]{2,40}?) (?:sit|work|belong|in|on|with|to|part of)(?: (?:with|in|on|to|at))?(?=[\s?.!]*$)`,
    'which team is $1 in',
  ),
  say(
    String.raw`,? (?:with )?all (?:its|of its|the|their) [^,?]{3,40}? (?:included|counted|taken together)(?=[\s?.!]*$)`,
    ' including sub-teams',
  ),
  say(String.raw`^count (?:up )?(?:all )?(?:of )?(?:the |our )?(?=\p{L})`, 'how many '),
  say(String.raw`\bwe still (employ|have)\b`, 'do we $1'),
  say(String.raw`\bis carrying (?=(?:the )?(?:most|fewest)\b)`, 'has '),
  say(
    String.raw`\b((?:percentage|share|proportion|fraction|percent) of )((?:the |all |all the )?(?:tasks|tickets|issues)) ((?:is|are|have been|has been) (?:done|completed|closed|finished|overdue|blocked|open|in progress)) (?:in|of|for|on|within) ([^?]{2,40}?)(?=[\s?.!]*$)`,
    '$1$2 of $4 $3',
  ),
  // Days that are written out.
  ...'first second third fourth fifth sixth seventh eighth ninth tenth'
    .split(' ')
    .map((word, at) => say(String.raw`\b(?:the )?${word} of (?=${month})`, `${at + 1} `)),
  say(
    String.raw`\bbetween (?:the )?(\d{1,2})(?:st|nd|rd|th)? and (?:the )?(\d{1,2})(?:st|nd|rd|th)? of (${month})`,
    'between $1 $3 and $2 $3',
  ),
  say(
    String.raw`\b(tasks|tickets|issues|work) (?:that )?${nobody} (?:is|was|has been) assigned to\b`,
    'unassigned $1',
  ),
  say(
    String.raw`\b(tasks|tickets|issues|things) (?:are|is|sit|lie) (?:still|left)(?: left)? on ([^?]{2,40}?)['’]s (?:plate|desk|list|to-?do list)(?=[\s?.!]*$)`,
    'open $1 are assigned to $2',
  ),
  say(
    String.raw`\b(?:are|is|sits?|lies?) on ([^?]{2,40}?)['’]s (?:plate|desk|list|to-?do list)(?=[\s?.!]*$)`,
    'are assigned to $1',
  ),
  say(
    String.raw`\b(?:has|have) ([^?]{2,40}?) got on (?:its|their|his|her) (?:plate|desk|list)(?=[\s?.!]*$)`,
    'does $1 have',
  ),
  say(
    String.raw`^what (?:has to|must|needs to) (?:be done|happen|be finished) before (?:we|you|i|they|anyone) can (?=\S)`,
    'what blocks ',
  ),
  say(String.raw`\b(is|are) (?:supposed|meant|expected|scheduled) to (?=\p{L})(?!be\b)`, '$1 going to '),
  say(
    String.raw`,? (?:for |of |in )?all (?:the )?(?:teams|departments|of (?:us|them)) (?:together|combined|taken together)(?=[\s?.!]*$)`,
    '',
  ),
  say(String.raw`^count of (?=\p{L})`, 'how many '),
  // What stands around a question.
  say(`^(?!how many )(?:hw|hwo|ho|how) (?:mny|manny|mayn|amny|many) `, 'how many '),
  say(String.raw`(?<!directly),? or (?:what|not)(?=[\s?.!]*$)`, ''),
  say(String.raw`\b(has|have|had) ([^?]{2,40}?) already (?=\p{L}+ed\b|done\b)`, '$1 $2 '),
  say(
    String.raw`\bwhen do (?:we|you|they|i) need ([^?]{2,60}?) (?:to be )?(?:finished|done|completed|ready|delivered)(?: by)?(?=[\s?.!]*$)`,
    'when is $1 due',
  ),
  say(
    String.raw`\b(?:is|are) sitting on (the (?:most|fewest) (?:open |overdue |blocked )?(?:tasks|tickets|issues))(?: of (?:its|their) own)?(?=[\s?.!]*$)`,
    'has $1',
  ),
  say(
    String.raw`\b(has|have) (?:something|anything|stuff|things|work) (overdue|blocked|open)\b`,
    '$1 $2 tasks',
  ),
  say(
    String.raw`\b(block(?:s|ing|ed by)?|hold(?:s|ing) up) (?:(?:an|any|some)? ?other|any|some|further|at least one(?: other)?) (?:tasks?|tickets?|issues?|work|ones?)(?=[\s?.!]*$)`,
    '$1 other tasks',
  ),
  say(
    String.raw`\b(block(?:s|ing)?|hold(?:s|ing) up) (?:something|anything|others)(?: else)?(?=[\s?.!]*$)`,
    '$1 other tasks',
  ),
  named(
    String.raw`^[Ww]ho (?:is|are|['’]s) (?:stuck|blocked|held up|waiting|idle) (?:because|since|as|until|till|while) ${key} (?:is(?:n['’]t| not)?|has(?:n['’]t| not)?(?: been)?) ?(?:yet |still )?(?:not )?(?:yet )?(?:finished|done|completed?|open|ready|closed)(?: yet)?(?=[\s?.!]*$)`,
    'who is assigned to tasks blocked by $1',
  ),
  say(String.raw`\b(?:across|throughout|all over) (?=(?:the|our) )`, 'in '),
  say(String.raw`\b(?:is|are) (?:supposed|meant|expected) to be (?=\p{L}+ing\b)`, 'is '),
];
