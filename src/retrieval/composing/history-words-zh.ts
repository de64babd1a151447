import { dayBefore } from '../../graph/held-days.ts';
import type { HistoryWords } from './history-words.ts';

const nouns: Readonly<Record<string, string>> = {
  REPORTS_TO: '上级',
  MEMBER_OF: '团队',
  LEADS: '负责',
  HELD: '职位',
};

const everSaid = (phrase: string): string => `现在或以前${phrase.replace(/^现在或以前/, '')}`;

export const historyChinese: HistoryWords = {
  period: (from, last, knownSince) => {
    if (from !== null) return last === null ? `自 ${from} 起` : `${from} 至 ${last}`;
    if (last !== null) return `至 ${last} 为止，起始日期没有记录`;
    return knownSince === null ? '起始日期没有记录' : `${knownSince} 时已是如此`;
  },
  days: '时间',
  asked: ({ from, to }) => {
    if (from === undefined) return `${to} 之前`;
    if (to === undefined) return `${from} 以来`;
    const last = dayBefore(to);
    return last === from ? `${from} 当天` : `${from} 至 ${last}`;
  },
  list: (total, phrase, when) => `${when === '' ? everSaid(phrase) : `${when}，${phrase}`}共 ${total} 个：`,
  former: (total, phrase) => `以前是、现在不再是的${phrase}，共 ${total} 个：`,
  count: (total, phrase, when) => `${when}，${phrase}共 ${total} 个。`,
  atLeast: (total, phrase, when) => `${when}，${phrase}至少 ${total} 个。`,
  titles: (subject, when) => `${subject}的职位${when === '' ? '' : `（${when}）`}：`,
  yes: (phrase, periods) => `是的，${periods}（${phrase}）。`,
  noOther: (phrase, others) => `不是：数据中那时没有${phrase}。数据中的记录：${others}。`,
  never: (phrase, knownSince) =>
    `不是：数据中现在和以前都没有${phrase}${knownSince === null ? '' : `；这方面的记录始于 ${knownSince}`}。`,
  neverSince: (phrase) => `我不知道从何时开始：数据中现在和以前都没有${phrase}。`,
  nobody: (phrase, when, others) => `${when}，没有找到${phrase}。已有的记录：${others}。`,
  noFormer: (phrase) => `没有以前是、现在不再是的记录（${phrase}）。`,
  neverAny: (phrase) => `现在和以前都没有找到${phrase}。`,
  unsure: (names, phrase, knownSince) =>
    `以下${phrase}无法确定：${knownSince} 时已是如此，但没有来源说明始于何时：${names}。`,
  unknown: (when, knownSince, first) =>
    `我不知道那么早的情况（${when}）。${knownSince === null ? '' : `数据中的记录始于 ${knownSince}${first === '' ? '' : `：${first}`}。`}`,
  partly: (knownSince) => `数据中的记录始于 ${knownSince}，此前的情况我不知道。`,
  since: (phrase, periods) => `${phrase}：${periods}。`,
  sinceUnknown: (phrase, knownSince) =>
    `我不知道始于何时（${phrase}）：${knownSince} 时已是如此，没有来源说明起始日期。`,
  before: (pivot, phrase, told) => `${pivot}之前（${phrase}）：${told}。`,
  after: (pivot, phrase, told) => `${pivot}之后（${phrase}）：${told}。`,
  noneBefore: (pivot, phrase) => `我不知道：在${phrase}中，${pivot}是有记录的第一位。`,
  noneAfter: (pivot, phrase) => `目前没有：在${phrase}中，${pivot}是有记录的最后一位。`,
  pivotNever: (pivot, phrase) => `现在和以前的${phrase}中都没有${pivot}。`,
  change: {
    column: '变动',
    intro: (total, when) => `${when}，有变动的人共 ${total} 位：`,
    none: (when) => `${when}，没有找到变动。`,
    joined: (day) => `${day} 入职`,
    left: (day) => `最后工作日 ${day}`,
    became: (type, now, before, day) => {
      const noun = nouns[type] ?? type;
      if (now.length === 0)
        return `自 ${day} 起不再${type === 'LEADS' ? '负责' : `有${noun}`} ${before.join('、')}`;
      return `自 ${day} 起${noun}：${now.join('、')}${before.length === 0 || type === 'LEADS' ? '' : `（此前：${before.join('、')}）`}`;
    },
    partly: (knownSince) => `${knownSince} 之前的变动，只有来源注明日期的才知道。`,
  },
};
