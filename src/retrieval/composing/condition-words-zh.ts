import type { Comparison, ConditionWords } from './condition-words.ts';
import { chineseProperties, chineseVerb, isChineseDay } from './property-words-zh.ts';

const than: Readonly<Record<Comparison, string>> = {
  eq: '等于',
  lt: '小于',
  lte: '不超过',
  gt: '大于',
  gte: '不小于',
};
const onDay: Readonly<Record<Comparison, string>> = {
  eq: '等于',
  lt: '早于',
  lte: '不晚于',
  gt: '晚于',
  gte: '不早于',
};

const countThan: Readonly<Record<Comparison, string>> = {
  eq: '数等于',
  lt: '少于',
  lte: '不多于',
  gt: '多于',
  gte: '不少于',
};

/** The other of a node's own. */
const otherEnds: Readonly<Record<string, string>> = {
  'REPORTS_TO out': '其上级',
  'REPORTS_TO in': '其下属',
  'BLOCKS in': '阻塞它的任务',
  'BLOCKS out': '被它阻塞的任务',
  'SUBTASK_OF out': '其父任务',
  'SUBTASK_OF in': '其子任务',
  'PART_OF out': '其上级团队',
  'PART_OF in': '其下级团队',
  'CHILD_OF out': '其上级页面',
  'CHILD_OF in': '其下级页面',
};

const counted: Readonly<Record<string, string>> = {
  'REPORTS_TO in': '直接下属',
  'BLOCKS in': '阻塞它的任务',
  'SUBTASK_OF in': '子任务',
};

export const conditionsInChinese: ConditionWords = {
  compared: (name, op, value) => `${name}${than[op]} ${value} `,
  comparedWith: (property, op, other) => {
    const name = chineseProperties[other] ?? other;
    return isChineseDay(property)
      ? `${chineseVerb(property)}${onDay[op]}${name}`
      : `${chineseProperties[property] ?? property}${than[op]}${name}`;
  },
  comparedToOther: (property, name, op, other) => {
    if (op === 'eq') return `${name}与${other}相同`;
    return isChineseDay(property)
      ? `${chineseVerb(property)}${onDay[op]}${other}`
      : `${name}${than[op]}${other}的${name}`;
  },
  unlikeOther: (name, other) => `${name}与${other}不同`,
  counted: ({ type, direction }) => counted[`${type} ${direction}`],
  countedToOther: (counted, op, other) => `${counted}${countThan[op]}${other}`,
  sharing: (what, other) => `与${other}在同一${what}`,
  otherEnd: ({ type, direction, transitive }, other, isDescribed) => {
    const end = otherEnds[`${type} ${direction}`] ?? `另一${other}`;
    const said = transitive === true ? `直接或间接的${end}` : end;
    return isDescribed ? `${said}（${other}）` : said;
  },
  left: '已离职',
  containing: (name, text) => `${name}含“${text}”`,
  beginningWith: (name, text) => `${name}以“${text}”开头`,
  having: (name, value) => `${name}中有“${value}”`,
  indirectly: (phrase) => `直接或间接${phrase}`,
  inRole: (phrase, role) => `以 ${role} 的角色${phrase}`,
  ever: (phrase) => `现在或以前${phrase}`,
  began: (phrase, days) => `${phrase}（始于：${days}）`,
  ended: (phrase, days) => `${phrase}（结束于：${days}）`,
  only: (phrase) => `仅${phrase}`,
  together: (phrase) => `（${phrase}）`,
  onDay: (phrase, day) => `${phrase}（以 ${day} 当日为准）`,
  onDays: (phrase, days) => `${phrase}（以其中任一天为准：${days}）`,
  related: {
    'MENTIONS out': (what) => `提到${what}`,
    'MENTIONS in': (what) => `被${what}提到`,
    'SUBTASK_OF out': (what) => `作为${what}的一部分`,
    'SUBTASK_OF in': (what) => `包含${what}`,
    'DESCRIBED_BY out': (what) => `记录于${what}`,
    'DESCRIBED_BY in': (what) => `说明${what}`,
    'CHILD_OF out': (what) => `位于${what}之下`,
    'CHILD_OF in': (what) => `位于${what}之上`,
    'LINKS_TO out': (what) => `链接到${what}`,
    'LINKS_TO in': (what) => `被${what}链接`,
    'HAS_PASSAGE out': (what) => `含${what}`,
    'HAS_PASSAGE in': (what) => `属于${what}`,
    'NEXT out': (what) => `位于${what}之前`,
    'NEXT in': (what) => `位于${what}之后`,
    'ABOUT out': (what) => `关于${what}`,
    'ABOUT in': (what) => `是${what}的主题`,
    'HELD in': (what) => `由${what}担任`,
  },
};
