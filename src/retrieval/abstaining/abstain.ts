import type { Answer, Citation, Knower } from '../answer.ts';
import { type AnswerContext, emptyAnswer, freshness } from '../composing/answer-context.ts';
import { citeRecord } from '../composing/cite.ts';
import { nodeName } from '../composing/node-name.ts';
import { tellCandidates } from '../composing/tell-candidates.ts';
import { abstainWordings } from './abstain-wording.ts';
import { type Gap, reasonOf, type Subject } from './gap.ts';
import { whoWouldKnow } from './who-would-know.ts';

/**
 * An answer that says why there is none, and what helps on: names that are nearly the one asked for, the closest thing that
 * there is, who would know, and where was looked. All of it within what the viewer may read.
 */
export async function abstain(
  gap: Gap,
  context: AnswerContext,
  found: Partial<Pick<Answer, 'query' | 'rows' | 'total'>> = {},
): Promise<Answer> {
  const asOf = await freshness(context);
  // Neither a policy nor a question that was not understood has anything to do with the sources.
  const looked = gap.kind === 'no_such' || gap.kind === 'no_page' || reasonOf[gap.kind] === 'no_data';
  const lookedAt = looked ? asOf.map((one) => one.source) : [];
  const near = gap.kind === 'no_such' ? await tellCandidates(gap.near, gap.surface, context) : [];
  const closest = await closestOf(gap, context);
  const wouldKnow = closest === null ? [] : await whoWouldKnow(closest.subject, context);
  const { wording, language } = context;
  const words = abstainWordings[language];
  const isEmpty = asOf.length > 0 && asOf.every(({ syncedAt }) => syncedAt === null);
  if (isEmpty) {
    const text = words.nothingSynced(asOf.map((one) => one.source).join(wording.comma));
    return { ...emptyAnswer(context), text, asOf, abstained: { reason: 'no_data', lookedAt: [] } };
  }
  const sentences = [
    tellGap(gap, context),
    near.length === 0
      ? ''
      : words.didYouMean(near.map((one) => (one.detail === '' ? one.name : `${one.name} (${one.detail})`))),
    closest !== null && gap.kind === 'no_page'
      ? words.closest(wording.singular[closest.subject.label], closest.name)
      : '',
    tellKnowers(wouldKnow, closest?.short ?? '', context),
    lookedAt.length === 0 ? '' : wording.lookedAt(lookedAt.join(wording.comma)),
  ];
  return {
    ...emptyAnswer(context),
    ...found,
    text: sentences.filter((one) => one !== '').join(wording.sentenceGap),
    asOf,
    abstained: {
      reason: reasonOf[gap.kind],
      lookedAt,
      ...(closest === null ? {} : { closest: closest.citation }),
      ...(wouldKnow.length === 0 ? {} : { wouldKnow }),
    },
    ...(near.length === 0 ? {} : { candidates: near }),
  };
}

function tellGap(gap: Gap, { wording, language }: AnswerContext): string {
  const words = abstainWordings[language];
  switch (gap.kind) {
    case 'no_such':
      return gap.label === null
        ? wording.unknownName(gap.surface)
        : (words.noSuch[gap.label]?.(gap.surface) ?? wording.unknownName(gap.surface));
    case 'not_recorded':
      return gap.source === null ? wording.noneAtAll(gap.what) : words.noneInSource(gap.source, gap.what);
    case 'no_value':
      return gap.text;
    case 'withheld':
      return wording.withheld(wording.property[gap.property] ?? gap.property.replace(/^extra\./, ''));
    case 'no_page':
      return gap.pages === undefined ? wording.notUnderstood() : words.noneOfPages(gap.pages);
    case 'no_asker':
      return wording.unknownAsker();
    case 'no_article':
      return wording.unknownArticle();
    case 'unclear':
      return wording.unclear();
    case 'no_median':
      return wording.noMedian();
  }
}

interface Closest {
  readonly subject: Subject;
  readonly name: string;
  /** Where it was named before: a task by its key alone. */
  readonly short: string;
  readonly citation: Citation;
}

/** What the graph has of what was asked about; null where it has nothing, or the viewer may not read it. */
async function closestOf(gap: Gap, { graph, viewer, wording }: AnswerContext): Promise<Closest | null> {
  const subject = gap.kind === 'no_page' ? gap.closest : 'subject' in gap ? gap.subject : null;
  if (subject === null) return null;
  const [node] = await graph.readNodes([subject.id], viewer);
  if (node === undefined) return null;
  const citation = citeRecord(node);
  if (citation.title === '') return null;
  const { id, label, key } = node;
  const isTitle = label === 'Article';
  const name = isTitle ? wording.quote(citation.title) : nodeName({ label, name: citation.title, key });
  return { subject: { id, label }, name, short: label === 'Task' && key !== '' ? key : name, citation };
}

function tellKnowers(knowers: readonly Knower[], of: string, { language }: AnswerContext): string {
  const [first] = knowers;
  if (first === undefined) return '';
  const names = knowers.map((one) => one.name);
  return abstainWordings[language].wouldKnow(names, first.role, of);
}
