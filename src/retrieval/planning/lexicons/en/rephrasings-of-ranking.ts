import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const tasks = '(?:tasks?|tickets?|issues?)';
const counted = `((?:open |overdue |blocked |done |finished |completed |unfinished |late |unassigned )?(?:tasks|tickets|issues|people|members|staff|employees|reports|direct reports|projects|teams))`;
const figure = '(?:two|three|four|five|six|seven|eight|nine|ten|\\d{1,2})';
const kind =
  '(projects?|teams?|departments?|people|persons?|offices?|locations?|sites?|employees?|colleagues?)';
const other =
  '(?:(?:anyone|anybody|everyone|everybody|all|any|any one|the) )?(?:else|others?|the others?|the rest|(?:of the )?other(?: \\p{L}+)?)';

/** Turns of phrase that ask for the most, the fewest and the larger of two, in the order in which they are looked for. */
export const rephrasingsOfRanking: readonly Rephrasing[] = [
  say(String.raw`\bmore ${counted} than ${other}\b`, 'the most $1'),
  say(String.raw`\b(?:fewer|less) ${counted} than ${other}\b`, 'the fewest $1'),
  say(
    String.raw`\b(?:the )?(?:longest|biggest|largest) (?:list|queue|pile|backlog|stack|heap) of (?=\S)`,
    'the most ',
  ),
  say(
    String.raw`\b(?:the )?(?:shortest|smallest) (?:list|queue|pile|backlog|stack|heap) of (?=\S)`,
    'the fewest ',
  ),
  say(
    String.raw`\bwhose (open |overdue |blocked |unfinished )?(?:${tasks}|to-?do|work) ?(?:list|pile|queue|backlog|load|stack) is (?:the )?(?:longest|biggest|largest|fullest)`,
    'who has the most $1tasks',
  ),
  say(
    String.raw`\bwhose (open |overdue |blocked |unfinished )?(?:${tasks}|to-?do|work) ?(?:list|pile|queue|backlog|load|stack) is (?:the )?(?:shortest|smallest|emptiest)`,
    'who has the fewest $1tasks',
  ),
  say(
    String.raw`\b(?:the )?(?:highest|greatest|biggest|largest|maximum|max) (?:count|total|amount|tally|number) of (?=\S)`,
    'the most ',
  ),
  say(
    String.raw`\b(?:the )?(?:lowest|least|smallest|minimum|min) (?:count|total|amount|tally|number) of (?=\S)`,
    'the fewest ',
  ),
  say(String.raw`\b(?:the )?(?:minimum|min|minimal) (?=${counted})`, 'the fewest '),
  say(String.raw`\b(?:the )?(?:maximum|max|maximal) (?=${counted})`, 'the most '),
  // "… the most on their plate, counting open tasks".
  say(
    String.raw`\b(the )?(most|least|fewest) (?:on (?:their|his|her|its) (?:plate|desk|list)|to do|work),? (?:counting|counted (?:in|by)|going by|in terms of|measured (?:in|by)|as in|by)(?: the)?(?: number of)? ${counted}`,
    'the $2 $3',
  ),
  say(
    String.raw`^(which|what) (project|team|department)s? (?:is|are) (?:the )?(?:furthest|most|farthest) (?:behind(?: schedule)?|late|delayed),? (?:counting|going by|in terms of|measured (?:in|by)|by|judging by)(?: the)?(?: number of)? (?:overdue |late )?${tasks}(?=[\s?.!]*$)`,
    '$1 $2 has the most overdue tasks',
  ),
  // "Open tasks by project - who has the least?"
  say(
    String.raw`^([^?:,–—]{3,50}?) (?:by|per|for each) (project|team|person|location|office|department|employee)\s*[-–—:,?;]+\s*(?:who|which|which one|what)(?: of them)? (?:has|have|is)(?: got)? (?:the )?(least|fewest|most|lowest|highest|smallest|biggest)(?: of them| number| count)?(?=[\s?.!]*$)`,
    'which $2 has the $3 $1',
  ),
  // The first few.
  say(
    String.raw`^(?:(?:a |the )?(?:ranking|rank|ranked list|list|league table) of )(?:the |our |all )?${kind} (?:by|according to) (?:the )?(?:number of |count of )?${counted},? (?:(?:just|only|but only) )?(?:the )?(?:first|top) (${figure})(?: only)?(?=[\s?.!]*$)`,
    'top $3 $1 by $2',
  ),
  say(
    String.raw`\b(?:the )?top (${figure}) ${kind},? (?:ranked|sorted|ordered|counted|measured|going|in order) (?:by|of) (?:the )?(?:number of |count of |their )?${counted}`,
    'top $1 $2 by $3',
  ),
  say(
    String.raw`^(?:(?:show|give|list|name|tell)(?: me)? )?(?:the )?(${figure}) ${kind} (?:with|that have|having|who have) (?:the )?most ${counted}(?=[\s?.!]*$)`,
    'top $1 $2 by $3',
  ),
  say(
    String.raw`\bin which (${figure}) ${kind} are (?:there )?(?:the )?most ${tasks}(?: (?:still )?(open|overdue|blocked|done))?(?=[\s?.!]*$)`,
    'top $1 $2 by $3 tasks',
  ),
  say(
    String.raw`^rank (?:the |our |all )*${kind} by (?:the )?(?:number of |count of )?${counted},? (?:(?:just|only|but only) )?(?:the )?(?:first|top) (${figure})(?: only)?(?=[\s?.!]*$)`,
    'top $3 $1 by $2',
  ),
  // The larger of two.
  say(
    String.raw`^compare ([^?:]{2,50}?) (?:and|with|to) ([^?:]{2,50}?)\s*[-–—:,;]+\s*(?:where|which|who|which one|which of (?:them|the two))(?: (?:are|has|have|is))?(?: there)? (more|fewer|bigger|larger|smaller)(?: (people|staff|members|employees|colleagues))?(?=[\s?.!]*$)`,
    'who has $3 people, $1 or $2',
  ),
  say(
    String.raw`^(?:does|do|has|have) ([^?]{2,50}?) or ([^?]{2,50}?) (?:have )?(?:the )?(?:greater|larger|bigger|higher|more)(?: (?:number|count|amount) of)? ${counted}(?=[\s?.!]*$)`,
    'who has more $3, $1 or $2',
  ),
  say(
    String.raw`^(?:does|do|has|have) ([^?]{2,50}?) or ([^?]{2,50}?) (?:have )?(?:the )?(?:smaller|lower|fewer)(?: (?:number|count|amount) of)? ${counted}(?=[\s?.!]*$)`,
    'who has fewer $3, $1 or $2',
  ),
];
