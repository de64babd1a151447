import type { GraphReader } from '../graph/graph-store.ts';
import type { Asker } from './answer.ts';
import { detectLexicon } from './language.ts';
import { correctSpelling } from './linking/correct-spelling.ts';
import { withStoredKeys } from './linking/find-keys.ts';
import { findTitles } from './linking/find-titles.ts';
import { matchWords } from './linking/match-words.ts';
import type { NameDirectory } from './linking/name-directory.ts';
import type { NameCandidate, NameIndex } from './linking/name-index.ts';
import { asCandidate } from './linking/node-candidate.ts';
import { PhraseTable } from './linking/phrase-table.ts';
import { tokenize, tokenTexts } from './linking/tokenize.ts';
import { lookUpLikeness } from './look-up-likeness.ts';
import { lookUpNamesakes } from './look-up-namesakes.ts';
import { lookUpRanked } from './look-up-ranked.ts';
import { type CompanyTerms, withCompanyTerms } from './planning/company-terms.ts';
import { correctCueWords } from './planning/correct-cue-words.ts';
import { correctHomophones } from './planning/correct-homophones.ts';
import { nameByFamily } from './planning/family-names.ts';
import { nameByInitials } from './planning/initials.ts';
import { nameKnownSubject } from './planning/known-subject.ts';
import type { Lexicon } from './planning/lexicon.ts';
import { inSimplified } from './planning/lexicons/zh/traditional-characters.ts';
import { nameOwnKind } from './planning/own-kind.ts';
import type { PreviousQuestion, TaggedQuestion } from './planning/planner.ts';
import { nameProjects } from './planning/project-words.ts';
import type { EntityItem, QuestionItem, WordsItem } from './planning/question-item.ts';
import { rephrase } from './planning/rephrase.ts';
import { spanOf } from './planning/span-of.ts';
import { buildCueTable, type CueTable, tagQuestion } from './planning/tag-question.ts';
import { nameTeamKinds } from './planning/team-kinds.ts';
import { nameTeamBeginnings, nameTeams, nameWholeTeams } from './planning/team-words.ts';
import { nameTitles } from './planning/title-words.ts';

/** The cue words of each language, with a company's own among them. */
export type CueTables = ReadonlyMap<Lexicon, CueTable>;

const withoutTerms = new WeakMap<readonly Lexicon[], CueTables>();

/** Made once, as it takes a while; the same again for the same list of lexicons without terms. */
export function buildCueTables(lexicons: readonly Lexicon[], terms?: CompanyTerms): CueTables {
  const known = terms === undefined ? withoutTerms.get(lexicons) : undefined;
  if (known !== undefined) return known;
  const tables = new Map(
    lexicons.map((lexicon) => {
      const others = lexicons.filter((one) => one !== lexicon);
      return [lexicon, buildCueTable(withCompanyTerms(lexicon, terms ?? {}), others)] as const;
    }),
  );
  if (terms === undefined) withoutTerms.set(lexicons, tables);
  return tables;
}

/** Stretches of unknown words that are looked up; no question has as many, and each takes several reads. */
const mostLookups = 24;

export interface UnderstandDependencies {
  readonly graph: GraphReader;
  readonly directory: NameDirectory;
  readonly cueTables: CueTables;
  readonly today: string;
  /** What our own company is called. */
  readonly company?: string | undefined;
}

