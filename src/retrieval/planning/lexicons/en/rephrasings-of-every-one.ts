import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const list =
  '(?:which |what |list |show |name |give me |find |are there (?:any )?|is there (?:any )?)?(?:me )?(?:all )?(?:the |of the )?(?:all )?';
const teams = '(teams?|departments?|groups?|units?|squads?|sections?|crews?)';
const everyone =
  '(?:(?:everyone|everybody|every (?:single )?(?:member|person)|each (?:member|person)|all (?:of )?(?:the |their |its )?(?:members|people|staff|colleagues))(?: in (?:it|them))?)';
const nobody =
  '(?:nobody|no one|no-one|not a single (?:person|member)|no (?:member|person|colleague|staff)|none of (?:the |their |its )?(?:members|people|staff))';
const works =
  '(?:is|are|works?|sits?|lives?)(?: all)?(?: (?:based|located|working|sitting))? (?:in|from|at|out of)';
const place = '((?!(?:it|them|which|what)\\b)[^?,]{2,40}?)';
const state = '(done|finished|completed|closed|blocked|overdue|cancelled|open|unassigned)';
const holders = '(teams?|departments?|groups?|projects?|people|employees|colleagues|assignees)';

/** The same asked as which, and as how many. */
const eitherWay = (rest: string, plain: string): Rephrasing[] => [
  say(`^how many ${rest}${end}`, `how many ${plain}`),
  say(`^${list}${rest}${end}`, `which ${plain}`),
];

/** Turns of phrase about what holds of everyone or of nobody, in the order in which they are looked for. */
export const rephrasingsOfEveryOne: readonly Rephrasing[] = [
  ...eitherWay(
    `${teams} (?:have )?(?:where|in which) ${everyone} ${works} ${place}`,
    '$1 have only people in $2',
  ),
  ...eitherWay(
    `${teams} whose (?:members|people|staff|colleagues) (?:all ${works}|(?:are|is) all(?: based| located| working)? (?:in|from|at)|(?:are|is) (?:based|located) only in) ${place}`,
    '$1 have only people in $2',
  ),
  ...eitherWay(
    `${teams} (?:that |which |who )?(?:is|are|sits?|works?) (?:all|entirely|completely|exclusively|wholly|fully|solely|only)(?: based| located| working)? (?:in|from|at|out of) ${place}`,
    '$1 have only people in $2',
  ),
  ...eitherWay(`${teams} (?:where|in which) ${nobody} ${works} ${place}`, '$1 have no people in $2'),
  ...eitherWay(
    `(managers?|bosses|leads?) (?:(?:have|has|with|having) all (?:of )?(?:their|the) (?:own )?(?:direct )?(?:reports|people|subordinates)|whose (?:(?:whole|entire|complete) (?:team|crew|staff)|(?:direct )?(?:reports|people|subordinates) all) (?:is|are|sits?|works?))(?: all)?(?: based| located| sitting| working)? (?:in|from|at) ${place}`,
    'managers whose reports are all in $2',
  ),
  ...eitherWay(
    `${holders} (?:(?:where|in which|for which|of which) (?:all|every|each) (?:of )?(?:the |its |their )?(?:tasks?|tickets?)|whose every (?:task|ticket)|with all (?:of )?(?:their |its |the )?(?:tasks|tickets))(?: (?:is|are|has been|have been))? ${state}`,
    '$1 have only $2 tasks',
  ),
  ...eitherWay(
    `${holders} whose (?:tasks|tickets) (?:(?:is|are|have been|were) all|all (?:are|have been|were)) ${state}`,
    '$1 have only $2 tasks',
  ),
  say(
    `^${list}(?:people|employees|colleagues|assignees|staff|everyone|everybody) whose (?:tasks|tickets) (?:is|are|have been) ${state}${end}`,
    'who has $1 tasks',
  ),
];
