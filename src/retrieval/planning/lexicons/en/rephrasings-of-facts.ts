import type { Rephrasing } from '../../rephrase.ts';
import { house } from './rephrasings-of-people.ts';
import { say } from './say.ts';

const mail = '(?:(?:work |business |office )?(?:e-?mail|mail)(?: address)?)';

/** Turns of phrase about what is recorded of somebody, in the order in which they are looked for. */
export const rephrasingsOfFacts: readonly Rephrasing[] = [
  say(
    String.raw`\b(?:in|as|under) (?:what|which) (?:capacity|function|role|position) (?:is |does |do |are )?([^?]{2,40}?) (?:is |are )?(?:employed|working|works?|serves?|serving|engaged|acts?)(?: (?:here|with us|for us))?(?=[\s?.!]*$)`,
    'what is the job title of $1',
  ),
  say(
    String.raw`\bwho (?:is|was) (?:that|this|he|she|it),? (?:job|role|title|position|work)[- ]?wise(?=[\s?.!]*$)`,
    'what is his job title',
  ),
  say(
    String.raw`\bwho (?:holds|has|fills|occupies|is in) the (?:post|position|role|job|office) of (?:the )?`,
    'who is the ',
  ),
  // How to write to somebody.
  say(
    String.raw`^how (?:do|can|could|should|might|would) (?:i|we|one) (?:e-?mail|write(?: an? e-?mail)? to|mail|send an? e-?mail to|drop an? (?:e-?mail|line) to) (?=\S)`,
    'what is the email of ',
  ),
  say(
    String.raw`^(?:which|what) ${mail} (?:does|do) ([^?]{2,60}?) (?:use|have|go by|write from|read)(?=[\s?.!]*$)`,
    'what is the email of $1',
  ),
  // What is called a number is one to call.
  say(
    String.raw`\b(?:what(?:['’]s| is)|what['’]?s|do you have|have you got|can i have|give me|is there) (his|her|their) number(?=[\s?.!]*$)`,
    'what is $1 phone number',
  ),
  say(String.raw`^(what(?:['’]s| is) [^?,]{2,40}?['’]s) number(?=[\s?.!]*$)`, '$1 phone number'),
  // Where to send things.
  say(
    String.raw`\b(?:at|to|in) ?(?:which|what) (?:location|office|site|place|building|address) (?:do|should|must|can|shall) (?:i|we) (?:send|bring|deliver|take|post|ship|drop off) (?:it|them|this|that|something|a parcel|the parcel)(?: to)?(?=[\s?.!]*$)`,
    'what is his location',
  ),
  say(
    String.raw`\b(?:which|what) (?:location|office|site|place|building) (?:do|should|must|can|shall) (?:i|we) (?:send|bring|deliver|take|post|ship|drop off) (?:it|them|this|that|something|a parcel|the parcel)(?: to| at)?(?=[\s?.!]*$)`,
    'what is his location',
  ),
  say(String.raw`\bwhereabouts\b`, 'where'),
  // Since when somebody is here.
  say(
    String.raw`^how long (?:is|has|have|was|are) ([^?]{2,40}?) (?:already )?(?:been )?(?:in|at|with|part of|working (?:at|in|for)) (?:the|our|this) ${house}(?: (?:now|already|by now|so far))?(?=[\s?.!]*$)`,
    'how long has $1 worked here',
  ),
];
