import type { Rephrasing } from '../../rephrase.ts';

const say = (said: string, plain: string): Rephrasing => ({ said: new RegExp(said, 'iu'), plain });

const lead = '(?:leads?|leaders?|heads?|managers?|bosses|supervisors?)';

/** Turns of phrase about people, in the order in which they are looked for. */
export const rephrasingsOfPeople: readonly Rephrasing[] = [
  say(
    `^(which|what|how many) (?:team|department|group|unit|section) ${lead} (?=(?:are|is|sit|work|live|have|started|joined|in|at|from) ?)`,
    '$1 people who lead a team ',
  ),
  say(String.raw`^is (?:anyone|anybody|someone) (?=\p{L}{2,}ing\b)`, 'is somebody '),
  say(
    String.raw`^(which|what|how many) (?:of the )?(?:direct )reports of ([^?]{2,40}?) (?=(?:have|are|work|sit|live|started|joined)\b)`,
    '$1 people who report directly to $2 ',
  ),
  say(
    String.raw`^(which|what|how many) (?:of the )?reports of ([^?]{2,40}?) (?=(?:have|are|work|sit|live|started|joined)\b)`,
    '$1 people who report to $2 ',
  ),
];
