import { analyzeText } from '../../graph/analyze-text.ts';
import { nounMeasured } from '../articles/answer-kinds.ts';
import { askedWords, isLight } from '../articles/asked-words.ts';
import type { Extract } from '../articles/pick-extracts.ts';
import type { ArticleSearch } from '../articles/search-articles.ts';
import { holdsWanted, wantedAnswer } from '../articles/wanted-answer.ts';
import {
  betterStanding,
  type Standing,
  standingByMeaning,
  standingOf,
  weighEvidence,
} from '../articles/weigh-evidence.ts';
import { titleOf } from './compose-articles.ts';

/**
 * What each extract is as evidence: its passage must be about what was asked, and it must hold the kind of thing that
 * was asked for. A question that says nothing of its own ("and how long?") is about what its conversation is about.
 *
 * @param isNarrow whether only certain pages were searched; see `weighEvidence`.
 */
export function weighExtracts(
  { articles, extracts, concepts, scale, statistics }: ArticleSearch,
  question: string,
  earlier: readonly string[],
  isNarrow = false,
): Map<Extract, Standing> {
  const own = askedWords(question);
  const saysSomething = own.words.length + own.stretches.length > 0;
  const asked = saysSomething ? own : askedWords(earlier.join('\n'));
  const wanted = wantedAnswer(question);
  const noun = termOf(nounMeasured(question));
  const titles = new Map(articles.map(({ article }) => [article.id, titleOf(article)]));
  return new Map(
    extracts.map((extract) => {
      const { passage, text, similarity } = extract;
      if (!holdsWanted(text, wanted)) return [extract, 'none'];
      const head = [titles.get(passage.articleId) ?? '', passage.heading];
      const weigh = (words: string, terms = asked) =>
        weighEvidence(terms, concepts, [...head, words].join('\n'), statistics, isNarrow);
      const evidence = weigh(passage.text);
      const hasNoun = noun === null ? null : weigh(text, { words: [noun], stretches: [] }).found > 0;
      const whole = standingOf(evidence, hasNoun);
      // Words that stand far apart in a passage may be about different things.
      const byWords = whole === 'answer' && standingOf(weigh(text)) === 'none' ? 'close' : whole;
      // Of certain pages, what is about the subject says nothing yet: each word counts.
      if (scale === null || similarity === null || !saysSomething || isNarrow) return [extract, byWords];
      return [extract, betterStanding(byWords, standingByMeaning(evidence, similarity, scale))];
    }),
  );
}

/** The index's term for a noun; null where it says nothing of its own. */
function termOf(noun: string | null): string | null {
  const [term] = noun === null ? [] : analyzeText(noun);
  return term === undefined || isLight(term) ? null : term;
}
