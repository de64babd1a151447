import type { Rephrasing } from '../../rephrase.ts';
import { say } from './say.ts';

const end = String.raw`(?=[\s?.!]*$)`;
const page = '(?:wiki )?(?:page|article|document|doc|guide|runbook|write-?up)';
/** One page, by its title or by what it is about. */
const onePage = `((?:the |our |that )?(?:(?!(?:who|what|which|pages?|articles?)\\b)[^?,]{2,60}? ${page}|${page} (?:about|on|called|titled|named|for) [^?,]{2,60}?))`;
const touch = '(?:touch|edit|change|update|revise|modify|amend|rewrite|review|refresh|write|look at)';
const touched =
  '(?:touched|edited|changed|updated|revised|modified|amended|rewritten|reviewed|refreshed|altered)';
const lately = '(?:last|most recently|latest)';

/** Turns of phrase about when pages were changed, in the order in which they are looked for. */
export const rephrasingsOfPages: readonly Rephrasing[] = [
  say(
    `^when did (?:somebody|someone|anyone|anybody|we|people|you|they) (?:${lately} )?${touch} ${onePage}(?: ${lately})?${end}`,
    'when was $1 last updated',
  ),
  say(
    `^when (?:was|has) ${onePage} (?:been )?(?:written|(?:${lately} )(?:written|published|${touched})|${touched} ${lately})${end}`,
    'when was $1 last updated',
  ),
  say(
    `^how (?:old|recent|fresh|current|up[- ]to[- ]date|outdated|stale) is ${onePage}${end}`,
    'when was $1 last updated',
  ),
  say(
    `^is ${onePage} (?:still )?(?:up[- ]to[- ]date|current|recent|outdated|stale|out of date)${end}`,
    'when was $1 last updated',
  ),
  say(
    `^(?:what(?:['’]s| is| was) )?(?:the )?(?:date|(?:last|latest|most recent) (?:change|edit|update|revision|modification))(?: date)? (?:of|on|to|for|in) ${onePage}${end}`,
    'when was $1 last updated',
  ),
  say(
    `^(?:what|which) date (?:is on|is given on|has|stands on) ${onePage}${end}`,
    'when was $1 last updated',
  ),
  // Who changed it is not recorded: the day of the change is, and who wrote it.
  say(
    `^who (?:has |was it (?:that|who) )?(?:${lately} ${touched} ${onePage}|${touched} ${onePage} ${lately})${end}`,
    'when was $1$2 last updated and who wrote $1$2',
  ),
];
