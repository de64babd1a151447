import type { RelationshipType } from '../../../graph-schema/index.ts';
import type { PersonalRecords } from '../../access/count-personal-records.ts';
import type { Condition, Field, FindQuery, RelatedValue, Row } from '../../graph/graph-query.ts';
import type { StoredNode } from '../../graph/graph-store.ts';
import { operatorViewer } from '../../graph/viewer.ts';
import type { Answer } from '../answer.ts';
import type { AnswerLanguage } from '../language.ts';
import type { AboutMeWords } from './about-me-words.ts';
import { aboutMeInEnglish } from './about-me-words-en.ts';
import { aboutMeInChinese } from './about-me-words-zh.ts';
import { type AnswerContext, emptyAnswer, freshness } from './answer-context.ts';
import { citeNode } from './cite.ts';
import { propertyName } from './property-name.ts';
import { show } from './row-values.ts';

/** What is kept of somebody beside their own record. */
export interface KeptOfPerson extends PersonalRecords {
  /** Accounts and records of theirs in other sources. */
  readonly accounts: readonly RecordOfPerson[];
  /** What identity providers pushed. */
  readonly pushed: readonly RecordOfPerson[];
}

interface RecordOfPerson {
  readonly source: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
}

const aboutMeWords: Readonly<Record<AnswerLanguage, AboutMeWords>> = {
  en: aboutMeInEnglish,
  zh: aboutMeInChinese,
};

const mostListed = 50;

const ties = [
  ['WORKS_FOR', 'Company', 'company'],
  ['HELD', 'Position', 'title'],
  ['MEMBER_OF', 'Team', 'teams'],
  ['LEADS', 'Team', 'leads'],
  ['REPORTS_TO', 'Employee', 'manager'],
] as const satisfies readonly (readonly [RelationshipType, string, string])[];

/**
 * "What do you know about me?": all of the asker's own record, whatever the policy keeps from others, and what leads to it, to
 * them alone. Tasks and pages are those that they may read.
 */
export async function composeAboutMe(context: AnswerContext): Promise<Answer> {
  const words = aboutMeWords[context.language];
  const refused = { ...emptyAnswer(context), abstained: { reason: 'withheld', lookedAt: [] } } as const;
  if (context.isShared === true) return { ...refused, text: words.onlyInPrivate };
  const { graph, askerId } = context;
  // One's own record is read whole: a policy keeps it from others.
  const [node] = askerId === null ? [] : await graph.readNodes([askerId], operatorViewer);
  if (askerId === null || node === undefined)
    return { ...refused, text: words.nobody, abstained: { reason: 'not_possible', lookedAt: [] } };
  const name = String(node.properties.name ?? '');
  const kept = await context.keptOf?.(askerId);
  const sections = [
    section(words.record, recordLines(node, words, context)),
    section(words.accounts, (kept?.accounts ?? []).map(recordLine)),
    section(words.pushed, (kept?.pushed ?? []).map(recordLine)),
    section(words.history, await tieLines(askerId, words, context)),
    ...(await thingSections(askerId, words, context)),
    section(words.kept, keptLines(kept, words)),
  ];
  const text = [words.head(name), ...sections.filter((one) => one !== ''), words.bounds].join('\n\n');
  const citation = citeNode(askerId, { label: 'Employee', name, key: node.key });
  return {
    ...emptyAnswer(context),
    text,
    claims: [{ text, citations: [citation] }],
    sources: [citation],
    asOf: await freshness(context),
  };
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [`${title}:`, ...lines.map((line) => `- ${line}`)].join('\n');
}

function recordLines(
  { properties, extra, source, key, sourceUrl }: StoredNode,
  words: AboutMeWords,
  { wording }: AnswerContext,
): string[] {
  const own = Object.entries(properties).flatMap(([name, value]) => {
    const shown = show(value, name, wording);
    return shown === '' ? [] : [`${propertyName(wording, 'Employee', name)}: ${shown}`];
  });
  const extras = Object.entries(extra).map(([name, value]) => `${name}: ${value}`);
  return [
    ...own,
    ...extras,
    `${words.from(source)} (${[key, sourceUrl].filter((one) => one !== null).join(', ')})`,
  ];
}

