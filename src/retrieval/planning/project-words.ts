import type { NameCandidate, NameIndex } from '../linking/name-index.ts';
import { tokenTexts } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import type { EntityItem, QuestionItem, ValueItem } from './question-item.ts';
import { says } from './says.ts';
import { spanOf } from './span-of.ts';

/**
 * "The east wing project", "inspection readiness tasks": words that a project's name begins with mean that project, beside
 * the word "project" any of the name's words do, and where tasks are spoken of two of them, or the whole name in small letters.
 */
export function nameProjects(said: readonly QuestionItem[], index: NameIndex): QuestionItem[] {
  const items = withoutLooseParts(joinParts(said, index));
  if (items.some((item) => item.kind === 'entity' && item.label === 'Project')) return [...items];
  return items.map((item, at): QuestionItem => {
    if (!isOfPagesAlone(item) && (item.kind !== 'words' || item.unknownKey === true)) return item;
    const candidates =
      item.kind === 'words' || has(items[at + 1], 'noun.project')
        ? candidatesFor(items, at, item.raw, index)
        : calledSo(items, item.raw, index);
    if (candidates.length === 0) return item;
    return { kind: 'entity', ...spanOf(item), label: 'Project', candidates };
  });
}

/** "The fit-out of the shops" is Shops Fit-out: what stands behind "of" is in the same project's name. */
function joinParts(said: readonly QuestionItem[], { projects }: NameIndex): readonly QuestionItem[] {
  const at = said.findIndex((item) => isLoosePart(item));
  const part = said[at];
  if (part?.kind !== 'entity' || !says(said[at + 1], 'of')) return said;
  const next = says(said[at + 2], 'article') ? at + 3 : at + 2;
  const rest = said[next];
  if (rest === undefined || rest.kind === 'cue' || rest.possessive === true) return said;
  const words = tokenTexts(rest.raw);
  const candidates = part.candidates.filter(({ id }) =>
    projects.some(
      ({ texts, candidate }) => candidate.id === id && words.every((word) => texts.includes(word)),
    ),
  );
  if (candidates.length !== 1) return said;
  const raw = said
    .slice(at, next + 1)
    .map((item) => item.raw)
    .join(' ');
  return said.toSpliced(at, next + 1 - at, { ...part, to: rest.to, raw, candidates });
}

/** A part of a project's name, which no other has. */
const isLoosePart = (item: QuestionItem): boolean =>
  item.kind === 'entity' &&
  item.label === 'Project' &&
  item.candidates.every(({ strength }) => strength === 1);

/** A part of a project's name is no more than words where neither tasks nor projects are spoken of. */
function withoutLooseParts(items: readonly QuestionItem[]): readonly QuestionItem[] {
  const ofTasks = items.some(
    (item) =>
      has(item, 'noun.task', 'noun.project') ||
      (item.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('status.'))),
  );
  if (ofTasks) return items;
  return items.map(
    (item): QuestionItem => (isLoosePart(item) ? { kind: 'words', ...spanOf(item), nameLike: false } : item),
  );
}

function candidatesFor(
  items: readonly QuestionItem[],
  at: number,
  raw: string,
  { projects }: NameIndex,
): readonly NameCandidate[] {
  const whole = calledSo(items, raw, { projects });
  if (whole.length > 0) return whole;
  const words = tokenTexts(raw);
  const before = says(items[at - 1], 'article') ? items[at - 2] : items[at - 1];
  const isBeside = has(items[at + 1], 'noun.project') || has(before, 'noun.project');
  if (isBeside)
    return projects.filter(({ texts }) => words.every((word) => texts.includes(word))).map(toCandidate);
  if (!items.some((item) => has(item, 'noun.task'))) return [];
  if (words.length < 2) {
    // "The resurfacing": one long word that no other project has.
    const named = projects.filter(({ texts }) => words.every((word) => texts.includes(word)));
    const isTelling = (words[0]?.length ?? 0) > 6 && says(items[at - 1], 'article');
    return isTelling && named.length === 1 ? named.map(toCandidate) : [];
  }
  return projects.filter(({ texts }) => words.every((word, place) => texts[place] === word)).map(toCandidate);
}

/** What only pages are tagged with or called, which says nothing of tasks. */
const isOfPagesAlone = (item: QuestionItem): item is EntityItem | ValueItem =>
  (item.kind === 'value' && item.candidates.every(({ label }) => label === 'Article')) ||
  (item.kind === 'entity' && (item.label === 'Topic' || item.label === 'Article'));

/** "Open tidewrack tickets": the project that is called just that, where its tasks are spoken of and no page is. */
function calledSo(
  items: readonly QuestionItem[],
  raw: string,
  { projects }: Pick<NameIndex, 'projects'>,
): readonly NameCandidate[] {
  if (
    !items.some((item) => has(item, 'noun.task')) ||
    items.some((item) => has(item, 'noun.article', 'rel.mentions'))
  )
    return [];
  const said = tokenTexts(raw);
  // A page is called "The new kennel block", the project has no article.
  const names = [said, ...(said.length > 2 ? [said.slice(1)] : [])].map((words) => words.join(' '));
  return projects.filter(({ texts }) => names.includes(texts.join(' '))).map(toCandidate);
}

const toCandidate = ({ candidate }: NameIndex['projects'][number]): NameCandidate => candidate;
