import { askedWords } from '../articles/asked-words.ts';
import type { Extract } from '../articles/pick-extracts.ts';
import type { ArticleSearch } from '../articles/search-articles.ts';
import { holdsWanted, wantedAnswer } from '../articles/wanted-answer.ts';
import { type Standing, standingOf, weighEvidence } from '../articles/weigh-evidence.ts';
import { titleOf } from './compose-articles.ts';

/**
 * What each extract is as evidence: its passage must be about what was asked, and it must hold the kind of thing that
 * was asked for. A question that says nothing of its own ("and how long?") is about what its conversation is about.
 *
 * @param isNarrow whether only certain pages were searched; see `weighEvidence`.
 */
export function weighExtracts(
  { articles, extracts, concepts, statistics }: ArticleSearch,
  question: string,
  earlier: readonly string[],
  isNarrow = false,
): Map<Extract, Standing> {
  const own = askedWords(question);
  const asked = own.words.length + own.stretches.length > 0 ? own : askedWords(earlier.join('\n'));
  const wanted = wantedAnswer(question);
  const titles = new Map(articles.map(({ article }) => [article.id, titleOf(article)]));
  return new Map(
    extracts.map((extract) => {
      const { passage, text } = extract;
      if (!holdsWanted(text, wanted)) return [extract, 'none'];
      const head = [titles.get(passage.articleId) ?? '', passage.heading];
      const standing = (words: string): Standing =>
        standingOf(weighEvidence(asked, concepts, [...head, words].join('\n'), statistics, isNarrow));
      const whole = standing(passage.text);
      // Words that stand far apart in a passage may be about different things.
      return [extract, whole === 'answer' && standing(text) === 'none' ? 'close' : whole];
    }),
  );
}
