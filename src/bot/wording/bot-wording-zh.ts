import type { AnswerProgress } from '../../retrieval/answer.ts';
import type { BotWording } from './bot-wording.ts';

const kinds: Readonly<Record<string, string>> = {
  Employee: '位员工',
  Team: '个团队',
  Task: '项任务',
  Article: '篇文章',
  Project: '个项目',
};

function progress(told: AnswerProgress): string {
  switch (told.stage) {
    case 'understanding':
      return '正在理解问题…';
    case 'querying':
      return told.total === undefined
        ? '正在查询…'
        : `正在查看 ${told.total} ${kinds[told.label ?? ''] ?? '条记录'}…`;
    case 'reading':
      return told.passages === undefined ? '正在阅读文章…' : `正在阅读 ${told.passages} 段内容…`;
    case 'writing':
      return '正在整理答案…';
  }
}

export const botWordingZh: BotWording = {
  refusals: {
    bot: '我不回答其他机器人。',
    other_tenant: '我只回答本公司员工的问题，而您的账号属于其他组织。',
    external: '我只回答本公司员工的问题，而您来自其他公司。',
    guest: '我只回答本公司员工的问题，而您的账号是访客账号。',
    not_in_directory: '我只回答公司通讯录中的员工，但没有找到您。管理员可以把您加进去。',
    too_many: '一分钟内的提问太多了，请稍后再继续。',
  },
  failures: {
    broken: '查询时出了问题。请再问一次；如果仍然如此，请把编号告诉管理员。',
    unreachable: '目前无法访问数据，因此无法回答。请过几分钟再问。',
    unknownAudience:
      '无法确认提问者以及谁能看到回答，因此无法回答。请再问一次；如果仍然如此，请把编号告诉管理员。',
    notPosted: '我无法在您提问的地方发布回答，因此只显示给您本人。',
    notShown: '您打开的内容无法显示。请再打开一次；如果仍然如此，请把编号告诉管理员。',
    notFollowed:
      '无法查到您所修改的问题对应的回答，因此它保持原样。请再问一次；如果仍然如此，请把编号告诉管理员。',
    notPrivate: '我答应在单独聊天中回答您，但无法在那里联系您。请先添加我，再在那里提问。',
    owed: '之前我有一个给您的回答，但没有任何地方可以显示给您。请把那个问题再问一次。',
    restNotPosted: '这个回答的其余部分未能发送。请再问一次，或只问其中一部分。',
  },
  commands: {
    whois: {
      usage: '姓名',
      description: '某人的职位、团队、上级和邮箱。',
      example: '请给出姓名，例如：/whois 王小明',
    },
    tasks: {
      usage: '[姓名|团队] [open|done|overdue]',
      description: '某人或某团队的任务；不写姓名则为您自己未完成的任务。',
    },
    org: { usage: '[姓名]', description: '某人的上级和下属；不写姓名则为您自己。' },
    ask: {
      usage: '问题',
      description: '提问，与私信相同。',
      example: '请提一个问题，例如：/ask 平台团队由谁负责？',
    },
    status: { usage: '', description: '各数据来源的更新时间。' },
    settings: {
      usage: '[language auto|en|zh] [private on|off] [timezone 时区]',
      description: '您的语言、是否私下回答以及时区。',
    },
    feedback: {
      usage: '[week|month|quarter|天数]',
      description: '大家对回答的评价和没有答案的问题；仅限管理员。',
    },
    page: { usage: '', description: '登录网页的链接。' },
    help: { usage: '', description: '我能做什么。' },
  },
  unknownCommand: (name, known) =>
    `我不认识 /${name}。可用的命令：${known.map((one) => `/${one}`).join('、')}。`,
  help: (examples, commands) =>
    `我可以用中文和英文回答有关员工、团队、任务和文章的问题，例如：\n${examples.map((one) => `- ${one}`).join('\n')}\n\n命令：\n${commands.join('\n')}`,
  examples: [
    '平台团队由谁负责？',
    '本季度完成了多少任务？',
    '我有哪些任务已经逾期？',
    'Ben 手下有哪些人？',
    '我有多少天年假？',
  ],
  actions: {
    explain: '这是怎么得出的？',
    show_privately: '私下给我看',
    share: '分享到频道',
    feedback_up: '有帮助',
    feedback_down: '没有帮助',
  },
  nextPage: (count) => `显示后 ${count} 条`,
  reason: '哪里不对或缺少什么？（可选）',
  thanks: '谢谢，您的评价已记录。',
  forms: { send: '发送', save: '保存', close: '关闭' },
  preview: { due: (day) => `截止 ${day}`, edited: (day) => `最后编辑于 ${day}` },
  profile: { active: '在线', away: '离开', chat: '发起聊天' },
  actionOver: '这个按钮已失效，请重新提问。',
  actionOfAnother: '这个按钮属于别人的回答。请直接问我，我会给您自己的回答。',
  onIt: '正在处理。',
  longText: { goesOn: '下文继续。', cut: '其余内容在这里放不下，请只问其中一部分。' },
  stopped: '您停止了这个回答，需要时请再问一次。',
  inPrivate: {
    sent: '这个回答只给您本人，我已在我们的单独聊天中回复。',
    later: '这需要一些时间，我会在我们的单独聊天中回复。',
    show: '在这里显示',
    failed: '这个回答只给您本人，但我无法在单独聊天中联系您。请先添加我，再在那里提问。',
  },
  notMet: '我还不认识您的账号。请先在与我的单独聊天中发一条消息，然后再试一次。',
  noWords: '那条消息没有我能读的文字。',
  signIn: {
    offer: '目录里没有 Teams 给出的您的地址。请登录，我好用您的其他地址查找。',
    button: '登录',
    short: '请登录，我好知道您是谁',
    failed: '登录没有成功。请重新提问，然后再登录一次。',
    ofAnother: '您登录的账号不是您发消息的账号，所以我没有采用。',
    done: '您已登录，请提问。',
    ended: '您已退出登录，由此得知的地址我也忘掉了。',
  },
  welcome:
    '您好，我是 Orgwise。您可以问我有关员工、团队、任务和文章的问题，例如：平台团队由谁负责？我根据公司自己的记录回答，并附上来源。输入“help”可了解更多。',
  status: {
    none: '还没有同步过任何数据来源。',
    never: (source) => `${source}：从未同步`,
    synced: (source, at) => `${source}：同步于 ${at}`,
    failed: '最近一次同步失败',
    updating: '更新尚未完成',
  },
  movements: {
    heading: (source) => `人员变动（来源：${source}）`,
    joined: (total) => `入职：${total} 人`,
    moved: (total) => `变动：${total} 人`,
    left: (total) => `离职：${total} 人`,
    more: (rest) => `另有 ${rest} 人`,
    withTitle: (name, title) => `${name}，${title}`,
    lastDay: (name, day) => `${name}，最后工作日 ${day}`,
    changes: (name, changes) => `${name}：${changes.join('；')}`,
    change: {
      title: changeOf('职位'),
      manager: changeOf('上级'),
      team: changeOf('团队'),
      lead: changeOf('负责'),
    },
  },
  settings: {
    title: '您的设置',
    change: '更改设置',
    language: '语言',
    private: '私下回答我',
    timezone: '时区',
    auto: '自动',
    on: '开',
    off: '关',
    saved: '已保存。',
    wrong: '可用的设置：language auto|en|zh，private on|off，timezone auto 或 Asia/Shanghai 这样的时区。',
    nobody: '本机操作者没有个人设置。',
  },
  plans: {
    stopped: (source) =>
      `${source} 最近一次同步会删除大量内容，因此已停止，等待批准（“status approve ${source}”）：`,
    count: (kind, { created, changed, deleted }) =>
      `${plural[kind] ?? kind}：新增 ${created}，更改 ${changed}，删除 ${deleted}`,
    gone: (names, rest) => `将删除：${names.join('、')}${rest > 0 ? ` 等，另有 ${rest} 项` : ''}`,
    approve: (source) => `批准 ${source} 的同步`,
    done: (source) => `${source} 同步完成。`,
    begun: (source) => `${source} 的同步已开始；输入“status”可查看结果。`,
    outdated: (source) =>
      `没有写入任何内容：${source} 或图数据在此期间有变化。下一次同步会按届时的情况保留新的计划。`,
    none: (source) => `没有等待批准的 ${source} 同步。`,
    busy: '另一个同步正在进行，请在其结束后重试。',
  },
  admin: {
    only: '只有管理员可以查看。',
    counts: ({ days, helpful, unhelpful, unanswered, isCut }) =>
      `最近 ${days} 天：${isCut ? '至少 ' : ''}${helpful} 次有帮助，${unhelpful} 次没有帮助，${unanswered} 个问题没有答案。`,
    noPeriod: (text) => `“${text}”不是我认识的时段：请写 day、week、month、quarter，或 92 以内的天数。`,
    times: (count) => (count === 1 ? '' : `${count} 次，最近 `),
    reason: (code) => reasons[code] ?? code,
    more: (count) => `……另有 ${count} 条。`,
    keepWords: '在 orgwise.yaml 中把“audit.questions”设为 true，即可保留问题的文字。',
    asked: (question) => (question === null ? '（未保留文字）' : `“${question}”`),
    page: (title, helpful, unhelpful) => `${title}：${unhelpful} 次没有帮助，${helpful} 次有帮助`,
  },
  page: {
    lead: '请用公司账号登录，即可查询人员、团队、任务和文章。',
    button: '登录',
    byLink: '用此链接登录',
    problems: {
      begun_elsewhere: '这次登录超时、已经用过，或者是在别的窗口开始的。请重新登录。',
      denied: '登录没有完成。请重新登录；如果仍然如此，请联系管理员。',
      unreachable: '目前无法连接登录服务。请过几分钟再试。',
      not_believed: '无法核实登录服务的答复。请重新登录；如果仍然如此，请告诉管理员。',
      address_unverified: '您的账号没有经过确认的邮箱地址，无法确认您是谁。管理员可以确认该地址。',
      no_object_id: '您的账号不在公司目录中，无法确认您是谁。',
      not_in_directory: '我只回答公司通讯录中的员工，但没有找到您。管理员可以把您加进去。',
      link_over: '这个链接已经用过或已过期。请用 /orgwise page 向机器人要一个新的。',
      too_many: '此刻登录的人太多了，请一分钟后再试。',
    },
    link: (url, minutes) => `请打开 ${url} 使用网页。此链接在 ${minutes} 分钟内可登录一次，请不要转给别人。`,
    noPage: '这里没有可以登录的网页。',
    onlyPrivate: '请在私信中向我要网页链接，因为它只给您一个人。',
    alreadyHere: '您已经在网页上了。要在另一个浏览器中打开，请在那里登录，或在聊天中向我要链接。',
  },
  home: {
    title: '我能做什么',
    myTasks: '我的任务',
    myTeam: '我的团队',
    sources: '各数据来源的更新时间',
    sync: '失败的同步',
    unanswered: '没有答案的问题',
    feedback: '大家对回答的评价',
    unhelpful: '没有帮助的回答',
    pages: '回答没有帮助的页面',
    none: '无。',
    refresh: '刷新',
  },
  progress,
  questions: {
    myTeam: '我的团队有哪些人？',
    how: '你是怎么得出的？',
    org: (name) => `${name}的上级是谁？${name}手下有哪些人？`,
    myOrg: '我的上级是谁？我手下有哪些人？',
    whoKnows: (text) => `谁了解${text}？`,
  },
};

/** Why there was no answer, by its code. */
const reasons: Readonly<Record<string, string>> = {
  not_understood: '没有看懂',
  unknown_entity: '没有这个名称',
  no_data: '没有记录',
  no_article: '没有相关页面',
  no_evidence: '没有页面提到',
  not_possible: '不是我能回答的问题',
  withheld: '对其不公开',
  too_long: '太长',
};

/** What is another than before, or came, or went. */
function changeOf(what: string): (from: readonly string[], to: readonly string[]) => string {
  return (from, to) => {
    if (to.length === 0) return `${what}：不再是 ${from.join('、')}`;
    const now = to.join('、');
    return from.length === 0 ? `${what}：${now}` : `${what}：${from.join('、')} → ${now}`;
  };
}

const plural: Readonly<Record<string, string>> = {
  Employee: '员工',
  Team: '团队',
  Task: '任务',
  Article: '文章',
};
