import type { AnswerLanguage } from '../language.ts';
/** What an explanation says in one language. */
export interface ExplainWording {
  readonly links: string;
  readonly query: string;
  readonly rows: string;
  readonly passages: string;
  readonly sources: string;
  readonly parameters: string;
  /** The title over a statement; numbered where there are several. */
  statement(language: string, number: number | null): string;
  /** Stands for the ids of reading rules. */
  readonly rules: string;
  link(surface: string, meaning: string): string;
  /** Named by an earlier question. */
  linkBefore(meaning: string): string;
  lookedFor(phrase: string): string;
  /** No query fitted; the pages were searched. */
  lookedInPages(): string;
  paths(from: string, to: string, steps: number): string;
  asOfDay(day: string): string;
  /** The days on one of which it had to hold, as `HistoryWords.asked` says them. */
  during(days: string): string;
  givesCount(): string;
  givesExistence(): string;
  givesGroups(keys: string, measures: string): string;
  givesList(fields: string): string;
  orderedBy(keys: string): string;
  descending(key: string): string;
  total(count: number, shown: number): string;
  age(source: string, syncedAt: string, days: number): string;
  never(source: string): string;
  readonly topics: string;
  /** What a model found in a passage, with the page and section that it stands in. */
  topic(name: string, place: string, quote: string): string;
  readonly model: Readonly<Record<'planned' | 'wrote' | 'planned_and_wrote' | 'read' | 'none', string>>;
  /** Above an explanation that was asked for afterwards. */
  about(question: string): string;
  /** Asked before there was an answer. */
  nothingYet(): string;
}

export const explainWordings: Readonly<Record<AnswerLanguage, ExplainWording>> = {
  en: {
    links: 'What I took your words for',
    query: 'What I looked for',
    rows: 'What came back',
    passages: 'Passages used',
    sources: 'Age of the sources',
    parameters: 'with',
    statement: (language, number) =>
      `The statement that ran (${language}${number === null ? '' : `, ${number}`})`,
    rules: '(the rules that decide what you may read)',
    link: (surface, meaning) => `“${surface}”: ${meaning}`,
    linkBefore: (meaning) => `from before: ${meaning}`,
    lookedFor: (phrase) => `Looked for: ${phrase}`,
    lookedInPages: () => 'Looked for: passages of the pages with the words of the question',
    paths: (from, to, steps) => `Looked for: connections of up to ${steps} steps from ${from} to ${to}`,
    asOfDay: (day) => `As it was on ${day}`,
    during: (days) => `As it was on any day of these: ${days}`,
    givesCount: () => 'Gives: how many there are',
    givesExistence: () => 'Gives: whether there is one',
    givesGroups: (keys, measures) => `Gives: ${measures}, for each ${keys}`,
    givesList: (fields) => (fields === '' ? 'Gives: a list' : `Gives: a list with ${fields}`),
    orderedBy: (keys) => `In the order of: ${keys}`,
    descending: (key) => `${key}, falling`,
    total: (count, shown) =>
      shown === 0 || shown === count ? `${count} in all` : `${count} in all; the first ${shown}:`,
    age: (source, syncedAt, days) =>
      `${source}: last synced ${syncedAt}${days < 1 ? '' : `, ${days} ${days === 1 ? 'day' : 'days'} ago`}`,
    never: (source) => `${source}: never synced`,
    topics: 'Topics that a language model read in the pages',
    topic: (name, place, quote) => `“${name}”: by a model, from this passage: ${place}: “${quote}”`,
    model: {
      planned: 'A language model turned the question into this query; the rows are the graph’s.',
      wrote: 'A language model worded the sentences; each was checked against the passage that it quotes.',
      planned_and_wrote:
        'A language model turned the question into queries, whose rows are the graph’s, and worded the sentences beside them; each was checked against the rows or the passage that it cites.',
      read: 'A language model had named these topics when the pages were synced; it had no other part in it.',
      none: 'No language model had a part in it.',
    },
    about: (question) => `How I answered “${question}”:`,
    nothingYet: () => 'I have not answered anything in this conversation yet that I could explain.',
  },
  zh: {
    links: '我对您用词的理解',
    query: '我查找的内容',
    rows: '查询结果',
    passages: '引用的段落',
    sources: '各来源的更新时间',
    parameters: '参数',
    statement: (language, number) => `实际执行的语句（${language}${number === null ? '' : `，${number}`}）`,
    rules: '（决定您可读内容的规则）',
    link: (surface, meaning) => `“${surface}”：${meaning}`,
    linkBefore: (meaning) => `来自之前的问题：${meaning}`,
    lookedFor: (phrase) => `查找：${phrase}`,
    lookedInPages: () => '查找：含有问题用词的文章段落',
    paths: (from, to, steps) => `查找：从${from}到${to}、不超过 ${steps} 步的关联`,
    asOfDay: (day) => `以 ${day} 当日为准`,
    during: (days) => `以这些日子中的任一天为准：${days}`,
    givesCount: () => '返回：数量',
    givesExistence: () => '返回：是否存在',
    givesGroups: (keys, measures) => `返回：按${keys}分组的${measures}`,
    givesList: (fields) => (fields === '' ? '返回：列表' : `返回：列表，包含${fields}`),
    orderedBy: (keys) => `排序：${keys}`,
    descending: (key) => `${key}（降序）`,
    total: (count, shown) =>
      shown === 0 || shown === count ? `共 ${count} 条` : `共 ${count} 条，前 ${shown} 条：`,
    age: (source, syncedAt, days) => `${source}：上次同步于 ${syncedAt}${days < 1 ? '' : `，${days} 天前`}`,
    never: (source) => `${source}：从未同步`,
    topics: '语言模型从页面中读出的主题',
    topic: (name, place, quote) => `“${name}”：由语言模型读出，依据这一段落：${place}：“${quote}”`,
    model: {
      planned: '语言模型把问题转成了这个查询；数据来自图谱。',
      wrote: '句子由语言模型撰写，每一句都已与所引用的段落核对。',
      planned_and_wrote:
        '语言模型将问题转换为查询（结果来自图谱），并撰写了其余句子；每句都与其引用的结果或段落核对过。',
      read: '这些主题由语言模型在同步页面时读出；除此之外没有用到语言模型。',
      none: '没有用到语言模型。',
    },
    about: (question) => `我是这样回答“${question}”的：`,
    nothingYet: () => '在这次对话中，我还没有给出可以解释的回答。',
  },
};