/** Links a question's words to the graph and to the lexicon: what planners start from. */
export async function understandQuestion(
  dependencies: UnderstandDependencies,
  said: string,
  asker: Asker,
  previous: PreviousQuestion | null,
): Promise<TaggedQuestion> {
  const { graph, directory, today, company, cueTables } = dependencies;
  const asked = { text: said, lexicon: detectLexicon(said, [...cueTables.keys()]) };
  const plain = inSimplified(said);
  const index = await directory.current(asker.viewer);
  const typed = plain === said ? said : rephrase(plain, asked.lexicon.asides);
  const bareOf = await withStoredKeys(graph, asker.viewer, typed, index.vocabulary.prefixes);
  const ofUs = nameOwnKind(bareOf, company, asked.lexicon, index);
  const written = rephrase(ofUs, asked.lexicon.rephrasings);
  const lexicon = written === said ? asked.lexicon : detectLexicon(written, [...cueTables.keys()]);
  const cues = cueTables.get(lexicon) ?? buildCueTable(lexicon);
  const bare = tagQuestion({ text: written, index, cues, titles: noTitles, unknownKeys: [], today });
  const unexplained = bare.filter(isUnexplained).map((item) => item.raw);
  const { titles, unknownKeys } = await findTitles(
    graph,
    asker.viewer,
    written,
    unexplained.join(' '),
    today,
    index.vocabulary.prefixes,
    lexicon.titleWords,
    plain === said ? written : said,
  );
  const tag = (text: string) => tagQuestion({ text, index, cues, titles, unknownKeys, today });
  const first = tag(written);
  const text = await withoutMistakes(written, first, { cues, index }, dependencies, asker);
  const families = nameByFamily(text === written ? first : tag(text), index);
  const spoken = nameByInitials(families, tokenize(text), text);
  const begun = nameTeamBeginnings(spoken, index);
  const whole = nameWholeTeams(begun, index);
  const tagged = nameTitles(nameTeamKinds(nameProjects(nameTeams(whole, index), index), index), index);
  const items: QuestionItem[] = [];
  let lookups = 0;
  const known = nameKnownSubject(joinMisspelt(tagged, index, text), tokenize(text), text);
  for (const item of withoutApostrophes(known, index)) {
    const isUnknown =
      item.kind === 'words' &&
      item.unknownKey !== true &&
      item.isStranger !== true &&
      ++lookups <= mostLookups;
    const asWritten = writtenAt(item.raw, plain, said);
    items.push(isUnknown ? await linkWords(item, asWritten, index, dependencies, asker) : item);
  }
  const named = await lookUpNamesakes(withWholeNames(items), graph, asker.viewer, today);
  const [own] = asker.employeeId === null ? [] : await graph.readNodes([asker.employeeId], asker.viewer);
  const employer =
    company === undefined
      ? undefined
      : index.names.get(tokenTexts(company)).find((one) => one.label === 'Company');
  const self = own === undefined ? null : asCandidate(own);
  const question: TaggedQuestion = {
    asked,
    text,
    lexicon,
    items: await lookUpLikeness(named, self, graph, asker.viewer, today),
    today,
    asker: self,
    company: employer ?? null,
    ownStates: index.vocabulary.ownStates,
    previous,
  };
  return await lookUpRanked(question, graph, asker.viewer);
}

const noTitles = new PhraseTable<NameCandidate>();

/** Words that no table knows, or that only a page's tag or subject is called. */
function isUnexplained(item: QuestionItem): boolean {
  if (item.kind === 'words') return true;
  return (
    (item.kind === 'entity' && item.label === 'Topic') ||
    (item.kind === 'value' && item.candidates.every((one) => one.label === 'Article'))
  );
}

