import type { GraphReader } from '../graph/graph-store.ts';
import type { Asker } from './answer.ts';
import { detectLanguage } from './language.ts';
import { correctSpelling } from './linking/correct-spelling.ts';
import { asCandidate, findTitles } from './linking/find-titles.ts';
import { matchWords } from './linking/match-words.ts';
import type { NameDirectory } from './linking/name-directory.ts';
import type { NameIndex } from './linking/name-index.ts';
import { english } from './planning/lexicons/en.ts';
import { chinese } from './planning/lexicons/zh.ts';
import type { PreviousQuestion, TaggedQuestion } from './planning/planner.ts';
import type { QuestionItem, WordsItem } from './planning/question-item.ts';
import { buildCueTable, tagQuestion } from './planning/tag-question.ts';

const cueTables = { en: buildCueTable(english), zh: buildCueTable(chinese) };

export interface UnderstandDependencies {
  readonly graph: GraphReader;
  readonly directory: NameDirectory;
  readonly today: string;
}

/** Links a question's words to the graph and to the lexicon: what planners start from. */
export async function understandQuestion(
  { graph, directory, today }: UnderstandDependencies,
  text: string,
  asker: Asker,
  previous: PreviousQuestion | null,
): Promise<TaggedQuestion> {
  const language = detectLanguage(text);
  const index = await directory.current(asker.viewer);
  const { titles, unknownKeys } = await findTitles(graph, asker.viewer, text, today);
  const tagged = tagQuestion({ text, index, cues: cueTables[language], titles, unknownKeys, today });
  const items: QuestionItem[] = [];
  for (const item of tagged) {
    items.push(
      item.kind === 'words' && item.unknownKey !== true
        ? await linkWords(item, index, { graph, directory, today }, asker)
        : item,
    );
  }
  const [self] = asker.employeeId === null ? [] : await graph.readNodes([asker.employeeId], asker.viewer);
  return { text, language, items, today, asker: self === undefined ? null : asCandidate(self), previous };
}

/** Unknown words: part of a title, or a name with a spelling mistake, or neither. */
async function linkWords(
  item: WordsItem,
  index: NameIndex,
  { graph, today }: UnderstandDependencies,
  asker: Asker,
): Promise<QuestionItem> {
  const titles = await matchWords(graph, asker.viewer, item.raw, today);
  if (titles.taskTotal === 0 && titles.articleTotal === 0) {
    const meant = correctSpelling(item.raw, index);
    const [first] = meant;
    if (first !== undefined) {
      const { from, to, raw, afterStop } = item;
      return {
        kind: 'entity',
        from,
        to,
        raw,
        afterStop,
        label: first.label,
        candidates: meant.filter((one) => one.label === first.label),
      };
    }
  }
  return { ...item, titles };
}
