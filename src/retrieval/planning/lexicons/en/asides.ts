import type { Rephrasing } from '../../rephrase.ts';
import { named, say } from './say.ts';

const asking = '(?=(?:who|whom|whose|what|which|how|when|where)\\b)';
const doing =
  '(?:writing|preparing|planning|ordering|updating|doing|making|filling in|finishing|putting together|organi[sz]ing|sorting out)';

const weekday = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter)';

/** What is said around a question of why it is asked, and by whom. */
export const asidesOfOccasion: readonly Rephrasing[] = [
  // What the asker is busy with, was told or does not know: whatever has a name or a figure in it may be what is asked about.
  named(
    String.raw`^(?:(?:[Ii]['’]m|[Ii] am|[Ww]e['’]re|[Ww]e are) (?:just |still |also |currently |now )?(?:being )?(?:asked|told|supposed|meant|expected|away|off|out|busy|about|new here)\b|[Ii] (?:don['’]?t|do not|can['’]?t|cannot) (?:know|decide|remember|tell|say|see|recall|understand)\b|(?:[Aa] )?(?:[Bb]it|[Ll]ittle bit) of an? |[Tt]here(?: is|['’]s) an? (?:bet|argument|dispute|debate|discussion|quiz)\b|(?:[Aa]n? )?(?:[Bb]et|[Aa]rgument|[Qq]uiz|[Dd]ispute|[Dd]ebate) )(?:${weekday}|[^:?.!\p{Lu}\d–—]){2,80}?(?: ?:|\s[-–—]+| ?;) (?:so )?(?:(?:i )?(?:need|want) (?:to know |the )?)?(?=\S)`,
    '',
  ),
  named(
    String.raw`^(?:[Ii]['’]m|[Ii] am|[Ww]e['’]re|[Ww]e are) (?:just |still |currently )?(?:drawing|making|writing|preparing|planning|compiling|collecting|drafting|updating|doing|filling in|putting together|working on) [^:?.!,\p{Lu}\d–—]{3,50}?(?:,|:| and| [-–—]+)(?: (?:so|i|we|therefore))* (?:need|want|have)(?: to (?:know|say|find out))? (?=\S)`,
    '',
  ),
  named(
    String.raw`^(?:[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey) (?!(?:who|what|which|how|when|where|is|are|does|do|did|has|have|can|could|please)\b)[\p{L}]{2,20}(?: [\p{L}]{2,20})?\s*[,!:]+\s*(?=\S)`,
    '',
  ),
  say(
    String.raw`^(?:(?:just )?one (?:more|last|other|quick)(?: (?:thing|question|one))?|another (?:one|question|thing)|(?:the )?(?:next|last) (?:one|question|thing)|quick(?: question| one)?)\s*[:,.!–-]+\s*(?=\S)`,
    '',
  ),
  say(
    String.raw`^(?:many )?(?:thanks|thank you|thx)(?: (?:a lot|so much|very much))? for [^.!?]{2,40}[.!]*(?:\s+(?=\S)|$)`,
    '',
  ),
  say(String.raw`^(?:first|second|third|fourth|last|final|then|next)(?:ly)?(?: of all)?\s*[:,]\s*(?=\S)`, ''),
  say(
    String.raw`^(?:and )?(?:is|was) (?:that|this|it) (?:still |really )?(?:true|right|correct|so)[\s?.!]*$`,
    '',
  ),
  say(
    String.raw`^(?:(?:ok(?:ay)?|so|well|right|um+|uh+|hmm+|basically|actually|honestly|anyway|alright)\b[\s,.…]+)+(?=(?:i|we|who|what|which|how|when|where|is|are|does|do|did|can|could|please|list|show|give|tell)\b)`,
    '',
  ),
  say(
    String.raw`^(?:please )?(?:would|could|can|might|will) you (?:please |kindly |maybe |perhaps )*(?:inform|advise|enlighten|update|brief|notify) (?:me|us)(?: (?:on|about|as to|of))? (?=\S)`,
    '',
  ),
  say(
    String.raw`^(?:hey|hi|hello|yo|hiya)(?: (?:there|all|team|folks))?,? (?=(?:is|are|who|what|which|how|when|where|does|do|did|has|have|can|could)\b)`,
    '',
  ),
  say(
    String.raw`^(?!who|whom|whose|what|which|how|when|where|why|is|are|does|do|did|has|have)(?:the |our |my |a |one of (?:our|the) )?\p{L}{2,20}(?: \p{L}{2,20})? (?:asks?|asked|wants? to know|(?:is|are|was|were) (?:asking|wondering)|would like to know|needs? to know|keeps? asking)(?: me| us)?[:,]? ${asking}`,
    '',
  ),
  // What it is for, and that it has to be known: "for a report I must know the number of …", "Can you help?"
  say(
    String.raw`^(?:(?:for|because of) (?:a|an|my|our|some|the next|the) (?:[\p{L}-]{3,15} )?(?:report|presentation|meeting|statistics?|newsletter|slides?|overview|minutes|summary|form|mail|e-?mail|speech|article|colleague|friend),? )?(?:i|we) (?:must|have to|need to|should|ought to|really need to|am supposed to|are supposed to|would need to) (?:know|find out|get|have|tell|report|say|state|mention|give) (?=(?:the (?:count|number|list|names?|sum|total|amount)\b|how (?:many|much|long)\b|who|which|what|when|where))`,
    '',
  ),
  say(
    String.raw`(?:^|(?<=[.?!]) )(?:so,? )?(?:can|could|would|will|do) you (?:please |maybe |perhaps )?(?:help|assist|look (?:it|that) up|know (?:it|that)|tell me(?: that| this)?)(?: (?:me|us))?(?: (?:with|on) (?:that|this|it))?(?:,? please)?[\s?.!]*$`,
    '',
  ),
  say(String.raw`\?\s*(?:i['’]?m |i am |we['’]re |we are |just |still )?${doing} [^?]{3,80}$`, '?'),
  // For whom it is done says no more than what is asked.
  say(
    String.raw`^(?:i['’]?m |i am |we['’]re |we are )?${doing} [\p{L} ]{2,30} for (?:the |our )?(?:newbies|newcomers|new (?:people|joiners|hires|starters|colleagues|ones)|leavers|board|newsletter|boss|meeting|report), ${asking}`,
    '',
  ),
];
