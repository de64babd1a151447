import type { AboutMeWords } from './about-me-words.ts';

export const aboutMeInChinese: AboutMeWords = {
  onlyInPrivate: '我所知道的关于您的信息只告诉您本人：请私信问我。',
  nobody: '您是以本机管理员的身份提问，我没有关于您个人的记录。',
  head: (name) => `${name}，以下是我所知道的关于您的全部信息。`,
  record: '您的资料',
  from: (source) => `来源：${source}`,
  accounts: '您在其他来源中的账号和记录',
  pushed: '身份提供方推送的关于您的信息',
  history: '您过去和现在的情况',
  period: (from, to) =>
    from === null && to === null
      ? ''
      : `（${from === null ? '始于有记录之前' : `自 ${from} 起`}${to === null ? '' : `，至 ${to}`}）`,
  tasks: '现在或曾经分配给您的任务',
  reported: '您提出或审批的任务',
  pages: '您撰写的文章',
  mentions: '提到您的文章和任务',
  more: (count) => `另有 ${count} 项`,
  kept: '我保留的与您和您的提问有关的内容',
  settings: '您的设置',
  replies: (count) => `${count} 条按钮仍可用的回答，保留 7 天`,
  opinions: (count) => `${count} 条您对回答的评价，保留 92 天`,
  unanswered: (count) => `${count} 个我没能回答的您的问题，保留 92 天`,
  sessions: (count) => `${count} 个您在网页上的会话，直到会话结束`,
  platforms: (count) => `${count} 条您的 Teams 账号记录，含您的地址`,
  identities: (count) => `${count} 条关于哪些账号属于您、或由您作出的建议和决定`,
  conversations: '我们的对话，在最后一句话之后保留一天',
  runs: '以往同步的记录，您的信息有变动或有误时可能提到您',
  trail: '审计记录：您何时提问，以及为此读取了什么',
  bounds: '您无权查看的任务和文章不在其中。Orgwise 的管理员可以删除您的数据：orgwise access erase。',
};
