import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

const team =
  '(?:teams?|departments?|groups?|units?|sections?|divisions?|squads?|wards?|workshops?|branch(?:es)?|desks?|crews?|labs?|parts?)';

/** Turns of phrase about teams and what they are parts of, in the order in which they are looked for. */
export const rephrasingsOfParts: readonly Rephrasing[] = [
  // What stands before a word that asks, stands behind the verb otherwise: "under which team does Web come?"
  say(
    String.raw`^(to|under|into|below|beneath|within) (which|what) ((?:(?:larger|bigger|parent) )?[\p{L}]+) (does|do|is|are) ([^?]{2,60}?)(?=[\s?.!]*$)`,
    '$2 $3 $4 $5 $1',
  ),
  say(
    String.raw`\b(which|what) (?:larger|bigger|higher|greater|overarching|superordinate|wider) (?=${team}\b)`,
    '$1 ',
  ),
  say(
    String.raw`\b(which|what|how many) (?:smaller|lower|subordinate|constituent) (?=${team} (?:does|do|is|are|has|have)\b)`,
    '$1 ',
  ),
  say(
    String.raw`^where in the (?:structure|organi[sz]ation(?:al structure)?|org(?: ?chart)?|hierarchy) (?:is|does|do|are) ([^?,]{2,50}?)(?: (?:sit|belong|fit(?: in)?|come|fall|hang|stand))?(?:,? (?:i\.?e\.?|i mean|that is|so),?[^?]{2,60})?(?=[\s?.!]*$)`,
    'what is $1 part of',
  ),
  say(
    String.raw`\b(which|what) (${team}) ((?!(?:is|are|does|do|has|have|in|of|with|that|which|leads?|runs?)\b)[^?]{2,50}?) (?:falls?|comes?|sits?|goes|hangs?|belongs?|rolls? up) (?:under|in|into|to|below|within|beneath)(?=[\s?.!]*$)`,
    '$1 $2 is $3 part of',
  ),
  say(
    String.raw`\b(which|what) (${team}) (?:does|do) ([^?]{2,50}?) (?:fall|come|sit|go|hang|roll up) (?:under|in|into|to|below|within|beneath)(?=[\s?.!]*$)`,
    '$1 $2 is $3 part of',
  ),
  say(
    String.raw`(?<=\b(?:which|what) ${team} )(?:come|fall|go|belong) (?:directly )?(?:under|below|beneath|within) (?=\S)`,
    'are part of ',
  ),
  say(
    String.raw`^(?:into )?(which|what) (${team}) (?:is|are) ([^?]{2,50}?) (?:divided|split|broken down|subdivided|organi[sz]ed|broken up)(?: up)?(?: into)?(?=[\s?.!]*$)`,
    '$1 $2 are part of $3',
  ),
  say(
    String.raw`^(?:which|what) (teams|departments|groups|units|sections|divisions|squads|wards|workshops|branches|desks|crews|labs|parts) (?:does|do) ((?:the )?\p{L}[^?]{2,50}?) (?:have|contain|include|consist of|comprise|is made up of)(?=[\s?.!]*$)`,
    'which $1 are part of $2',
  ),
  say(
    String.raw`^(which|what|how many) (teams|departments|groups|units|sections|divisions|squads|wards|workshops|branches|desks|crews|labs|parts) (?:is|are) ([^?,]{2,50}?) (?:made up|composed|comprised|put together)(?: of| from)(?=[\s?.!]*$)`,
    '$1 $2 are part of $3',
  ),
  say(
    String.raw`^how many (teams|departments|groups|units|sections|divisions|squads|wards|desks) (?:does|do) (the (?!company\b)[^?,]{2,50}?) (?:have|contain|include|consist of|comprise)(?=[\s?.!]*$)`,
    'how many $1 are part of $2',
  ),
  say(
    String.raw`^how many (teams|departments|groups|units|sections|divisions|squads|wards) (?:report|roll up|belong|come|fall|sit|hang) (?:in)?(?:to|under|below|within) (?=\S)`,
    'how many $1 are in ',
  ),
  say(
    String.raw`^(?:i know |so )?(?:that )?([^?,]{2,50}?) is (?:an?|the) (?:team )?(?:lead|leader|head|manager|boss),? (?:but )?(?:of )?(which|what) (${team})(?=[\s?.!]*$)`,
    '$2 $3 does $1 lead',
  ),
  named(
    String.raw`^(?:[Ii]s|[Aa]re|[Ww]as|[Ww]ere) ([^?]{2,50}?) (?:one of|among|amongst) ([^?]{2,50}?)(?:['’]s|(?<=s)['’]) (?:direct )?(?:reports|subordinates|people|reportees)(?=[\s?.!]*$)`,
    'does $1 report directly to $2',
  ),
  say(
    String.raw`^(?:what|where) (?:does|do) ([^?,]{2,50}?) (?:belong|roll up|hang|come)(?: (?:to|under|in|into))(?=[\s?.!]*$)`,
    'what is $1 part of',
  ),
  say(
    String.raw`^(?:which|what) (${team}) (?:has|have) ((?!(?:the|most|more|fewest|no|a|an|at|over|any)\b)[^?,]{2,50}?) got(?=[\s?.!]*$)`,
    'which $1 are part of $2',
  ),
  say(
    String.raw`^([^?,]{2,50}?) (?:consists? of|is made up of|is divided into|is split into|contains|includes|comprises) (?:which|what) (${team})(?=[\s?.!]*$)`,
    'which $2 are part of $1',
  ),
  say(
    String.raw`^([^?,]{2,50}?) (?:comes?|falls?|sits?|hangs?) (?:under|below|in) what(?=[\s?.!]*$)`,
    'what is $1 part of',
  ),
  // How many there are.
  say(String.raw`\bhow many heads(?=[\s?.!]*$| (?:does|do|are|in|there|has|have)\b)`, 'how many people'),
  say(String.raw`\bhow many (?:are|of us are) (?:we|there of us) in (?=\S)`, 'how many people are in '),
  say(
    String.raw`^if (?:i|you|we) (?:add up|count|add|take) ([^?,]{2,50}?) and (?:everything|everyone|all) (?:under|below|beneath|in) it,? how many (?:people|colleagues|staff|employees) (?:is|are|would) (?:that|there|it)(?: (?:be|make))?(?=[\s?.!]*$)`,
    'how many people are in $1 including sub-teams',
  ),
  say(
    String.raw`^(?![^?]*\b(?:tasks?|tickets?|issues?|jobs|cards?|pages?|articles?|teams?|projects?)\b)([^?]*?\s*[:,–-]+\s*how many)(?: of (?:them|us)| are (?:they|there|we|that)| in all| is that)(?=[\s?.!]*$)`,
    '$1 people',
  ),
  say(
    String.raw`,? (?:(?:all|every|each) )?(?:of )?(?:its |their |the )?(?:sub-?)?${team}(?: and (?:sub-?)?${team})?(?: (?:under|below|in|beneath) it)? (?:included|counted|taken together|inclusive)(?=[\s?.!,:–-]|$)`,
    ' including sub-teams',
  ),
  say(
    String.raw`,? (?:including|incl\.?|counting|with|together with|along with|plus|and|as well as) (?:(?:all|every(?:thing)?|any|the) )*(?:of )?(?:its |the |their )?(?:own )?(?:sub-?)?(?:${team}|everything|everyone)(?: and (?:its |their )?(?:sub-?)?${team})?(?: (?:that are |which are )?(?:below|under|beneath|underneath|inside|within|in|of) (?:it|them))(?:,? (?:too|as well|included|counted|taken together|together))?(?=[\s?.!,:–-]|$)`,
    ' including sub-teams',
  ),
  say(
    String.raw`,? (?:including|incl\.?|counting|together with|along with|plus) (?:(?:all|every|any) )?(?:of )?(?:its |their )(?:own )?(?:sub-?)?${team}(?: and (?:its |their )?(?:sub-?)?${team})?(?:,? (?:too|as well|included|counted))?(?=[\s?.!,:–-]|$)`,
    ' including sub-teams',
  ),
];
