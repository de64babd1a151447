import type { Lexicon } from '../lexicon.ts';
import { chineseAsking } from './zh/asking.ts';
import { chineseGrouping } from './zh/grouping.ts';
import { chineseLight } from './zh/light.ts';
import { chineseLogic } from './zh/logic.ts';
import { chineseNames } from './zh/names.ts';
import { chineseNouns } from './zh/nouns.ts';
import { chineseProperties } from './zh/properties.ts';
import { chineseReading } from './zh/reading.ts';
import { chineseReferences } from './zh/references.ts';
import { chineseRelations } from './zh/relations.ts';
import { chineseAsides, chinesePurposes, chineseRephrasings } from './zh/rephrasings.ts';
import { chineseRoles } from './zh/roles.ts';
import { chineseSmallWords } from './zh/small-words.ts';
import { chineseStates } from './zh/states.ts';
import { chineseTalk } from './zh/talk.ts';
import { chineseTimes } from './zh/times.ts';

export const chinese: Lexicon = {
  language: 'zh',
  name: 'Chinese',
  wordedIn: 'zh',
  script: 'Han',
  isSpaced: false,
  telling: new Set([...'谁哪吗呢请的是个', '什么', '多少', '麻烦', '怎么', '有没有', '有多', '什麼']),
  asksInPlace: true,
  possessives: ['的', "'s", "'"],
  times: chineseTimes,
  asides: chineseAsides,
  purposes: chinesePurposes,
  leaving: {
    now: /(?:快要?|即将|要|将|会|准备|打算)(?:离职|辞职|离开|走人|走了?(?:[?？\s]|$|的))/,
    ahead: /将|快要|快离|快走|要离|要走|会离|会走|准备|打算|下个?[月周季]|最后/,
  },
  starting: /将|快要|即将|要[来入]|会[来入]|下个?[月周季年]|明年|新来/,
  rephrasings: chineseRephrasings,
  commands: {
    whois: '{text}是谁？',
    tasks: '列出 {text} 的任务',
    ownTasks: '列出我的任务',
    states: [],
  },
  cues: {
    ...chineseAsking,
    ...chineseGrouping,
    ...chineseNouns,
    ...chineseRelations,
    ...chineseRoles,
    ...chineseProperties,
    ...chineseStates,
    ...chineseLogic,
    ...chineseReferences,
    ...chineseTalk,
    ...chineseLight,
  },
  // Those that seldom begin another word; 高, 方 or 金 do.
  surnames: [
    ...'王李刘陈杨赵吴徐孙胡朱郭罗宋郑谢韩唐冯邓曹彭蔡潘袁蒋杜魏吕丁沈姚卢姜崔谭汪廖贾邹熊孟秦邱侯尹薛闫龚',
    '张',
    '欧阳',
    '司马',
    '诸葛',
    '上官',
  ],
  smallWords: chineseSmallWords,
  names: chineseNames,
  reading: chineseReading,
  pagePlaces: ['空间', '文件夹', '目录', '栏目'],
  plainStates: [
    '已完成',
    '完成',
    '完成的',
    '已关闭',
    '关闭',
    '未完成',
    '待办',
    '未开始',
    '被阻塞',
    '阻塞',
    '已取消',
    '取消',
  ],
  numbers: { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 },
  ordinals: { 第一: 1, 第二: 2, 第三: 3, 第四: 4, 第五: 5 },
};
