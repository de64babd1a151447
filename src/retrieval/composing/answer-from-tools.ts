import type { Answer, AnswerTable, Citation, Claim } from '../answer.ts';
import type { FoundResult } from '../planning/tools/evidence.ts';
import type { ToolAnswer } from '../planning/tools/model-tool.ts';
import { type AnswerContext, emptyAnswer, freshness, withNote } from './answer-context.ts';
import { answerFromPlan } from './answer-from-plan.ts';
import { citePassage, uniqueCitations } from './cite.ts';
import { describeDated } from './describe-query.ts';
import { proofOf } from './result-proof.ts';
import { type VerifiedSentence, verifySentences } from './verify-sentences.ts';

/**
 * Tells what a model found by its tools: results by our own words, from their rows; then its sentences, as far as they are
 * borne out.
 *
 * @returns null where nothing is left to tell.
 */
export async function answerFromTools(decision: ToolAnswer, context: AnswerContext): Promise<Answer | null> {
  const { evidence } = decision;
  const sentences = fitting(
    verifySentences(decision.sentences, evidence.passages, context.question, evidence.results.map(proofOf)),
    context.maxCharacters,
  );
  const result = (number: number): FoundResult[] => evidence.results.slice(number - 1, number);
  const told = await Promise.all(decision.results.flatMap(result).map((one) => tellResult(one, context)));
  const text = sentences.map((one) => one.text).join(context.wording.sentenceGap);
  if (told.length === 0 && text === '') return null;
  // A figure in a sentence is read beside the rows that it comes from.
  const cited = [...new Set(sentences.flatMap(({ results }) => results))].filter(
    (number) => !decision.results.includes(number),
  );
  const beside = await Promise.all(cited.flatMap(result).map((one) => tellResult(one, context)));
  const claims = sentences.map((one) => claimOf(one, evidence.results, context));
  const [only] = told;
  const merged =
    only !== undefined && told.length === 1 && text === ''
      ? only
      : await merge(told, beside, { text, claims }, context);
  const usesQueries = told.length > 0 || beside.length > 0;
  const model = !usesQueries ? 'wrote' : claims.length > 0 ? 'planned_and_wrote' : 'planned';
  const isPartLost = decision.sentences.length > 0 && claims.length === 0;
  return notesOf(merged, usesQueries, isPartLost, context).reduce(withNote, { ...merged, model });
}

function notesOf(
  answer: Answer,
  usesQueries: boolean,
  isPartLost: boolean,
  { wording }: AnswerContext,
): string[] {
  return [
    ...(isPartLost ? [wording.model.partUnsupported()] : []),
    ...(answer.statement !== undefined
      ? [wording.model.statement()]
      : usesQueries
        ? [wording.model.planned()]
        : []),
  ];
}

/** Several answers as one: what each says, the rows of the first that has some, the queries of all. */
async function merge(
  told: readonly Answer[],
  beside: readonly Answer[],
  written: { readonly text: string; readonly claims: readonly Claim[] },
  context: AnswerContext,
): Promise<Answer> {
  const all = [...told, ...beside];
  const first = all.find((one) => one.rows !== undefined) ?? all[0];
  const queries = all.flatMap(({ query }) => query ?? []);
  const statement = all.find((one) => one.statement !== undefined)?.statement;
  const claims = [...told.flatMap((one) => one.claims), ...written.claims];
  const isSilent = written.claims.length === 0 && told.every((one) => one.abstained !== undefined);
  const abstained = isSilent ? told[0]?.abstained : undefined;
  const query = first?.query ?? queries[0];
  return {
    ...emptyAnswer(context),
    text: [...told.map((one) => one.text), written.text].filter((one) => one !== '').join('\n\n'),
    claims,
    ...(first?.rows === undefined ? {} : { rows: first.rows }),
    ...(first?.total === undefined ? {} : { total: first.total }),
    ...(query === undefined ? {} : { query }),
    ...(queries.length > 1
      ? { queries: [...queries].sort((one, other) => Number(other === query) - Number(one === query)) }
      : {}),
    ...(statement === undefined ? {} : { statement }),
    asOf: await freshness(context),
    ...(abstained === undefined ? {} : { abstained }),
    sources: uniqueCitations(claims.flatMap(({ citations }) => citations)),
  };
}

async function tellResult(found: FoundResult, context: AnswerContext): Promise<Answer> {
  if (found.kind !== 'cypher') return await answerFromPlan(found.plan, context);
  const { columns, rows, cut } = found.rows;
  const { wording, listLimit } = context;
  const statement = found.statement.replace(/\s+/g, ' ');
  const cells = rows
    .slice(0, listLimit)
    .map((row) => row.map((cell) => (Array.isArray(cell) ? cell.join(wording.comma) : String(cell ?? ''))));
  const table: AnswerTable = { columns, rows: cells.map((row) => ({ cells: row })) };
  const lines = cells.map((row) => `- ${row.join(' — ')}`);
  const rest = rows.length - cells.length;
  const more = cut ? wording.model.statementCut() : rest > 0 ? wording.more(rest, rows.length) : '';
  return {
    ...emptyAnswer(context),
    text: [wording.model.statementRows(rows.length), ...lines, more, wording.model.statementWas(statement)]
      .filter((line) => line !== '')
      .join('\n'),
    claims: lines.map((text) => ({ text, citations: [] })),
    rows: table,
    ...(cut ? {} : { total: rows.length }),
    statement,
    asOf: await freshness(context),
  };
}

function claimOf(
  { text, quotes, results }: VerifiedSentence,
  found: readonly FoundResult[],
  context: AnswerContext,
): Claim {
  const cited = results.flatMap((number): Citation[] => {
    const one = found[number - 1];
    if (one === undefined) return [];
    return [{ kind: 'result', id: '', key: String(number), title: titleOf(one, context), url: null }];
  });
  const passages = quotes.map(({ article, passage, quote }) => citePassage(article, passage, quote));
  return { text, citations: [...passages, ...cited] };
}

function titleOf(found: FoundResult, { wording }: AnswerContext): string {
  if (found.kind === 'cypher') return found.statement;
  const { query, named } = found.plan;
  if ('find' in query) return describeDated(query, named, wording);
  return `${wording.plural[query.paths.from.label]} → ${wording.plural[query.paths.to.label]}`;
}

/** As many sentences as an answer may be long. */
function fitting(sentences: readonly VerifiedSentence[], maxCharacters: number): VerifiedSentence[] {
  let room = maxCharacters;
  const kept: VerifiedSentence[] = [];
  for (const one of sentences) {
    room -= one.text.length + 1;
    if (room < 0) break;
    kept.push(one);
  }
  return kept;
}
