import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

const anyone = '(?:anyone|anybody|someone|somebody|everyone|everybody|people|those|the ones)';
const team = '(?:team|department|group|unit|division|section)';
const end = String.raw`(?=[\s?.!]*$)`;

/** Turns of phrase that say once more, or more exactly, what is asked, in the order in which they are looked for. */
export const rephrasingsOfRestating: readonly Rephrasing[] = [
  say(
    String.raw`^(who|which \p{L}+|what \p{L}+) [^,?]{3,60}?,? (?:i mean|meaning|i\.e\.|as in|that is|in other words),? (?=(?:has|have|is|are)\b)`,
    '$1 ',
  ),
  say(
    String.raw`^who(?: is|['’]s|['’]re| are)? (?:really |totally |completely )?(?:drowning|swamped|overloaded|overworked|snowed under|buried|stretched|too busy|struggling|at capacity|maxed out|up to (?:his|her|their) (?:neck|ears|eyeballs))(?: (?:in|with|under|at)(?: work| tasks| tickets)?)?[?:,.-]+ (?:so |i mean |meaning |that is )?(?:${anyone} )?(?=(?:with|who|having)\b)`,
    'people ',
  ),
  say(
    `^([^?]{6,80}?)(?: [-–—]|[,:;.?]) (?:so )?how many (?:are we talking(?: about)?|is that(?: in total)?|does that make|are we looking at|do we have in total)${end}`,
    'how many $1',
  ),
  say(
    String.raw`,? (?:across|over|in|of|from) all (?:the |our )?projects(?: together| combined)?(?= that\b| which\b|[\s?.!,]*$| -)`,
    '',
  ),
  say(
    `^([^?,]{2,40}?)(?: [-–—]|:|,) (what|which) (tasks|tickets|jobs|pages|articles) (?:do we have|have we(?: got)?|are there|exist) (?:on|about|for) (?:that|it|this)${end}`,
    '$2 $3 about $1',
  ),
  say(
    String.raw`^([^?,]{2,40}?) (?:belongs?|is part|are part|sits?|comes?) (?:to|of|under|in) (?:(?:some|a|another) (?:bigger|larger|parent|higher|wider)|another) ${team},? ?(?:right|correct|yes|no)?[?.,]+ ([^?]{3,60}?) (?:that one|it|that ${team}|that bigger one)\b`,
    '$2 the parent team of $1',
  ),
  say(
    `^is ([^?]{2,40}?) (?:a )?(?:part of|in|with|on|a member of) [^?]{2,40}? or (?:of |in |with |on |part of )?(?:some|an|any) ?other ${team}(?: then)?${end}`,
    'which teams is $1 in',
  ),
  say(
    String.raw`^is (?:there )?(?:someone|anyone|anybody|somebody|any ?one) (?:new )?(starting|joining)([^?]*)\? who(?: (?:is it|are they))?${end}`,
    'who is $1$2',
  ),
  say(
    String.raw`\b(?:current|present|existing) (?=(?:colleagues|employees|staff|co-?workers|people|team members)\b)`,
    '',
  ),
  named(
    String.raw`^[Tt]here(?:['’]s| is) (?:a|an|some|this) [\p{L} ]{3,30}? (?:from|at) (\p{Lu}[\p{L}&'’. -]*?)(?: (?:who|that|helping|working|doing|on)\b[^?,]*)?,? (?:i )?(?:forgot|forget|can['’]?t remember|don['’]?t know)(?: (?:his|her|their|the) name)?[^?]*?\??(?: ?(?:anyone|anybody|who|help)\??)?$`,
    'who works at $1',
  ),
  say(
    String.raw`^(?:i |we )?(?:need|want|looking for|must reach|have to reach) (?:to (?:talk|speak) to )?(?:whoever(?:['’]s| is)|who(?:['’]s| is)|the one) in charge of ([^,?]{2,40}?)(?:, [^?]{3,60}?(?:won['’]?t|isn['’]?t|doesn['’]?t|can['’]?t|broken|broke|stuck|leaking|dead|down|empty)\b[^?,]{0,30})?${end}`,
    'who is in charge of $1',
  ),
  say(
    String.raw`^(which|what|how many) managers (have|has|had) (more|the most) (?=(?:direct )?reports\b)`,
    '$1 people $2 $3 ',
  ),
  // Who is in one and in the other is in both, and who is not in one or the other in neither.
  say(
    String.raw`^((?:is there |do we have |find |list )?${anyone} (?:who |that )?(?:is|are|works?)) (on|in) (?!both\b)((?:the )?[^,?]{2,40}?) and (?:also )?\2 (?=\S)`,
    '$1 $2 both $3 and ',
  ),
  say(
    String.raw`\b(?:is|are)(?: not|n['’]?t) (?:in|on|part of|a member of) ((?:the )?[^?,]{2,40}?) (?:or|nor) (?:in |on |part of )?((?:the )?[^?,]{2,40}?)${end}`,
    'is in neither $1 nor $2',
  ),
  say(
    `^is there (?:anything|something) ([^?]{3,50}?) (?:is|are) (both )?(?:on|working on|doing|busy with|assigned to)(?: (?:together|right now|now|at the moment))?(?:,? (?:and |that )(?:(?:is|are)(?: not|n['’]?t) (?:yet )?(?:done|finished|closed)|(?:is|are) (?:still )?open))?${end}`,
    'which open tasks are $1 $2assigned to',
  ),
];
