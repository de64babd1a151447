import { nounMeasured } from '../articles/answer-kinds.ts';
import { type AskedWords, askedWords } from '../articles/asked-words.ts';
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
  const noun = measuredWords(nounMeasured(question));
  const titles = new Map(articles.map(({ article }) => [article.id, titleOf(article)]));
  return new Map(
    extracts.map((extract) => {
      const { passage, text, similarity } = extract;
      if (!holdsWanted(text, wanted)) return [extract, 'none'];
      const head = [titles.get(passage.articleId) ?? '', passage.heading];
      const weigh = (words: string, terms = asked) =>
        weighEvidence(terms, concepts, [...head, words].join('\n'), statistics, isNarrow);
      const evidence = weigh(passage.text);
      const hasNoun = noun === null ? null : weigh(text, noun).found > 0;
      const whole = standingOf(evidence, hasNoun);
      // Words that stand far apart in a passage may be about different things.
      const byWords = whole === 'answer' && standingOf(weigh(text)) === 'none' ? 'close' : whole;
      // Of certain pages, what is about the subject says nothing yet: each word counts.
      if (scale === null || similarity === null || !saysSomething || isNarrow) return [extract, byWords];
      return [extract, betterStanding(byWords, standingByMeaning(evidence, similarity, scale))];
    }),
  );
}

/** What it is asked how much of there is, to be looked for; null where it says nothing of its own. */
function measuredWords(noun: string | null): AskedWords | null {
  const asked = askedWords(noun ?? '');
  return asked.words.length + asked.stretches.length > 0 ? asked : null;
}
