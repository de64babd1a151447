import type { GraphQuery } from '../../graph/graph-query.ts';
import type { Answer } from '../answer.ts';
import { type AnswerContext, emptyAnswer } from '../composing/answer-context.ts';
import { nodeName } from '../composing/node-name.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import type { QuestionItem } from '../planning/question-item.ts';
import { describeWhole } from './describe-return.ts';
import { explainWordings } from './explain-wording.ts';
import type { ExplainedPassage, ExplainedQuery, Explanation, Link, SourceAge } from './explanation.ts';
import { buildSections } from './explanation-sections.ts';
import { topicsRead } from './topics-read.ts';

const rowsShown = 5;
const passagesShown = 5;
const namesakesShown = 3;
const quoteCharacters = 240;

/** What an answer was made from beside what it says itself. */
export interface AnswerBasis {
  /** Words of the question with what they were linked to. */
  readonly items: readonly QuestionItem[];
  /** Nodes that the query names by id. */
  readonly named: ReadonlyMap<string, NameCandidate>;
  /** What else was asked of the graph: the whole that a share is of. */
  readonly whole?: GraphQuery;
}

/** Tells how an answer came about: from what it was made of, nothing is asked anew but the statement's text and where topics stand. */
export async function explainAnswer(
  answer: Answer,
  { items, named, whole }: AnswerBasis,
  context: AnswerContext,
): Promise<Explanation> {
  const { query, rows } = answer;
  const topics = query === undefined ? [] : await topicsRead(query, rows, context);
  const parts = {
    links: linksOf(items, named, context),
    query: await queryOf(answer, named, whole, context),
    isFromPages:
      answer.query === undefined && (answer.claims.length > 0 || answer.abstained?.reason === 'no_article'),
    passages: passagesOf(answer),
    ...(topics.length > 0 && { topics }),
    sources: answer.asOf.map((one) => ageOf(one, context.today)),
    ...(answer.model === undefined ? {} : { model: answer.model }),
  };
  return { ...parts, sections: buildSections(parts, explainWordings[context.language], context.timeZone) };
}

/** All that the words of a question may name, by id. */
export function candidatesOf(items: readonly QuestionItem[]): AnswerBasis['named'] {
  const candidates = items.flatMap((item) => (item.kind === 'entity' ? item.candidates : []));
  return new Map(candidates.map((one) => [one.id, one]));
}

/** An explanation as plain text; empty where there is none. */
export function wordsOf(explanation: Explanation | undefined): string {
  return (explanation?.sections ?? []).map((section) => section.text).join('\n\n');
}

/** The answer to "how did you get this?": how another answer came about, with its sources. */
export function tellExplanation({ asOf, sources }: Answer, how: string, context: AnswerContext): Answer {
  const about = explainWordings[context.language].about(context.question);
  return { ...emptyAnswer(context), text: `${about}\n\n${how}`, asOf, sources };
}

function linksOf(
  items: readonly QuestionItem[],
  named: AnswerBasis['named'],
  { wording }: AnswerContext,
): Link[] {
  const nameOf = (one: NameCandidate): string => {
    const detail = one.detail === null || one.detail === '' ? '' : `${wording.comma}${one.detail}`;
    return `${nodeName(one)} (${wording.singular[one.label]}${detail})`;
  };
  const said = items.flatMap((item): Link[] => {
    switch (item.kind) {
      case 'entity': {
        const names = item.candidates.slice(0, namesakesShown).map(nameOf);
        const more = item.candidates.length > names.length ? ' …' : '';
        return [{ surface: item.raw, meaning: `${names.join(wording.or)}${more}` }];
      }
      case 'value':
        return item.candidates.slice(0, 1).map(({ property, values }) => ({
          surface: item.raw,
          meaning: `${wording.property[property] ?? property.replace(/^extra\./, '')} ${values.join(wording.or)}`,
        }));
      case 'time':
        return [{ surface: item.raw, meaning: `${item.begin ?? '…'} – ${item.until ?? '…'}` }];
      default:
        return [];
    }
  });
  const spoken = new Set(
    items.flatMap((item) => (item.kind === 'entity' ? item.candidates.map((one) => one.id) : [])),
  );
  const before = [...named.values()].filter((one) => !spoken.has(one.id) && one.label !== 'Company');
  return [...said, ...before.map((one) => ({ surface: null, meaning: nameOf(one) }))];
}

async function queryOf(
  { query, rows, total, claims }: Answer,
  named: AnswerBasis['named'],
  whole: GraphQuery | undefined,
  { graph, viewer, today, wording, language }: AnswerContext,
): Promise<ExplainedQuery | null> {
  if (query === undefined) return null;
  const asked = [...(whole === undefined ? [] : [whole]), query];
  // A figure has no rows; connections, and a yes or no, are told in sentences.
  const isTold = 'paths' in query || query.return.kind === 'exists';
  const lines = isTold
    ? claims.map((claim) => claim.text)
    : (rows?.rows ?? []).map(({ cells }) => cells.filter((cell) => cell !== '').join(' · '));
  return {
    words: asked.flatMap((one) => describeWhole(one, named, wording, explainWordings[language], viewer)),
    statements: (await Promise.all(asked.map((one) => graph.explain(one, viewer, today)))).flat(),
    rows: lines.slice(0, rowsShown),
    total: total ?? rows?.rows.length ?? null,
  };
}

function passagesOf({ claims }: Answer): ExplainedPassage[] {
  const quoted = claims.flatMap(({ citations }) => citations.filter((one) => one.quote !== undefined));
  return quoted.slice(0, passagesShown).map(({ title, heading, quote = '', url }) => ({
    title,
    heading: heading ?? null,
    quote: quote.length <= quoteCharacters ? quote : `${quote.slice(0, quoteCharacters).toWellFormed()}…`,
    url,
  }));
}

function ageOf({ source, syncedAt }: Answer['asOf'][number], today: string): SourceAge {
  if (syncedAt === null) return { source, syncedAt, days: null };
  const elapsed = Date.parse(`${today}T00:00:00Z`) - Date.parse(`${syncedAt.slice(0, 10)}T00:00:00Z`);
  return { source, syncedAt, days: Math.max(0, Math.round(elapsed / 86_400_000)) };
}
