import type { Condition } from '../../graph/graph-query.ts';
import { knownNames } from '../linking/known-names.ts';
import { has } from '../planning/frame-words.ts';
import { isCueOf } from '../planning/is-cue-of.ts';
import { lexicons } from '../planning/lexicons/lexicons.ts';
import type { EntityItem, QuestionItem, TimeItem } from '../planning/question-item.ts';

/** Which pages a question about their text is about: "what did Ana write about failover last year?" */
export interface PageFilter {
  /** Who wrote them: a person, or a team's people; several candidates are namesakes. */
  readonly author: EntityItem | null;
  /** What else holds of them. */
  readonly conditions: readonly Condition[];
  /** The folder or space that they are in, as it was written. */
  readonly folder: string | null;
  /** Whether the newest or the oldest of them is asked for. */
  readonly order: 'newest' | 'oldest' | null;
  /** What is asked of their text: the question without the words of the filter. */
  readonly subject: string;
}

/**
 * Reads off a question which pages it is about, where it says so of them.
 *
 * @returns null where nothing is said of the pages, or in a way that is not understood ("not by Ana").
 */
export function readPageFilter(items: readonly QuestionItem[]): PageFilter | null {
  const speaksOfPages = items.some(
    (item, at) =>
      has(item, 'noun.article', 'rel.authored') || isPageKind(item) || isByAuthorAbout(item, at, items),
  );
  if (!speaksOfPages) return null;
  if (items.some((item) => has(item, 'logic.not', 'logic.none', 'logic.else', 'logic.or', 'group.each')))
    return null;
  const authors = items.filter((item, at): item is EntityItem => isAuthor(item, at, items));
  const times = items.filter((item, at): item is TimeItem => isTimeOfPage(item, at, items));
  const folders = items.flatMap((item) => folderOf(item, items) ?? []);
  const orders = items.filter((item, at) => isOrderOfPages(item, at, items));
  if (authors.length > 1 || times.length > 1 || folders.length > 1 || orders.length > 1) return null;
  const [[author], [time], [folder], [order]] = [authors, times, folders, orders];
  if (author === undefined && time === undefined && folder === undefined && order === undefined) return null;
  if (author !== undefined && author.candidates.length === 0) return null;
  const kinds = items.filter((item) => isPageKind(item) && !isSubject(item, items));
  const taken = new Set<QuestionItem | undefined>([author, time, folder?.item, order, ...kinds]);
  return {
    author: author ?? null,
    conditions: [...kinds.flatMap(tagCondition), ...(time === undefined ? [] : writtenWithin(time))],
    folder: folder?.name ?? null,
    order: order === undefined ? null : has(order, 'order.newest') ? 'newest' : 'oldest',
    subject: items
      .filter((item) => !taken.has(item) && isContent(item))
      .map((item) => item.raw)
      .join(' '),
  };
}

const pagePlaces = lexicons.flatMap((lexicon) => lexicon.pagePlaces);

/**
 * The pages in one of the outermost folders of a source. A path is compared as it is written, so that the ways are tried in
 * which a folder of that name is: a dash for a space, in capitals or not, in the singular or plural.
 */
export function inFolder(folder: string): Condition {
  const property = 'path';
  const names = [folder, ...knownNames.nounForms(folder)].flatMap((one) => [one, one.replaceAll(' ', '-')]);
  const written = names.flatMap((one) => [
    one,
    one.toLowerCase(),
    one.charAt(0).toUpperCase() + one.slice(1),
  ]);
  return {
    any: [...new Set(written)].map((name) => ({
      all: [
        { property, op: 'gte', value: `${name}/` },
        // What follows the slash in the order of characters.
        { property, op: 'lt', value: `${name}0` },
      ],
    })),
  };
}

/** Words that only say something together with others: a preposition, an article. */
const isFiller = (item: QuestionItem | undefined): boolean => item?.kind === 'cue' && item.cues.has('light');

/** The item beside another, over those that say nothing by themselves. */
function beside(items: readonly QuestionItem[], at: number, step: 1 | -1): QuestionItem | undefined {
  let place = at + step;
  while (isFiller(items[place]) && !has(items[place], 'group.by')) place += step;
  return items[place];
}

/** "Runbook", "minutes": a kind of page that pages are tagged with. */
function isPageKind(item: QuestionItem | undefined): boolean {
  return tagsOf(item).length > 0 && (item?.kind === 'value' || has(item, 'noun.article'));
}

function tagsOf(item: QuestionItem | undefined): readonly string[] {
  const values = item?.kind === 'value' ? item.candidates : item?.kind === 'cue' ? (item.values ?? []) : [];
  const isTag = values.every((one) => one.label === 'Article' && one.property === 'tags');
  return isTag ? values.flatMap((one) => one.values) : [];
}