/** Where they belonged and whom they reported to, with the days. */
async function tieLines(askerId: string, words: AboutMeWords, context: AnswerContext): Promise<string[]> {
  const { graph, today, wording } = context;
  const fields = ties.map(
    ([type, label, as]): Field => ({
      related: { type, direction: 'out', label, ever: true },
      property: label === 'Position' ? 'title' : 'name',
      as,
      periods: true,
    }),
  );
  const result = await graph.query(
    { find: 'Employee', where: isNode(askerId), return: { kind: 'list', fields } },
    operatorViewer,
    today,
  );
  const row = result.kind === 'list' ? result.rows[0] : undefined;
  return ties.flatMap(([, , as]) =>
    ((row?.values[as] ?? []) as readonly RelatedValue[]).map(({ name, period }) => {
      const told = period === undefined ? '' : words.period(period.from, period.to);
      return `${propertyName(wording, 'Employee', as)}: ${name}${told === '' ? '' : ` ${told}`}`;
    }),
  );
}

async function thingSections(
  askerId: string,
  words: AboutMeWords,
  context: AnswerContext,
): Promise<string[]> {
  const byMe = (type: RelationshipType): Condition => ({
    related: { type, direction: 'in', label: 'Employee', ever: true },
    where: isNode(askerId),
  });
  const namesMe: Condition = {
    related: { type: 'MENTIONS', direction: 'out', label: 'Employee' },
    where: isNode(askerId),
  };
  const inPassage: Condition = {
    related: { type: 'HAS_PASSAGE', direction: 'out', label: 'Passage' },
    where: namesMe,
  };
  const asked: readonly (readonly [string, readonly (readonly ['Task' | 'Article', Condition])[]])[] = [
    [words.tasks, [['Task', byMe('ASSIGNED_TO')]]],
    [words.reported, [['Task', { any: [byMe('REPORTED'), byMe('APPROVED')] }]]],
    [words.pages, [['Article', byMe('AUTHORED')]]],
    [
      words.mentions,
      [
        ['Article', inPassage],
        ['Task', namesMe],
      ],
    ],
  ];
  const sections: string[] = [];
  for (const [title, queries] of asked) {
    const lines: string[] = [];
    for (const [find, where] of queries) lines.push(...(await things({ find, where }, words, context)));
    sections.push(section(title, lines));
  }
  return sections;
}

async function things(
  query: Pick<FindQuery, 'find' | 'where'>,
  words: AboutMeWords,
  { graph, viewer, today }: AnswerContext,
): Promise<string[]> {
  const result = await graph.query(
    {
      ...query,
      return: { kind: 'list', fields: [{ property: 'key' }], orderBy: [{ by: 'key' }], limit: mostListed },
    },
    viewer,
    today,
  );
  if (result.kind !== 'list') return [];
  const lines = result.rows.map((row: Row) => `${String(row.values.key ?? '')} ${row.name}`.trim());
  const rest = result.total - lines.length;
  return rest > 0 ? [...lines, words.more(rest)] : lines;
}

function recordLine({ source, key, fields }: RecordOfPerson): string {
  const told = Object.entries(fields).map(([name, value]) => `${name}: ${value.replaceAll('\n', ', ')}`);
  return [`${source}: ${key}`, ...told].join('; ');
}

function keptLines(kept: KeptOfPerson | undefined, words: AboutMeWords): string[] {
  if (kept === undefined) return [];
  return [
    ...(kept.hasSettings ? [words.settings] : []),
    ...(kept.replies > 0 ? [words.replies(kept.replies)] : []),
    ...(kept.opinions > 0 ? [words.opinions(kept.opinions)] : []),
    ...(kept.unanswered > 0 ? [words.unanswered(kept.unanswered)] : []),
    ...(kept.sessions > 0 ? [words.sessions(kept.sessions)] : []),
    ...(kept.platforms > 0 ? [words.platforms(kept.platforms)] : []),
    ...(kept.identities > 0 ? [words.identities(kept.identities)] : []),
    words.conversations,
    words.runs,
    words.trail,
  ];
}

const isNode = (id: string): Condition => ({ property: 'id', op: 'eq', value: id });