/** The question with its cue words as they were meant; a word that some title or page has is no mistake. */
async function withoutMistakes(
  text: string,
  items: readonly QuestionItem[],
  { cues, index }: { readonly cues: CueTable; readonly index: NameIndex },
  { graph, today }: UnderstandDependencies,
  asker: Asker,
): Promise<string> {
  const tokens = tokenize(text);
  // A word of a project's name is none either, though nothing was written about it yet.
  const ofProjects = new Set(index.projects.flatMap(({ texts }) => texts));
  const places = items.flatMap((item) =>
    item.kind === 'words' && item.unknownKey !== true
      ? tokens.slice(item.from, item.to).flatMap((token) => (ofProjects.has(token.text) ? [] : token.start))
      : [],
  );
  let corrected = text;
  const unknown = new Set(places);
  const slips = [...correctCueWords(text, unknown, cues), ...correctHomophones(text, unknown, cues)];
  for (const { start, end, written, meant, isEnding } of slips.sort(
    (one, other) => other.start - one.start,
  )) {
    const {
      taskTotal,
      articleTotal,
      written: isKnown,
    } = await matchWords(graph, asker.viewer, written, today);
    if (taskTotal + articleTotal === 0 && (isEnding || !isKnown))
      corrected = corrected.slice(0, start) + meant + corrected.slice(end);
  }
  return corrected;
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

/** "The libary and archives": the rest of a name of which the first word was misspelt. */
function withWholeNames(items: readonly QuestionItem[]): QuestionItem[] {
  const whole: QuestionItem[] = [];
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) continue;
    const rest = item.kind === 'entity' ? restOfName(item, items.slice(at + 1)) : [];
    const last = rest.at(-1);
    at += rest.length;
    whole.push(
      last === undefined
        ? item
        : { ...item, to: last.to, raw: [item, ...rest].map(({ raw }) => raw).join(' ') },
    );
  }
  return whole;
}

/** The items behind a name's first word that say the others of it; none where they do not. */
function restOfName({ candidates, raw, label }: EntityItem, behind: readonly QuestionItem[]): QuestionItem[] {
  const [only, another] = candidates;
  if (only === undefined || another !== undefined || label === 'Employee') return [];
  const wanted = tokenTexts(only.name);
  if (tokenTexts(raw).length !== 1 || wanted[0] === tokenTexts(raw)[0]) return [];
  const rest: QuestionItem[] = [];
  let said: string[] = [];
  for (const item of behind) {
    if (said.length >= wanted.length - 1 || item.afterStop) break;
    rest.push(item);
    said = [...said, ...tokenTexts(item.raw)];
  }
  return said.length > 0 && said.join(' ') === wanted.slice(1).join(' ') ? rest : [];
}

/** "Farahs direct reports": a first name whose apostrophe was left out, before what is hers. */
function withoutApostrophes(items: readonly QuestionItem[], index: NameIndex): QuestionItem[] {
  return items.map((item, at): QuestionItem => {
    const next = items[at + 1];
    if (item.kind !== 'words' || !/^\p{L}{3,}s$/u.test(item.raw) || next?.kind !== 'cue') return item;
    if (![...next.cues].some((cue) => cue.startsWith('role.') || cue.startsWith('prop.'))) return item;
    const candidates = index.names
      .get(tokenTexts(item.raw.slice(0, -1)))
      .filter((one) => one.label === 'Employee');
    return candidates.length === 0
      ? item
      : { kind: 'entity', ...spanOf(item), label: 'Employee', candidates, possessive: true };
  });
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
  asWritten: string,
  index: NameIndex,
  { graph, today }: UnderstandDependencies,
  asker: Asker,
): Promise<QuestionItem> {
  const titles = await matchWords(graph, asker.viewer, item.raw, today);
  // "Hangs" is no Hans: a word in small letters that pages have is spelt as it was meant.
  const isOrdinary = !item.nameLike && titles.written && !/\s/.test(item.raw);
  if (titles.taskTotal === 0 && titles.articleTotal === 0 && !isOrdinary) {
    const meant = correctSpelling(item.raw, index);
    const [first] = meant;
    if (first !== undefined) {
      return {
        kind: 'entity',
        ...spanOf(item),
        label: first.label,
        candidates: meant.filter((one) => one.label === first.label),
      };
    }
  }
  if (titles.taskTotal + titles.articleTotal > 0 || asWritten === item.raw) return { ...item, titles };
  const others = await matchWords(graph, asker.viewer, asWritten, today);
  return others.taskTotal + others.articleTotal > 0
    ? { ...item, raw: asWritten, titles: others }
    : { ...item, titles };
}

/** What was written where simplified characters say this. */
function writtenAt(raw: string, plain: string, said: string): string {
  const at = plain === said ? -1 : plain.indexOf(raw);
  return at < 0 ? raw : said.slice(at, at + raw.length);
}
