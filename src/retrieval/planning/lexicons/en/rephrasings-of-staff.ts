import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { named, say } from './say.ts';

const ours = `(?:us|our (?:place|company|${house})|(?:the|this) (?:company|${house}))`;
const people = '(?:people|staff|employees|colleagues|folks|persons|team members)';
const time =
  '(?:(?:in |during |since |on |between )?(?:the )?(?:20\\d\\d|this |last |january|february|march|april|may|june|july|august|september|october|november|december|\\d{1,2}|past ))';
const name = String.raw`[\p{Lu}][\p{L}'’.-]*(?: [\p{Lu}][\p{L}'’.-]*){0,2}`;

/** Turns of phrase about who comes, goes, and is where, in the order in which they are looked for. */
export const rephrasingsOfStaff: readonly Rephrasing[] = [
  // Who came.
  say(
    String.raw`\b(?:came|come|comes|arrived|arrive|signed on|signed up|got hired|began|taken on) (?:to|at|with|by|on board at) ${ours}(?=[\s?.!,]*$| (?:in|since|this|last|before|after|first|during|on|between)\b)`,
    'joined the company',
  ),
  say(
    String.raw`\b(?:were|was|got|been) (?:hired|recruited|taken on|employed|signed on)(?: by ${ours})? (?=${time})`,
    'joined ',
  ),
  say(
    String.raw`\bwhose (?:start|starting|joining|entry|hire|hiring) (?:date|day) (?:was|is|falls?|fell|lies?|lay) (?=${time})`,
    'who started ',
  ),
  say(
    String.raw`^(?:(?:please |pls |can you |could you )*(?:show|give|list|name|pull(?: up| out)?|send|get|fetch|find|dig out|draw up|put together)(?: me| us)? |what is )?(?:a list of |the list of )?(?:all |any |the |our )*(?:new |recent )?(?:hires|starters|joiners|newcomers|recruits|new people)(?: we (?:had|made|took on))? (?=(?:since|from|after|before|during|between|in) \S)`,
    'who joined ',
  ),
  say(
    String.raw`^(?:(?:please |pls |can you |could you )*(?:show|give|list|name|pull(?: up| out)?|send|get|fetch|find|dig out|draw up|put together)(?: me| us)? |what is )(?:a list of |the list of )?(?:all |any |the |our )*leavers (?=(?:since|from|after|before|during|between|in) \S)`,
    'who left ',
  ),
  // Whoever has left is not told of beside those who came, so that this narrows down nothing.
  say(
    String.raw`^(how many|who|which|what|list|show)\b([^?]{0,60}?\b(?:joined|started|came|arrived|hired|taken on)\b[^?]{0,40}?),? (?:and )?(?:(?:who|that) )?(?:are|is|have|has)(?: all)? still (?:here|around|with us|employed|on board|working here|stayed(?: on)?)(?=[\s?.!]*$)`,
    '$1$2',
  ),
  say(String.raw`\bwhose first day (?:was|is|falls?|fell|lies?|lay) (?=${time})`, 'who started '),
  say(
    `^(list|show|name|give me|show me)? ?(everyone|everybody|all people|all|people|those) who (?=started|joined|left)`,
    'which people ',
  ),
  say(
    String.raw`\b(new (?:hires|joiners|starters|recruits)|hires|joiners|newcomers|recruits) of (?=20\d\d|this |last )`,
    '$1 in ',
  ),
  say(String.raw`\b(which|who|how many) of our (?:current |present |existing |own )?(?=${people}\b)`, '$1 '),
  say(
    String.raw`^(?:out )?of ([^?,]{3,40}? and [^?,]{3,40}?),? (?:which|who)(?: one| of them)? (?:came|started|joined|began|arrived|was (?:hired|here|there))(?: here)? (first|earlier|before the other|last|later)(?: (?:to|at|with|in) ${ours})?(?=[\s?.!]*$)`,
    'who joined $2, $1',
  ),
  say(
    String.raw`^(?:who|which)(?: one)? (?:of|out of|among) (?:these|the|those) (?:two|2) (?:has|have|had|is)(?: the| got the)? longer (?:tenure|service|time here|time with us|at the company)\s*[-–—:,]+\s*([^?,]{3,40}?)(?:,| or| and|, or) ([^?,]{3,40}?)(?=[\s?.!]*$)`,
    'who joined first, $1 or $2',
  ),
  say(
    String.raw`^(who joined (?:first|last|earlier|later)), ([^?,]{3,40}?) and ([^?,]{3,40}?)(?=[\s?.!]*$)`,
    '$1, $2 or $3',
  ),
  // Who went.
  say(String.raw`\b(?:have|has) left (?=the company\b|us\b)`, 'left '),
  say(String.raw`\b(?:quit|resign(?:ed)?|retired?) or (?:otherwise |else )?(?:left|gone|went)\b`, 'left'),
  say(
    String.raw`\b(?:went away|gone away|moved on|walked out|parted ways with us|parted with us|departed from us) (?=${time})`,
    'left ',
  ),
  say(
    String.raw`\bwhose (?:employment|contract|job|time with us|time here) (?:ended|ran out|expired|finished|stopped) (?=${time})`,
    'who left ',
  ),
  say(String.raw`\bwhose last (?:working )?day (?:was|fell|lay) (?=${time})`, 'who left '),
  say(
    String.raw`^(?:any|are there any|were there any|is there) (?:people|one|body|employees|colleagues) (?:who )?(?=left\b|joined\b|started\b)`,
    'who ',
  ),
  say(
    String.raw`(?<=\b(?:left|joined|started)\b[^?]{0,50}) ?\((?:resigned|retired|quit|sacked|fired|whatever|or|and|any reason|for whatever reason|up to now|so far|,| )+\)`,
    '',
  ),
  say(String.raw`[.?!] (?:give|tell|show|send) me (?:their|the|all their|all the) names?(?=[\s?.!]*$)`, '?'),
  // Who has been here long.
  say(
    String.raw`\b(?:been|is|worked|served)(?: here| with us| there)? for the shortest(?: time)?(?=[\s?.!]*$| in\b| at\b)`,
    'the newest',
  ),
  say(
    String.raw`\bhas the (?:most|longest) (?:(?:years|time) of )?(?:service|tenure|seniority)\b`,
    'has been here the longest',
  ),
  say(
    String.raw`\bhas the (?:fewest|least|shortest) (?:(?:years|time) of )?(?:service|tenure|seniority)\b`,
    'is the newest',
  ),
  // Who is where.
  say(
    String.raw`\b(?:(?:located|based|working|works?|sitting|sits?|stationed|living|lives?|is|are) )?(?:somewhere|anywhere|someplace) (?:else )?(?:other than|but|except|than|outside(?: of)?) (?:in |at )?(?=\p{L})`,
    'not in ',
  ),
  say(
    String.raw`\b(?:(?:located|based|working|works?|sitting|sits?|stationed|living|lives?|is|are) )?elsewhere (?:than|but) (?:in |at )?(?=\p{L})`,
    'not in ',
  ),
  say(
    String.raw`^(?:apart from|except(?: for)?|besides|leaving out|leaving aside|without|not counting|excluding|other than) (?:those|the people|the ones|people|anyone|everyone|staff|the staff) (?:who are )?(?:at|in|from|based in|based at|of) (?:the )?([^?,]{2,40}?),? (?:who|which people)(?: all)? (?:is|are|do we have|works?)(?: there)? (in|on|at) (?=\S)([^?]{2,50}?)(?=[\s?.!]*$)`,
    'who is $2 $3 and not in $1',
  ),
  say(
    String.raw`\b(in|at|on) (?:one|either|any) of (?:these|the|those|the following) (?:two|three|four|\d)?(?: ?(?:sites|offices|locations|places|towns|cities|teams|groups|departments))?\s*[:–—-]+\s*([^?,]{2,40}?)(?:, ?| or | and )([^?,]{2,40}?)(?=[\s?.!]*$)`,
    '$1 $2 or $3',
  ),
  say(
    String.raw`^([^?,:–—]{2,30}?) and ([^?,:–—]{2,30}?)\s*[-–—:,]+\s*(?:who|which people)(?: (?:do we have|is|are|works?|sits?|have we got))*(?: there)?(?: (?:at|in) (?:the|these|those|both|both of the)(?: two)? (?:sites|offices|locations|places|towns|cities))(?=[\s?.!]*$)`,
    'who is in $1 or $2',
  ),
  say(
    String.raw`^((?:list |show |name )?(?:everyone|everybody|all people|people)) (?:at|in) (?:the )?([^?]{2,30}?) (?:site|office|location)?,? ?(?:plus|and|as well as|together with) (?:everyone|everybody|all people|people|those) (?:at|in) (?:the )?([^?]{2,30}?)(?: site| office| location)?(?:,? please)?(?=[\s?.!]*$)`,
    '$1 in $2 or $3',
  ),
  say(
    String.raw`\b(on|in) ((?:the )?[^?]{2,40}?) and (?:on|in) ((?:the )?[^?]{2,40}?) (?:too|as well|at once|alike|both|simultaneously)(?=[\s?.!]*$)`,
    'in both $2 and $3',
  ),
  // Whose work waits for whose.
  named(
    String.raw`^[Ww]ho(?:m)?(?: else)?(?: is|['’]s|s| are)? (?:currently |now )?(?:block(?:s|ing)?|hold(?:s|ing) up|hold(?:s|ing) back|delay(?:s|ing)|keep(?:s|ing) waiting|in the way of|stopping) ((?!${house}\b)${name})(?: up| back| waiting| right now| now| at the moment| currently)?(?=[\s?.!]*$)`,
    'who is assigned to open tasks blocking open tasks of $1',
  ),
  named(
    String.raw`^[Ww]ho(?:m)? (?:is|are) (${name}) (?:currently |now |still )?(?:waiting (?:for|on)|stuck on|held up by|blocked by|dependent on)(?=[\s?.!]*$)`,
    'who is assigned to open tasks blocking open tasks of $1',
  ),
  named(
    String.raw`^(?:[Ww]hose (?:tasks?|tickets?|work) (?:is|are|does|do)|[Oo]n whom (?:is|does)|[Ff]or whom is) (${name}) (?:waiting(?: (?:for|on))?|stuck on|held up by|blocked by|depend(?:ing)? on)(?=[\s?.!]*$)`,
    'who is assigned to open tasks blocking open tasks of $1',
  ),
  named(
    String.raw`^[Ww]ho(?: else)?(?: is|['’]s|s| are) (?:currently |now |still )?(?:waiting (?:for|on)|stuck (?:on|because of|behind)|held up by|held back by|blocked by|blocked on|dependent on|delayed by) (${name})(?: right now| now| at the moment| currently)?(?=[\s?.!]*$)`,
    'who is assigned to tasks blocked by open tasks of $1',
  ),
  named(
    String.raw`^[Ww]ho(?:m)? (?:is|does) (${name}) (?:currently |now |still )?(?:block(?:ing)?|hold(?:ing)? up|hold(?:ing)? back|delay(?:ing)?|keep(?:ing)? waiting|keep(?:ing)? from working)(?=[\s?.!]*$)`,
    'who is assigned to tasks blocked by open tasks of $1',
  ),
  // Who is not among whom.
  say(
    String.raw`\b(who|people|persons|staff|employees|colleagues|anyone|anybody|everyone|somebody|someone|those)(?: (?:is|are|who are|from))? outside(?: of)? (?:the )?(?=\p{L})`,
    '$1 not in ',
  ),
  say(String.raw`^who (?:is |are |from )?not in (?=\p{L})`, 'which people not in '),
  // Who has nothing to do.
  say(String.raw`,? as in (?=no |having no |with no |zero |not )[^?,]{3,40}(?=[\s?.!]*$)`, ''),
  say(
    String.raw`^who(?: is|['’]s|s) (?:free|available|idle|not busy) (in|on|at|from) (?=\S)`,
    'who has no open tasks $1 ',
  ),
  // Whether somebody is of a trade.
  say(
    String.raw`^([\p{L}][^?:]{2,40}?)\s*[:–—-]+\s*(?:do we have|have we got|is there) (?:someone|anyone|somebody|anybody|a person|people) (?:with|of) (?:that|this|such a) (?:job )?title(?=[\s?.!]*$)`,
    'is there anyone whose job title contains $1',
  ),
  say(
    String.raw`^(?:is there|are there|do we have|have we got|any)(?: an?| any| some)? ([\p{L}][\p{L} -]{2,40}?)s? (?:on (?:the|our) (?:staff|payroll|books)|(?:working|employed) (?:for us|with us|here|at ${ours})|among (?:us|our people|the staff|our staff|our colleagues))(?=[\s?.!]*$)`,
    'is there anyone whose job title contains $1',
  ),
  say(
    String.raw`^(?:does|do|is) (?:anyone|anybody|someone|somebody|any of us)(?: here)? (?:work(?:ing)?|employed) as (?:an?|the|our) (?=\p{L})`,
    'is there anyone whose job title contains ',
  ),
  // For whom they work.
  named(
    String.raw`^[Ww]ho(?: is|['’]s|s) (${name})['’]s? employer(?=[\s?.!]*$)`,
    'which company does $1 work for',
  ),
  named(
    String.raw`^(?:[Uu]nder|[Aa]t|[Ww]ith|[Bb]y|[Ff]or|[Ii]n) (?:which|what) (?:firm|company|organi[sz]ation|employer) (?:is|does) (${name}) (?:listed|work|employed|registered|recorded|filed|working)(?: (?:in|by) (?:the|our) (?:directory|data|records|system))?(?=[\s?.!]*$)`,
    'which company does $1 work for',
  ),
];
