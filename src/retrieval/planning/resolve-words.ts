import { tokenTexts } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import type { EntityItem, QuestionItem, WordsItem } from './question-item.ts';
import { says } from './says.ts';
import { spanOf } from './span-of.ts';

/**
 * Words that no table has may be the title of one task or page, in part. They become that entity when one title
 * fits them clearly better than all others; where more titles have them, they stay a subject.
 */
export function resolveWords(items: readonly QuestionItem[]): QuestionItem[] {
  const inTitles = items.some((item) => item.kind === 'cue' && item.cues.has('rel.inTitle'));
  if (inTitles) return items.map(asSubject);
  const resolved = withNumbers(items.map(asAbout)).map((item, index) =>
    item.kind === 'words' ? (titleEntity(item, items, index) ?? item) : item,
  );
  return resolved.filter((_, at) => !namesTask(resolved, at));
}

/** "The ticket about hearing loops", where one task is called so: "about" says no more than its name. */
function namesTask(items: readonly QuestionItem[], at: number): boolean {
  const [noun, item, next] = [items[at - 1], items[at], items[at + 1]];
  const isOne = has(noun, 'noun.task') && noun?.kind === 'cue' && !/s$/i.test(noun.raw);
  return isOne && says(item, 'about') && next?.kind === 'entity' && next.label === 'Task';
}

/** "Who knows about ISO 27001?": capitals and a number behind them are one name. */
function withNumbers(items: readonly QuestionItem[]): QuestionItem[] {
  if (!items.some((item) => has(item, 'rel.knows', 'rel.mentions'))) return [...items];
  return items.flatMap((item, at): QuestionItem[] => {
    const [before, next] = [items[at - 1], items[at + 1]];
    if (isCapitals(before) && isLong(item)) return [];
    if (!isCapitals(item) || item.kind !== 'words' || next === undefined || !isLong(next)) return [item];
    return [{ kind: 'words', ...spanOf(item), raw: `${item.raw} ${next.raw}`, to: next.to, nameLike: true }];
  });
}

const isCapitals = (item: QuestionItem | undefined): boolean =>
  item?.kind === 'words' && /^\p{Lu}{2,}$/u.test(item.raw);
const isLong = (item: QuestionItem): boolean => item.kind === 'number' && /^\d{3,}$/.test(item.raw);

/** "Tasks about chargers": what pages are tagged with is what the tasks are about. */
function asAbout(item: QuestionItem, at: number, items: readonly QuestionItem[]): QuestionItem {
  const isTag =
    (item.kind === 'value' && item.candidates.every(({ label }) => label === 'Article')) ||
    (item.kind === 'entity' && item.label === 'Topic');
  const isOfTasks = isTag && items.slice(0, at).some((one) => has(one, 'noun.task'));
  if (!isOfTasks || !has(items[at - 1], 'rel.mentions')) return item;
  return { kind: 'words', ...spanOf(item), nameLike: false };
}

/** "X is in many task titles" speaks of the words, even where one task is called just that. */
function asSubject(item: QuestionItem, at: number, items: readonly QuestionItem[]): QuestionItem {
  if (isOtherInTitle(items, at)) {
    // Which of them have it, the query tells.
    const isOfTasks = items.some((one) => has(one, 'noun.task'));
    const [taskTotal, articleTotal] = isOfTasks ? [1, 0] : [0, 1];
    const titles = { tasks: [], taskTotal, articles: [], articleTotal, written: true };
    return { kind: 'words', ...spanOf(item), nameLike: true, titles };
  }
  if (item.kind !== 'entity' || (item.label !== 'Task' && item.label !== 'Article')) return item;
  if (/-\d+$/.test(item.raw)) return item;
  const { candidates, label } = item;
  const tasks = label === 'Task' ? candidates : [];
  const articles = label === 'Article' ? candidates : [];
  const titles = {
    tasks,
    taskTotal: tasks.length,
    articles,
    articleTotal: articles.length,
    written: true,
  };
  return { kind: 'words', ...spanOf(item), nameLike: true, titles };
}

/** "Tasks that have OpenAI in their title": a company, a team or a tag, of which just the word is meant. */
function isOtherInTitle(items: readonly QuestionItem[], at: number): boolean {
  const item = items[at];
  if (item === undefined || !has(items[at + 1], 'rel.inTitle')) return false;
  if (!items.some((one) => has(one, 'noun.task', 'noun.article'))) return false;
  if (item.kind === 'value') return true;
  return item.kind === 'entity' && ['Company', 'Team', 'Project', 'Topic', 'Employee'].includes(item.label);
}

/** What the words beside others say that these are: "the task …", "… page", and "who wrote the page about …?". */
function kindBeside(items: readonly QuestionItem[], index: number): 'Task' | 'Article' | undefined {
  const [before, after] = [items[index - 1], items[index + 1]];
  if (has(before, 'noun.task') || has(after, 'noun.task')) return 'Task';
  if (has(before, 'noun.article') || has(after, 'noun.article')) return 'Article';
  const isOfAuthor = items.some((item) => has(item, 'rel.authored', 'role.author'));
  const isAbout = has(before, 'rel.mentions') || says(before, 'about');
  // Pages are written; a task to write one is done by somebody.
  const words = items[index];
  const hasPage = words?.kind === 'words' && (words.titles?.articles.length ?? 0) > 0;
  if (isOfAuthor && hasPage && !items.some((item) => has(item, 'noun.task'))) return 'Article';
  return isOfAuthor && isAbout && has(items[index - 2], 'noun.article', 'pron.article')
    ? 'Article'
    : undefined;
}

/** Several of them, and so none that is called what stands beside. */
const isTasks = (item: QuestionItem | undefined): boolean =>
  item?.kind === 'cue' && item.cues.has('noun.task') && /s$/i.test(item.raw);

function titleEntity(item: WordsItem, items: readonly QuestionItem[], index: number): EntityItem | null {
  const { titles } = item;
  if (titles === undefined) return null;
  const nounLabel = kindBeside(items, index);
  const plural = [items[index - 1], items[index + 1]].some(isTasks);
  const isAboutTasks = says(items[index - 1], 'about') && items.slice(0, index).some(isTasks);
  if (plural || isAboutTasks) return null;
  const label = nounLabel ?? (titles.taskTotal > 0 ? 'Task' : 'Article');
  const candidates = label === 'Task' ? titles.tasks : titles.articles;
  const total = label === 'Task' ? titles.taskTotal : titles.articleTotal;
  if (candidates.length === 0) return null;
  const asked = tokenTexts(item.raw).length;
  // One word is too little to take a title's name from, unless it is written like one and nothing else has it.
  if (asked < 2 && (total > 1 || !item.nameLike)) return null;
  const scored = candidates
    .map((candidate) => ({ candidate, share: asked / Math.max(asked, tokenTexts(candidate.name).length) }))
    .sort((one, other) => other.share - one.share);
  const [best, second] = scored;
  if (best === undefined) return null;
  const equals = scored.filter(
    (one) =>
      one.share === best.share &&
      tokenTexts(one.candidate.name).join(' ') === tokenTexts(best.candidate.name).join(' '),
  );
  const clear = second === undefined || best.share >= second.share * 1.3 || equals.length > 1;
  if (!clear) return null;
  return {
    kind: 'entity',
    ...spanOf(item),
    label,
    candidates: equals.map((one) => one.candidate),
    byTitle: true,
  };
}
