import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const key = String.raw`([A-Za-z][A-Za-z0-9]*-\d+)`;
const ended = '(?:finished|done|complete|completed|closed|over|ready|through|sorted|resolved|out of the way)';
const task = '(?:tasks?|tickets?|issues?|jobs?|cards?)';
const priority = '(?:urgent|critical|highest|high|medium|normal|low|lowest|minor|major)';
const state =
  '(?:in progress|blocked|done|finished|completed|closed|cancelled|canceled|overdue|open|to do|todo|urgent)';
const somebody = String.raw`((?!(?:i|we|you|they|he|she|it|there|that|this|one|people|everyone|anyone|nobody)\b)[^?,]{2,50}?)`;
const when = '(?=(?:by|before|until|till|between|from|this|next|in|within|during|today|tomorrow|over|on) ?)';

/** Turns of phrase about what is to be done, what it waits for, and how long it took, in the order in which they are looked for. */
export const rephrasingsOfHurdles: readonly Rephrasing[] = [
  // What waits for what.
  say(
    String.raw`\bcan(?:not|['’]?t| not) (?:go on|go ahead|start|continue|proceed|begin|move(?: on| forward)?|happen|be (?:started|done|finished|closed)) (?:until|till|before|unless) ${key} (?:is|has been|gets) ${ended}${end}`,
    'are waiting for $1',
  ),
  say(
    String.raw`\b(waiting (?:for|on)|held up by|blocked by) ${key} (?:to be|being|to get) ${ended}${end}`,
    '$1 $2',
  ),
  say(
    String.raw`\b(?:a |the )?(${task}) (?:that |which )?(?:some |any |an)?other (?:${task}|one) (?:is|are) (?:waiting (?:for|on)|blocked by|held up by)${end}`,
    '$1 that blocks other tasks',
  ),
  say(
    String.raw`^${key} (?:is|['’]s) (?:stuck|blocked|waiting|held up|not moving)[.,;:–-]+ ?(?:[^?]{2,60}?,? (?:i mean|i\.e\.),? )?(?:who(?: has|['’]s got|['’]s on| does| is on)|whose (?:is|are)) (?:the )?(?:things?|tasks?|ones?|stuff) (?:that )?it(?:['’]?s| is) (?:waiting|blocked|stuck) (?:for|on|by)${end}`,
    'who has the tasks that block $1',
  ),
  // "Not A or B" is neither.
  say(
    String.raw`\b(?:that |which )?(?:are|is)(?: not|n['’]?t) (${state}), (${state}),? (?:or|nor) (${state})${end}`,
    'that are neither $1 nor $2 nor $3',
  ),
  say(
    String.raw`\b(?:that |which )?(?:are|is)(?: not|n['’]?t) (${state}) (?:or|nor) (${state})${end}`,
    'that are neither $1 nor $2',
  ),
  // What there still is to do.
  say(
    String.raw`\b(oldest|newest|latest|earliest|first|longest open|most urgent) (${task}) (?:that |which )?${somebody} (?:still |yet )?(?:has|have|did)(?: not|n['’]?t) (?:yet |still )?(?:finish|finished|done|do|complete|completed|close|closed|got(?:ten)? done)(?: yet)?${end}`,
    '$1 open $2 of $3',
  ),
  say(
    `^what (?:do|does|must|should|has|have) ${somebody} (?:(?:have|has|need|needs|got) to |still have to )?(?:finish|complete|hand in|deliver|get done|wrap up|close) ${when}`,
    'which open tasks of $1 are due ',
  ),
  named(
    String.raw`^([Ww]hich|[Ww]hat) (${task}) (?:is|are) ([\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}) (?:still )?working on,? (?:or|and) (?:(?:has |have |is )?(?:yet|still)|has not yet) to (?:start|begin|do|finish)${end}`,
    '$1 open $2 does $3 have',
  ),
  say(
    `^what else (?:has|have|does|do) (he|she|they) (?:got |have )?(open|overdue|blocked|in progress|to do|left)${end}`,
    'which $2 tasks does $1 have',
  ),
  say(
    String.raw`^what (?:did|have|has) (?:we|they|you|the team) (?:drop|dropped|cancel|cancell?ed|scrap|scrapped|abandon|abandoned|call off|called off|axed?) (?:from|in|of|on|for) ([^?,]{2,60}?)(?:,? (?:i\.?e\.?|that is|as in),? cancell?ed)?${end}`,
    'which tasks of $1 were cancelled',
  ),
  say(
    `^(which|what) (${task}) (?:did|have|has) (?:we|they|you|the team) (?:drop|dropped|cancel|cancell?ed|scrap|scrapped|abandon|abandoned|call off|called off|axed?) (?:from|in|of|on|for) ([^?,]{2,60}?)${end}`,
    '$1 $2 of $3 were cancelled',
  ),
  say(String.raw`\b(tasks?), all (?:projects|teams|departments)(?=[\s?.!,]|$)`, '$1'),
  say(
    String.raw`, (?:the|my|our) \p{L}+ (?:wants?|needs?|would like|asked for|has asked for|is asking for) (?:them|it|this|that|these|those)(?: all)?(?: (?:on|in|as|by|for) [^,?]{2,40})?${end}`,
    '',
  ),
  say(
    String.raw`\bbreak ([^?,]{2,50}?) down by (\p{L}+),? counting (?:every|all|each)(?: the| of the)?(?: ${task})?(?:,? (?:done|open|finished|closed) or not)?${end}`,
    'tasks of $1 by $2',
  ),
  // How long it took.
  say(
    `^(?:the )?(?:number of |how many )?days (?:it took )?(?:from|between) (?:its |the )?(?:opening|creation|start|being opened|being created) (?:to|and|until|till) (?:its |the )?(?:completion|closing|closure|finish|being (?:closed|finished|done)) (?:for|of|on|with) ${key}${end}`,
    'how long did $1 take',
  ),
  // Of a task its date and whoever has it.
  say(
    String.raw`^${key}\s*[:,–-]+\s*(?:the )?(?:deadline|due date|date),? (?:and|&|\+) (?:who(?:['’]s| has| is)?(?: got)? (?:it|on it|doing it|working on it)|(?:the )?(?:assignee|owner))${end}`,
    'who is assigned to $1 and when is it due',
  ),
  say(
    `^where (?:does|do|is) (?:the (?:person|one|colleague)|whoever) (?:who |that )?(?:has|is doing|does|is on|works on|is assigned to) the ${task} (?:that |which )?(?:blocks|is blocking|holds up|is holding up) ([^?]{2,80}?)(?: (?:work|sit|based|located|located at))?${end}`,
    'locations of the people assigned to tasks that block $1',
  ),
  say(
    `^([^?.,;]{3,80}?) (?:is|['’]s) (?:stuck|blocked|held up|waiting)[.,;:–-]+ ?where (?:does|do|is) (?:the (?:person|one|colleague)|whoever) (?:sit |work |based )?(?:who |that )?(?:has|is|needs)(?: (?:to (?:finish|do|complete)|got|doing|on))? the (?:thing|task|one|job) (?:that )?it(?:['’]?s| is) (?:waiting|blocked|stuck|held up) (?:for|on|by)(?: (?:sit|work))?${end}`,
    'locations of the people assigned to tasks that block $1',
  ),
  say(
    String.raw`^(?:${priority},? (?:and |or )?){2,}${priority}\s*[:–-]+\s*how many (?:${task} )?(?:are there )?(?:of|in) each (?:in|of|for|on) ([^?,]{2,60}?)${end}`,
    'how many tasks of $1 by priority',
  ),
  // What was meant instead.
  named(
    String.raw`^(?:(?:[Ss]orry|[Nn]o|[Oo]ops|[Oo]h|[Ww]ait|[Mm]y bad|[Aa]ctually|[Cc]orrection)[,.! ]+)*(?:[Ii] )?[Mm]eant (?:to (?:say|ask about|type) )?(?=\S)`,
    'what about ',
  ),
  say(
    `^which (?:one|of (?:them|the two|these|those))(?: (?:one|two))? is (?:the )?(?:newer|more recent|later)${end}`,
    'which of them is the newest',
  ),
  say(
    `^which (?:one|of (?:them|the two|these|those))(?: (?:one|two))? is (?:the )?older${end}`,
    'which of them is the oldest',
  ),
  say(`^(?:and )?since when (?:is|has) (?:that|this)(?: been)?(?: so| the case)?${end}`, 'since when'),
];
