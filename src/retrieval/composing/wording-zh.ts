import type { Comparison } from './condition-words.ts';
import { conditionsInChinese } from './condition-words-zh.ts';
import { historyChinese } from './history-words-zh.ts';
import { linksInChinese } from './link-words.ts';
import { chineseProperties as property, chineseVerb as verb } from './property-words-zh.ts';
import type { Wording } from './wording.ts';

const nouns = {
  Employee: '人员',
  Position: '职位',
  Team: '团队',
  Company: '公司',
  Project: '项目',
  Task: '任务',
  Article: '文章',
  Passage: '段落',
  Topic: '主题',
  Identity: '账号',
  Acl: '规则',
  Source: '数据源',
  SyncRun: '同步',
  Question: '问题',
};
const operators: Readonly<Record<Comparison, string>> = {
  eq: '恰好',
  gt: '多于',
  gte: '至少',
  lt: '少于',
  lte: '至多',
};
const classifier = (noun: string): string =>
  noun === nouns.Employee ? '位' : noun === nouns.Article ? '篇' : noun === nouns.Company ? '家' : '个';

const timeSpan = (years: number, months: number, days: number): string =>
  `${years > 0 ? `${years} 年` : ''}${months > 0 ? ` ${months} 个月` : ''}${years === 0 && months === 0 ? `${days} 天` : ''}`;

/** A space between a name in letters and a figure behind it. */
const apart = (before: string, after = ''): string =>
  /[\p{Script=Latin}\d]$/u.test(before) && /^\d/.test(after) ? ' ' : '';

