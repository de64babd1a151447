import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const asking = '(?=(?:who|whom|whose|what|which|how|when|where)\\b)';
const doing =
  '(?:writing|preparing|planning|ordering|updating|doing|making|filling in|finishing|putting together|organi[sz]ing|sorting out)';

/** What is said around a question of why it is asked, and by whom. */
export const asidesOfOccasion: readonly Rephrasing[] = [
  say(
    String.raw`^(?:hey|hi|hello|yo|hiya)(?: (?:there|all|team|folks))?,? (?=(?:is|are|who|what|which|how|when|where|does|do|did|has|have|can|could)\b)`,
    '',
  ),
  say(
    String.raw`^(?!who|whom|whose|what|which|how|when|where|why|is|are|does|do|did|has|have)(?:the |our |my |a |one of (?:our|the) )?\p{L}{2,20}(?: \p{L}{2,20})? (?:asks?|asked|wants? to know|(?:is|are|was|were) (?:asking|wondering)|would like to know|needs? to know|keeps? asking)(?: me| us)?[:,]? ${asking}`,
    '',
  ),
  say(String.raw`\?\s*(?:i['’]?m |i am |we['’]re |we are |just |still )?${doing} [^?]{3,80}$`, '?'),
  // For whom it is done says no more than what is asked.
  say(
    String.raw`^(?:i['’]?m |i am |we['’]re |we are )?${doing} [\p{L} ]{2,30} for (?:the |our )?(?:newbies|newcomers|new (?:people|joiners|hires|starters|colleagues|ones)|leavers|board|newsletter|boss|meeting|report), ${asking}`,
    '',
  ),
];
