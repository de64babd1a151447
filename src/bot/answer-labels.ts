import { tellTime } from '../graph/tell-time.ts';
import type { Answer } from '../retrieval/answer.ts';

/** What an adapter itself says around an answer, in the answer's language. */
export interface AnswerLabels {
  readonly unanswered: string;
  readonly results: string;
  readonly sources: string;
  /** Over what comes nearest, where there is no answer. */
  readonly closest: string;
  readonly how: string;
  /** Under an explanation that does not fit. */
  readonly howToSeeAll: string;
  readonly never: string;
  /** A language model had a part in it. */
  readonly byModel: string;
  total(count: number): string;
  moreSources(count: number): string;
  /** Under a list that is cut. */
  rowsShown(first: number, last: number, total: number): string;
  candidatesLeft(count: number): string;
  /** Beside what is told of a person. */
  readonly profile: {
    readonly manager: string;
    readonly team: string;
    readonly location: string;
    readonly localTime: string;
    readonly email: string;
    readonly openRecord: string;
  };
  asOf(sources: string): string;
}

export const answerLabels: Readonly<Record<Answer['language'], AnswerLabels>> = {
  en: {
    unanswered: 'No answer in the data',
    results: 'Results',
    sources: 'Sources',
    closest: 'Closest',
    how: 'How did you get this?',
    howToSeeAll: 'The statement does not fit here; ask me “How did you get this?” to see it.',
    never: 'never synced',
    byModel: 'AI-generated',
    total: (count) => `${count} in total`,
    moreSources: (count) => `${count} more`,
    rowsShown: (first, last, total) =>
      first === 1 ? `The first ${last} of ${total} are shown.` : `${first} to ${last} of ${total} are shown.`,
    candidatesLeft: (count) => `${count} more; a fuller name tells them apart.`,
    profile: {
      manager: 'Manager',
      team: 'Team',
      location: 'Place',
      localTime: 'Local time',
      email: 'E-mail',
      openRecord: 'Open the record',
    },
    asOf: (sources) => `As of ${sources}`,
  },
  zh: {
    unanswered: '数据中没有答案',
    results: '结果',
    sources: '来源',
    closest: '最接近的内容',
    how: '这是怎么得出的？',
    howToSeeAll: '查询语句太长，这里放不下；问我“你是怎么得出的？”即可查看。',
    never: '从未同步',
    byModel: '由 AI 生成',
    total: (count) => `共 ${count} 条`,
    moreSources: (count) => `另外 ${count} 个`,
    rowsShown: (first, last, total) =>
      first === 1 ? `共 ${total} 条，显示前 ${last} 条。` : `共 ${total} 条，显示第 ${first} 至 ${last} 条。`,
    candidatesLeft: (count) => `另外 ${count} 个；请给出更完整的名称。`,
    profile: {
      manager: '上级',
      team: '团队',
      location: '地点',
      localTime: '当地时间',
      email: '邮箱',
      openRecord: '打开档案',
    },
    asOf: (sources) => `数据截至 ${sources}`,
  },
};

/** "As of …": how fresh each source is, those of the same minute together, in the reader's time zone; empty where nothing was looked up. */
export function asOfLine({ asOf, language }: Pick<Answer, 'asOf' | 'language'>, timeZone?: string): string {
  if (asOf.length === 0) return '';
  const labels = answerLabels[language];
  const named = new Map<string, string[]>();
  for (const { source, syncedAt } of asOf) {
    const time = syncedAt === null ? labels.never : tellTime(syncedAt, timeZone);
    named.set(time, [...(named.get(time) ?? []), source]);
  }
  const told = [...named].map(([time, sources]) => `${sources.join(', ')} ${time}`);
  return labels.asOf(told.join(' · '));
}
