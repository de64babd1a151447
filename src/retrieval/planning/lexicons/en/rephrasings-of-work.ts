import type { Rephrasing } from '../../rephrase.ts';

const say = (said: string, plain: string): Rephrasing => ({ said: new RegExp(said, 'iu'), plain });
/** The same, where a key is told by its capitals. */
const named = (said: string, plain: string): Rephrasing => ({ said: new RegExp(said, 'u'), plain });

const key = String.raw`([A-Z][A-Z0-9]*-\d+)`;
const team = '(?:teams?|departments?|groups?|units?|sections?|divisions?|squads?|wards?)';
const nobody = '(?:nobody|no one|no-one|none of us)';

/** Turns of phrase about tasks, teams and pages, in the order in which they are looked for. */
export const rephrasingsOfWork: readonly Rephrasing[] = [
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
    String.raw`^(?:what|which) (${team}) (?:make up|makes up|form|forms|constitute|compose|belong to|are in|are under|sit under|fall under) (?=[^?]{2,40}[\s?.!]*$)`,
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
    String.raw`\b(wrote|written|authored|published|posted|contributed) (?:in|on|to|for) (?:the|our) wiki(?=[\s?.!]*$)`,
    '$1',
  ),
  say(String.raw`\b(the|our) (?:whole|entire) (?=\p{L}+[\s?.!]*$)`, '$1 '),
  say(String.raw`\b(?:across|throughout|all over) (?=(?:the|our) )`, 'in '),
  say(String.raw`\b(?:is|are) (?:supposed|meant|expected) to be (?=\p{L}+ing\b)`, 'is '),
];
