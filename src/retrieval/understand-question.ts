import type { GraphReader } from '../graph/graph-store.ts';
import type { Asker } from './answer.ts';
import { detectLanguage } from './language.ts';
import { correctSpelling } from './linking/correct-spelling.ts';
import { asCandidate, findTitles } from './linking/find-titles.ts';
import { matchWords } from './linking/match-words.ts';
import type { NameDirectory } from './linking/name-directory.ts';
import type { NameIndex } from './linking/name-index.ts';
import { tokenTexts } from './linking/tokenize.ts';
import { english } from './planning/lexicons/en.ts';
import { chinese } from './planning/lexicons/zh.ts';
import type { PreviousQuestion, TaggedQuestion } from './planning/planner.ts';
import type { QuestionItem, WordsItem } from './planning/question-item.ts';
import { buildCueTable, tagQuestion } from './planning/tag-question.ts';

const cueTables = { en: buildCueTable(english), zh: buildCueTable(chinese) };

/** Stretches of unknown words that are looked up; no question has as many, and each takes several reads. */
const mostLookups = 24;

export interface UnderstandDependencies {
  readonly graph: GraphReader;
  readonly directory: NameDirectory;
  readonly today: string;
  /** What our own company is called. */
  readonly company?: string | undefined;
}

/** Links a question's words to the graph and to the lexicon: what planners start from. */
export async function understandQuestion(
  { graph, directory, today, company }: UnderstandDependencies,
  text: string,
  asker: Asker,
  previous: PreviousQuestion | null,
): Promise<TaggedQuestion> {
  const language = detectLanguage(text);
  const index = await directory.current(asker.viewer);
  const { titles, unknownKeys } = await findTitles(graph, asker.viewer, text, today);
  const tagged = tagQuestion({ text, index, cues: cueTables[language], titles, unknownKeys, today });
  const items: QuestionItem[] = [];
  let lookups = 0;
  for (const item of joinMisspelt(tagged, index, text)) {
    const isUnknown = item.kind === 'words' && item.unknownKey !== true && ++lookups <= mostLookups;
    items.push(isUnknown ? await linkWords(item, index, { graph, directory, today }, asker) : item);
  }
  const [self] = asker.employeeId === null ? [] : await graph.readNodes([asker.employeeId], asker.viewer);
  const own =
    company === undefined
      ? undefined
      : index.names.get(tokenTexts(company)).find((one) => one.label === 'Company');
  return {
    text,
    language,
    items,
    today,
    asker: self === undefined ? null : asCandidate(self),
    company: own ?? null,
    previous,
  };
}

/** "Jonh Doe": an unknown first name beside a known family name is one name with a mistake in it. */
function joinMisspelt(items: readonly QuestionItem[], index: NameIndex, text: string): QuestionItem[] {
  const joined: QuestionItem[] = [];
  for (let at = 0; at < items.length; at++) {
    const [one, next] = [items[at], items[at + 1]];
    if (one === undefined) continue;
    const pair =
      next !== undefined && isPart(one, next) && isAdjacent(one, next) ? `${one.raw} ${next.raw}` : null;
    const meant = pair === null ? [] : correctSpelling(pair, index);
    const [first] = meant;
    if (next !== undefined && pair !== null && first !== undefined && text.includes(pair)) {
      joined.push({
        kind: 'entity',
        from: one.from,
        to: next.to,
        raw: pair,
        afterStop: one.afterStop,
        label: first.label,
        candidates: meant,
      });
      at++;
    } else {
      joined.push(one);
    }
  }
  return joined;
}

function isPart(one: QuestionItem, other: QuestionItem): boolean {
  const weak = (item: QuestionItem): boolean =>
    item.kind === 'entity' && item.candidates.every((candidate) => candidate.strength === 1);
  return (one.kind === 'words' && weak(other)) || (weak(one) && other.kind === 'words');
}

function isAdjacent(one: QuestionItem, other: QuestionItem): boolean {
  return one.to === other.from && !other.afterStop;
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