function tagCondition(item: QuestionItem): Condition[] {
  const tags = tagsOf(item).map((value): Condition => ({ property: 'tags', op: 'has', value }));
  return tags.length > 1 ? [{ any: tags }] : tags;
}

/** A tag is what the pages are about where "about" is said before it, and where they are called pages as well. */
function isSubject(item: QuestionItem, items: readonly QuestionItem[]): boolean {
  if (item.kind !== 'value') return false;
  const others = items.some((one) => has(one, 'noun.article'));
  return others || has(beside(items, items.indexOf(item), -1), 'rel.mentions');
}

/** "By Ana", "Ana's page", "did the Platform team write", 张伟写的. */
function isAuthor(item: QuestionItem, at: number, items: readonly QuestionItem[]): boolean {
  if (item.kind !== 'entity' || (item.label !== 'Employee' && item.label !== 'Team')) return false;
  const before = beside(items, at, -1);
  const after = besideTime(items, at);
  if (has(after, 'rel.authored') || has(before, 'rel.authored')) return true;
  const isPage = (one: QuestionItem | undefined): boolean => has(one, 'noun.article') || isPageKind(one);
  if (item.possessive === true && isPage(after)) return true;
  // Only what stands before "by" can have been written: "the runbook by Ana", "the policy by Ana".
  return has(items[at - 1], 'group.by') && at > 1 && !has(items[at - 2], 'group.most', 'group.fewest');
}

/** "The policy by Ana about leave": whatever it is called, it was written by her and is about something. */
function isByAuthorAbout(item: QuestionItem, at: number, items: readonly QuestionItem[]): boolean {
  return (
    isAuthor(item, at, items) && items[at - 2]?.kind === 'words' && has(beside(items, at, 1), 'rel.mentions')
  );
}

/** What follows a name, over a time: 张伟去年写的. */
function besideTime(items: readonly QuestionItem[], at: number): QuestionItem | undefined {
  const next = beside(items, at, 1);
  return next?.kind === 'time' ? beside(items, items.indexOf(next), 1) : next;
}

function isTimeOfPage(item: QuestionItem, at: number, items: readonly QuestionItem[]): boolean {
  if (item.kind !== 'time') return false;
  const [before, after] = [beside(items, at, -1), beside(items, at, 1)];
  if (has(after, 'rel.authored', 'prop.writtenOn', 'do.change')) return true;
  if (has(before, 'noun.article', 'rel.authored', 'prop.writtenOn')) return true;
  if (isAuthorAt(before, items)) return true;
  // "What did Ana write about failover last year?": writing is what was done then.
  return at === items.length - 1 && items.some((one) => has(one, 'rel.authored', 'prop.writtenOn'));
}

function isAuthorAt(item: QuestionItem | undefined, items: readonly QuestionItem[]): boolean {
  return item !== undefined && isAuthor(item, items.indexOf(item), items);
}

function writtenWithin({ begin, until }: TimeItem): Condition[] {
  const property = 'writtenOn';
  return [
    ...(begin === null ? [] : [{ property, op: 'gte' as const, value: begin }]),
    ...(until === null ? [] : [{ property, op: 'lt' as const, value: until }]),
  ];
}

/** "In the HR space", "in the policies folder": the name before the word for a place of pages. */
function folderOf(
  item: QuestionItem,
  items: readonly QuestionItem[],
): { readonly item: QuestionItem; readonly name: string } | null {
  if (item.kind !== 'words' || !items.some((one) => has(one, 'noun.article'))) return null;
  const raw = item.raw.toLowerCase();
  const place = pagePlaces.find((one) => raw.endsWith(one));
  const name = place === undefined ? '' : item.raw.slice(0, -place.length).trim();
  return name === '' ? null : { item, name };
}

/** "The latest runbook", 最近更新的…页面: of the pages, not of what is told in them. */
function isOrderOfPages(item: QuestionItem, at: number, items: readonly QuestionItem[]): boolean {
  if (!has(item, 'order.newest', 'order.oldest')) return false;
  const after = beside(items, at, 1);
  return (
    has(after, 'noun.article', 'rel.authored', 'prop.writtenOn', 'do.change', 'rel.mentions') ||
    isPageKind(after)
  );
}

/** Words of the question that are to stand in the text. */
function isContent(item: QuestionItem): boolean {
  return (
    item.kind !== 'cue' ||
    [...item.cues].every(
      (cue) => cue !== 'noun.article' && isCueOf(cue, 'status', 'role', 'prop.own', 'noun'),
    )
  );
}
