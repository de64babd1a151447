import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const asking =
  '(?=(?:who|whom|whose|what|which|how|when|where|is|are|does|do|did|can|could|please|list|show|give|tell)\\b)';
const call = '(?:(?:hey|oi|oh|ok|okay|listen(?: up)?|look|right|yo|come on|well|so|now)[, ]+)*';
const bad =
  '(?:absolute|bloody|blasted|brainless|clueless|complete|cursed|daft|damn|dear|dumb|glorified|good old|lazy|miserable|my dear|old|pathetic|poor|silly|slow|sorry|stupid|total|useless|utter|wretched|worthless)';
const machine =
  '(?:(?:chat)?-?bot|robot|toaster|tin can|(?:bucket|sack|box|bag) of (?:bolts|rust|hammers|rocks)|(?:heap|pile|lump|piece|hunk|bit) of (?:junk|scrap|metal|garbage|rubbish|tin|crap|software)|scrap heap|rust bucket|(?:trash|garbage|rubbish) can)';
/** Only with "you" before it: "machine" may be what is asked about. */
const device = '(?:machine|computer|calculator|search engine|program|app|thing)';
const fool =
  '(?:idiot|moron|fool|clown|dummy|dumbass|dunce|dolt|donkey|dimwit|nitwit|numpty|muppet|imbecile|cretin|twit|plonker|wally|loser|genius|blockhead|knucklehead|lump|waste of (?:space|time|electricity|money)|(?:sorry )?excuse for an? (?:bot|robot|assistant|machine))';
const stop = String.raw`(?:\s*[,.!;:–-]+\s*(?=\S)|\s+${asking})`;
const end = String.raw`(?=[\s?.!]*$)`;

/** How the one who is asked is called names, and what is said out of politeness: neither says anything of what is asked. */
export const asidesOfManners: readonly Rephrasing[] = [
  say(`^${call}you(?: [\\p{L}-]+){0,3}? (?:${machine}|${device}|${fool})${stop}`, ''),
  say(
    `^(?:(?:${call}(?:${bad} )+(?:${machine}|${fool})|(?:hey|oi|yo|oh|ok|okay),? ${machine}|${fool}))${stop}`,
    '',
  ),
  say(`,? you (?:${bad} )*(?:${machine}|${device}|${fool})${end}`, ''),
  say(
    String.raw`^(?:why|how) (?:are|can|is|could) (?:you|this(?: bot| thing)?|it) (?:be )?(?:so|this|that|always so) (?:slow|stupid|dumb|useless|bad|thick|dense)\s*[?,.!:–-]+\s*(?=\S)`,
    '',
  ),
  say(
    String.raw`^(?:i(?: have|['’]ve)? (?:already )?(?:asked|told) (?:you )?(?:this )?(?:\w+ times?|once|twice)(?: already| before| now)?|for the (?:\w+ )?time|for the (?:love|sake) of (?:god|christ|all that is holy))\s*[,.:!–-]+\s*(?=\S)`,
    '',
  ),
  // Whoever asks makes little of it, or asks to be forgiven for it.
  say(
    String.raw`^(?:(?:ok(?:ay)?|hey|hi|hello|so|sorry),? )*(?:i know )?(?:(?:this|it)(?: is|['’]s| may be| might be| sounds| will sound| must be| is probably)?(?: like)? )?(?:probably |maybe |perhaps |possibly )?(?:an? )?(?:really |very |bit of a |rather |super |total )*(?:random|silly|dumb|stupid|basic|odd|weird|strange|obvious|newbie|noob|naive|daft|quick|short|simple|easy|tiny|small|little) (?:question|one|query|ask|thing)(?: maybe| perhaps| probably| i know| incoming| alert| for you| here| time)*,?(?:\s*[,:.;!–-]+| but)\s*(?:but )?(?=\S)`,
    '',
  ),
  say(
    String.raw`^(?:(?:hi|hello|hey|hiya)(?: (?:there|all|team|folks|bot))?[,!. ]+)?(?:i )?(?:hope|trust) (?:(?:your?|this|the|all|everything|everyone|it)(?: are|['’]re| is|['’]s)? [^,.!?:]{2,40}?)\s*[,.!:–-]+\s*(?=\S)`,
    '',
  ),
  say(
    String.raw`^(?:while (?:i(?: have|['’]ve)(?: got)? you(?: here)?|we(?:['’]re| are) at it|i(?:['’]m| am) (?:here|at it)|you(?:['’]re| are) (?:here|there|at it))|(?:just )?before i forget|on (?:another|a (?:different|side|related)) (?:note|topic|subject)|unrelated(?: question)?|(?:just )?(?:out of|for my own|from) (?:pure |sheer |idle |mere )?(?:curiosity|interest)|just (?:checking|asking|wondering)|quick (?:check|q)|i hate to ask|stupid me|sorry,? me again|(?:it(?:['’]s| is) )?me again|(?:i(?:['’]m| am) )?back again)\s*[,.:;!–-]+\s*(?:but )?(?=\S)`,
    '',
  ),
  say(
    String.raw`^(?:i(?:['’]m| am) )?(?:not sure|don['’]?t know|no idea) (?:if|whether) (?:you|this|anyone|anybody) [^,.?!:]{3,40}?(?:,? but| [–-]|[:,])\s*(?:but )?${asking}`,
    '',
  ),
  say(
    String.raw`(?:\s*[,–-]+|(?<=\?))?\s*(?:if (?:you (?:do not|don['’]?t) mind(?: me)?(?: asking)?|that(?:['’]s| is) (?:ok(?:ay)?|alright|all right|fine|not too much(?: to ask| trouble)?)|it(?:['’]s| is) not too much (?:trouble|to ask)|you would be so kind|you(?: can|['’]ve got) (?:a )?(?:sec|second|minute|moment))|no rush|no hurry|come on)${end}`,
    '',
  ),
];