export const chinese: Wording = {
  plural: nouns,
  singular: nouns,
  status: { todo: '待办', in_progress: '进行中', blocked: '受阻', done: '已完成', cancelled: '已取消' },
  open: '未完成',
  property,
  and: '和',
  or: '或',
  comma: '、',
  semicolon: '；',
  sentenceGap: '',
  unnamedValue: '（无）',
  quote: (text) => `“${text}”`,
  // What describes a noun stands before it.
  phrase: (noun, before, after) =>
    `${[...after.map((part) => `${part}的`), ...before.map((part) => `${part}的`)].join('')}${noun}`,
  related: {
    assignedTo: (what) => `被分配到${what}`,
    assignees: (who) => `分配给${who}`,
    approves: (what) => `审批${what}`,
    approvedBy: (who) => `由${who}审批`,
    reported: (what) => `提出${what}`,
    reportedBy: (who) => `由${who}提出`,
    memberOf: (team) => `属于 ${team}`,
    hasMember: (who) => `${who}所属`,
    leads: (what, role) => (role === null ? `领导${what}` : `担任${what} ${role}`),
    ledBy: (who, role) => (role === null ? `由${who}领导` : `由${who}担任 ${role}`),
    held: (title) => `担任${title}的`,
    worksFor: (company) => `来自 ${company}`,
    employs: (who) => `雇用${who}`,
    ownedBy: (team) => `${team} `,
    owns: (what) => `拥有${what}`,
    reportsTo: (who, all) => (all ? `直接或间接向${who}汇报` : `直接向${who}汇报`),
    manages: (who) => `管理${who}`,
    blocks: (what) => `阻塞${what}`,
    blockedBy: (what) => `等待${what}`,
    partOf: (team) => `隶属于${team}`,
    hasPart: (team) => `${team}所隶属`,
    authored: (what) => `撰写${what}`,
    authoredBy: (who) => `由${who}撰写`,
  },
  some: {
    'REPORTS_TO out': { has: '有上级', lacks: '没有上级' },
    'REPORTS_TO in': { has: '有下属', lacks: '没有下属' },
    'ASSIGNED_TO in': { has: '有负责人', lacks: '没有负责人' },
    'ASSIGNED_TO out': { has: '有任务', lacks: '没有任务' },
    'LEADS in': { has: '有负责人', lacks: '没有负责人' },
    'LEADS out': { has: '领导团队', lacks: '不领导团队' },
    'MEMBER_OF in': { has: '有成员', lacks: '没有成员' },
    'MEMBER_OF out': { has: '属于团队', lacks: '不属于任何团队' },
    'DESCRIBED_BY out': { has: '有页面说明', lacks: '没有页面说明' },
    'APPROVED in': { has: '有审批人', lacks: '没有审批人' },
    'OWNED_BY out': { has: '归属团队', lacks: '不归属任何团队' },
    'OWNED_BY in': { has: '有任务', lacks: '没有任务' },
  },
  // What somebody has is said with 的, what they do without.
  statement: (subject, described) =>
    `${subject}${/^[职邮地办入]/.test(described[0] ?? '') ? '的' : apart(subject, described[0])}${described.join('，')}`,
  predicate: (described) => described.map((one) => one.replace(/的$/, '').trim()).join('且'),
  share: (percent, count, whole, phrase, said) =>
    `${percent}%：${phrase}共 ${whole}，其中${said}的有 ${count}。`,
  shareOf: (name, percent, count, whole) => `${name}：${percent}%（${whole} 中的 ${count}）`,
  sharesIntro: (phrase, said) => `${phrase}中${said}的占比：`,
  every: (whole, phrase, said, isNone) =>
    isNone ? `是的：${phrase}共 ${whole}，没有一个${said}。` : `是的：${phrase}共 ${whole}，全部${said}。`,
  notEvery: (whole, phrase, said, exceptions, isNone) =>
    isNone
      ? `不是：${phrase}共 ${whole}，其中 ${exceptions} 个${said}：`
      : `不是：${phrase}共 ${whole}，${whole - exceptions} 个${said}，以下 ${exceptions} 个不是：`,
  not: (phrase) => `不${phrase}`,
  otherThan: (names) => `${names}以外`,
  inPlace: (place) => `在 ${place} `,
  withSomeValue: (name) => `有${name}`,
  withoutValue: (name) => `没有${name}`,
  ownTeam: (name) => `${name}所在的团队`,
  among: (phrase) => `范围：${phrase}`,
  partsLeftOut: (team, parts) => `未包括${team}的下级团队：${parts}。`,
  condition: conditionsInChinese,
  withValue: (name, value) => `${name}为 ${value}`,
  amount: (op, value, noun) => `${operators[op]} ${value} 个${noun}`,
  withAmount: (amount) => `有${amount}`,
  day: {
    between: (name, from, last) =>
      from === last ? `${from} ${verb(name)}` : `${from} 至 ${last} ${verb(name)}`,
    from: (name, day) => `${day} 起${verb(name)}`,
    before: (name, day) => `${day} 之前${verb(name)}`,
    yearly: (name, from, to) => `历年 ${from} 至 ${to} ${verb(name)}`,
  },
  count: (total, phrase, noun) => `${phrase}共有 ${total} ${classifier(noun)}。`,
  listOf: (total, phrase) => `${phrase}（共 ${total}）：`,
  noneOf: (phrase) => `没有找到${phrase}。`,
  more: (rest, total) => `……另有 ${rest} 条（共 ${total}）。`,
  yes: (statement) => `是的：${statement}。`,
  onlyIndirectly: () => '但间接（通过中间的上级）是的。',
  contradictions: () => '以下页面说法不一，最新的排在最前：',
  saysInstead: (title, day, quote) => `- “${title}”（${day ?? '日期不明'}）：${quote}`,
  leftOut: (asides) => `未理解${asides.map((one) => `“${one}”`).join('、')}，回答未考虑这部分。`,
  readAs: (slips) => `已按${slips.map(({ written, meant }) => `“${meant}”理解“${written}”`).join('、')}。`,
  followUps: {
    which: () => '有哪些？',
    overdue: () => '其中哪些逾期了？',
    withOverdue: () => '他们有哪些逾期的任务？',
    workingOn: (name) => `${name}的未完成任务有哪些？`,
    reports: (name) => `谁向${name}汇报？`,
    assignee: (key) => `${key} 谁在做？`,
  },
  noBut: (statement) => `不是：${statement}。`,
  no: (statement) => `不是：数据中没有“${statement}”这一记录。`,
  value: (subject, name, value) => `${subject}的${name}：${value}。`,
  noValue: (subject, name) => `数据中没有记录${subject}的${name}。`,
  duration: (subject, years, months, days, since, today) =>
    `${subject}已在公司工作 ${timeSpan(years, months, days)}，自 ${since} 起（截至 ${today}）。`,
  workedUntil: (subject, years, months, days, since, until) =>
    `${subject}在公司工作了 ${timeSpan(years, months, days)}，从 ${since} 到 ${until}。`,
  timeSpan,
  history: historyChinese,
  length: {
    completion: (days) => `${days.toFixed(1)} 天`,
    tenure: (days) => `${(days / 365.25).toFixed(1)} 年`,
    age: (days) => `${days.toFixed(1)} 天`,
  },
  lasting: {
    completion: {
      avg: (length, count, phrase) =>
        `${phrase}从创建到完成平均用时 ${length}（${count} 个有两个日期的任务）。`,
      min: (length, count, phrase) => `${phrase}从创建到完成最短用时 ${length}（共 ${count} 个）。`,
      max: (length, count, phrase) => `${phrase}从创建到完成最长用时 ${length}（共 ${count} 个）。`,
    },
    tenure: {
      avg: (length, count, phrase) => `${phrase}平均工龄 ${length}（${count} 位有入职日期）。`,
      min: (length, count, phrase) => `${phrase}最短工龄 ${length}（${count} 位有入职日期）。`,
      max: (length, count, phrase) => `${phrase}最长工龄 ${length}（${count} 位有入职日期）。`,
    },
    age: {
      avg: (length, count, phrase) => `${phrase}平均已开启 ${length}（共 ${count} 个）。`,
      min: (length, count, phrase) => `${phrase}最少已开启 ${length}（共 ${count} 个）。`,
      max: (length, count, phrase) => `${phrase}最多已开启 ${length}（共 ${count} 个）。`,
    },
  },
  lastingIntro: {
    completion: {
      avg: (phrase) => `${phrase}从创建到完成的平均天数：`,
      min: (phrase) => `${phrase}从创建到完成的最短天数：`,
      max: (phrase) => `${phrase}从创建到完成的最长天数：`,
    },
    tenure: {
      avg: (phrase) => `${phrase}的平均工龄：`,
      min: (phrase) => `${phrase}的最短工龄：`,
      max: (phrase) => `${phrase}的最长工龄：`,
    },
    age: {
      avg: (phrase) => `${phrase}平均已开启的天数：`,
      min: (phrase) => `${phrase}最少已开启的天数：`,
      max: (phrase) => `${phrase}最多已开启的天数：`,
    },
  },
  lengthOf: (group, length, count) => `${group}：${length}（共 ${count}）`,
  employed: (subject, company) =>
    `${subject}在通讯录中${company === '' ? '' : `，就职于 ${company}`}，没有记录离职日期。`,
  ended: (subject, day) => `${subject}：最后工作日 ${day}。`,
  hadLeft: (subject, day) => `${subject}已离职；最后工作日（${day}）时：`,
  mean: (value, phrase, count, groups, one) =>
    `每个${one}平均 ${value} 个${phrase}（${groups} 个${one}，共 ${count}）。`,
  meanOfReports: (value, count, managers) =>
    `每位上级平均有 ${value} 名直接下属（${managers} 位上级，共 ${count} 名）。`,
  compared: (holds, figures, phrase) => `${holds ? '是的' : '不是'}。${figures}（${phrase}）。`,
  difference: (more, figures, phrase) =>
    more === 0
      ? `一样多。${figures}（${phrase}）。`
      : `${more > 0 ? '多' : '少'} ${Math.abs(more)}。${figures}（${phrase}）。`,
  twoCounts: (count, phrase, other, otherPhrase) => `${phrase}：${count}；${otherPhrase}：${other}。`,
  counted: (more, figures) =>
    more === 0 ? `一样多。${figures}` : `${more > 0 ? '多' : '少'} ${Math.abs(more)}。${figures}`,
  yesNoCounted: (holds, figures) => `${holds ? '是的' : '不是'}。${figures}`,
  peopleBetween: (_, one, other) => `汇报关系上介于${one}与${other}之间的人员`,
  pair: (name, value) => `${name}：${value}`,
  same: (property, value) => `是的，${property}相同：${value}。`,
  comparedWhich: (name, figures, phrase) =>
    name === null ? `一样多。${figures}（${phrase}）。` : `${name}。${figures}（${phrase}）。`,
  knowers: (total, about) =>
    `数据中没有记录谁了解，但有 ${total} 位的任务或页面涉及${about}，或与之一同被提及；按撰写页面、完成任务的多少排列：`,
  noKnowers: (about) => `数据中没有人的任务或页面涉及${about}，也没有人与之一同被提及。`,
  existing: (list) => `是的。${list}`,
  notExisting: (phrase) => `没有。没有找到${phrase}。`,
  talk: {
    hello: '您好！可以问我人员、团队、任务或维基内容，例如：平台团队由谁负责？',
    thanks: '不客气。',
    bye: '再见！',
    self: '我根据公司的通讯录、任务系统和维基回答问题，说明每个答案的依据；数据中没有的，我会直说。',
    help: '我根据通讯录、任务系统和维基回答问题，例如：\n- 平台团队由谁负责？\n- 每个团队有多少未完成任务？\n- 哪些任务逾期了？\n- 我的上级是谁？\n- 一年有几天年假？',
    insult: '抱歉没能帮上忙。您可以问我关于人员、团队、任务或维基的问题，我来查。',
    change: '我只回答问题，不会更改任何数据。请在数据所在的系统中修改。',
    orders: '我只根据公司数据回答问题，不接受其他指令。',
  },
  openFor: (subject, days, since, today) => `${subject}已开放 ${days} 天，自 ${since} 起（截至 ${today}）。`,
  took: (subject, days) => `${subject}用了 ${days} 天。`,
  dueIn: (subject, days, due, today) =>
    days < 0
      ? `${subject}已逾期 ${-days} 天：截止日期是 ${due}（截至 ${today}）。`
      : days === 0
        ? `${subject}今天（${due}）到期。`
        : `${subject}还有 ${days} 天到期，截止日期是 ${due}（截至 ${today}）。`,
  doneLate: (subject, days, due, completed) =>
    `${subject}已完成：截止日期是 ${due}，完成日期是 ${completed}，${
      days === 0 ? '正好按期' : days > 0 ? `晚了 ${days} 天` : `提前了 ${-days} 天`
    }。`,
  dueNoMore: (subject, due) => `${subject}已取消，原截止日期是 ${due}。`,
  group: (name, count) => `${name}：${count}`,
  figuresOf: (name, figures) => `${name} — ${figures}`,
  groupsIntro: (phrase) => `${phrase}：`,
  most: (names, count, phrase) => `${names}，${phrase}共 ${count} 个。`,
  first: (what, name, day) => `${what}，${day} ${verb(name)}。`,
  pathsIntro: (from, total) => `${from}与其中 ${total} 个有关联：`,
  pathBetween: (from, to) => `${from}与${to}之间最短的关联：`,
  link: (type, from, to) => linksInChinese[type](from, to),
  sentence: (said) => `${said}。`,
  quoted: (said, quote) => `${said}：“${quote}”${/[.!?。！？]$/.test(quote) ? '' : '。'}`,
  otherWays: (count) => `（另有 ${count} 条同样短的关联。）`,
  betweenSentences: '',
  noPath: (from, links) => `数据中在 ${links} 步之内没有找到${from}与其之间的关联。`,
  whichOne: (surface) => `叫${surface}的不止一个，您指的是哪一个？`,
  unknownName: (surface) => `数据中没有找到“${surface}”。`,
  unknownAsker: () => '我不知道您在通讯录中是谁，无法查询“我的”内容，请直接说出姓名。',
  unknownArticle: () => '我不知道您指的是哪篇文章，请说出标题。',
  unclear: () => '我没有完整理解这个问题，只答一半会误导您。请拆开或换个说法再问。',
  partNotAnswered: (part) => `${part}这一部分我无法回答。`,
  noMedian: () => '我能算平均值、最短和最长，但不算中位数，请换一个问法。',
  notUnderstood: () => '数据中没有找到这个问题的答案。',
  withheld: (name) => `我不能回答：${name}不对任何人公开。`,
  noneAtAll: (name) => `数据中没有记录：任何来源都没有提供${name}。`,
  lookedAt: (sources) => `已查看：${sources}。`,
  fromSection: (heading) => `${heading}：`,
  fromArticle: (title, heading) =>
    heading === null || heading === '' ? `摘自《${title}》：` : `摘自《${title}》${heading}：`,
  missingDates: (count, name) => `另有 ${count} 个已完成的任务没有${name}，未计入。`,
  tooLong: (length, limit) =>
    `这段文字有 ${length} 个字符，我最多读 ${limit} 个字符的问题。请用一两句话提问。`,
  updating: (sources) => `${sources.join('、')} 的数据正在更新，尚未完成，部分内容可能仍是更新前的。`,
  emptyQuestion: () => '请提出问题，例如：平台团队由谁负责？',
  model: {
    planned: () => '语言模型将此问题转换为查询，数据来自图谱。',
    failed: {
      unreachable: '无法连接语言模型，此回答未使用语言模型。',
      unauthorized: '语言模型拒绝了我们的密钥，此回答未使用语言模型。',
      rate_limited: '语言模型过于繁忙，此回答未使用语言模型。',
      timeout: '语言模型响应超时，此回答未使用语言模型。',
      refused: '语言模型拒绝回答，此回答未使用语言模型。',
      invalid_output: '语言模型没有给出可用的结果，此回答未使用语言模型。',
      cut: '语言模型的回答中途中断，此回答未使用语言模型。',
      over_budget: '语言模型的预算已用完，此回答未使用语言模型。',
      failed: '语言模型出错，此回答未使用语言模型。',
    },
    unsupported: () => '语言模型写的内容在文章中没有依据，此回答未使用语言模型。',
    partUnsupported: () => '语言模型另写的内容在数据中没有依据，已略去：问题的一部分可能未得到回答。',
    statement: () => '语言模型自行编写了 Cypher 语句，以只读方式运行：采用这些结果前请先查看语句。',
    statementRows: (count) => `该语句返回 ${count} 行：`,
    statementWas: (statement) => `语句：${statement}`,
    statementCut: () => '……还有更多未读取。',
  },
};
