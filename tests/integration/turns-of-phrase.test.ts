import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

/** What is said, and plain words that ask for the same. */
const alike: readonly (readonly [said: string, plain: string])[] = [
  ["what's on Yuki's plate at the moment", "Yuki's open tasks"],
  ['whats still on my list', 'my open tasks'],
  ['anything left on my plate?', 'my open tasks'],
  ["hey can you tell me what i'm supposed to be working on", 'my open tasks'],
  ['what is still open for me', 'my open tasks'],
  ['which tasks are still pending with me', 'my open tasks'],
  ['what is my team working on', 'open tasks of my team'],
  ['who has the most on their plate in Web', 'who has the most open tasks in Web'],
  ['who is the busiest person in Web', 'who has the most open tasks in Web'],
  ['is anyone in Web free', 'who in Web has no open tasks'],
  ["who's out of work in Web", 'who has no open tasks in Web'],
  ['who has capacity in Web', 'who has the fewest open tasks in Web'],
  ['who does José Ferreira have reporting to him', 'who reports to José Ferreira'],
  ["who are José's people", 'who reports to José Ferreira'],
  ['who works for José Ferreira', 'who reports to José Ferreira'],
  ['who else reports to my manager', 'who are my peers'],
  ["who's above me", 'who do I report to, directly or indirectly'],
  ['who is in charge of Platform, according to the directory?', 'who leads Platform'],
  ['how many people in Security work outside Berlin', 'how many people in Security are not in Berlin'],
  ['how are we spread over the offices', 'how many people are in each office'],
  ["what's the size of the Platform team", 'how many people are in Platform'],
  [
    'list everything that is blocked across Platform, Security and Infrastructure',
    'blocked tasks in Platform, Security and Infrastructure',
  ],
  [
    "what's due in December for the people who report to me?",
    'tasks due in December of people who report to me',
  ],
  ['among the people below me, who has the most open tasks?', 'who below me has the most open tasks'],
  ["who's the account exec for north america?", 'who is account executive north america'],
  ['who ran Platform before José Ferreira', 'who led Platform before José Ferreira'],
  ['who was leading Platform before me?', 'who led Platform before José Ferreira'],
  ['who led Platform at the end of last year', 'who led Platform in December 2025'],
  ["how's PLAT-139 going", 'what is the status of PLAT-139'],
  ['how long has PLAT-139 been open', 'when was PLAT-139 opened'],
  ["what's been open the longest", 'what is the oldest open task'],
  ['when did I finish the data-processing addendum with OpenAI', 'when was OPS-39 finished'],
  ['do Yuki and Marta have the same manager', 'who do Yuki and Marta both report to'],
  ['Please list the people who report straight to Maria Costa.', 'who reports directly to Maria Costa'],
  [
    "I'd be grateful for Huang Bo's email address, as I need to send him a contract draft.",
    "what is Huang Bo's email address",
  ],
  ['sorry if this is silly but who do i report to, on paper?', 'who do I report to'],
  ['is any of my stuff blocked atm', 'which of my tasks are blocked'],
  ['how many open tasks does each of my direct reports have?', 'open tasks of each person who reports to me'],
  [
    "Which high-priority tasks in Groundwork haven't been started yet?",
    'high priority tasks in Groundwork to do',
  ],
  ['在吗，陈浩邮箱多少', '陈浩的邮箱是什么'],
  ['麻烦问下 PLAT-156 最晚哪天交', 'PLAT-156 什么时候到期'],
  ['我领导是谁来着', '我的上级是谁'],
  ['哪些任务还没人认领', '没人负责的任务有哪些'],
  ['柏林人多还是上海人多', 'which office has the most people, Berlin or Shanghai'],
  ['2023 年底的时候平台组谁带', '2023年12月谁领导平台团队'],
  ['DATA-348 在等哪个任务?', '阻塞 DATA-348 的任务有哪些'],
  ['我还有哪些没关的单子', '我的未完成任务有哪些'],
  ['我手头还有什么活', '我的未完成任务有哪些'],
  ['谁手里的活最多', '谁的未完成任务最多'],
  ['我们组在忙什么', '我的团队有哪些未完成的任务'],
  ['我们组有谁', '我的团队有谁'],
  ['安全团队还有几个任务没开始做?', '安全团队还没开始的任务有几个'],
  ['李娜提了哪些任务', '李娜提交的任务有哪些'],
  ['去年年底平台团队是谁带的?', '2025年12月谁领导平台团队'],
  ['平台团队以前是谁带的', '谁以前领导平台团队'],
  ['谁的经理在柏林', 'whose manager is in Berlin'],
  ['经理在里斯本的员工有哪些', 'people whose manager is in Lisbon'],
  ['集成团队的人都向谁汇报', 'who manages people in Integrations'],
  ['刘洋归谁管', '刘洋的上级是谁'],
  ['刘洋的上上级是谁', '刘洋的上级的上级是谁'],
  ['张敏和赵雪谁入职更早', 'who has been here longer, 张敏 or 赵雪'],
  ['刘洋什么时候来的', '刘洋什么时候入职的'],
  ['怎么联系刘洋', '刘洋的邮箱是什么'],
  ['柏林以外有多少人', '不在柏林的人有多少'],
  ['PLAT-139 被什么卡住了', 'what blocks PLAT-139'],
  ['PLAT-139 进展怎么样', 'PLAT-139 现在什么状态'],
  ['网页团队哪些任务拖期了', '网页团队逾期的任务有哪些'],
];

const company = useSampleCompany();

describe('turns of phrase', () => {
  const as = 'jose.ferreira@voltmoor.example';

  it.each(alike)('%s', async (said, plain) => {
    const [one, other] = [
      await company.ask({ question: said, as }),
      await company.ask({ question: plain, as }),
    ];
    expect(one.abstained).toBeUndefined();
    expect(one.query).toBeDefined();
    expect(one.query).toEqual(other.query);
  });

  it('are answered in the language in which they are said', async () => {
    const answer = await company.ask({ question: '谁的经理在里斯本', as });
    expect(answer.language).toBe('zh');
    expect(answer.text).toContain('直接向在 Lisbon 的人员汇报的人员');
  });

  it('leave a question alone that says more than they do', async () => {
    const answer = await company.ask({ question: "Everything on John Doe's list, whatever its state.", as });
    expect(answer.total).toBe(12);
  });
});

describe('one of the teams within a team', () => {
  it('is asked for by the name of the whole', async () => {
    const { rows, text } = await company.ask({
      question: 'which of the engineering teams has the most people?',
    });
    expect(text).toContain('Web');
    expect(rows?.rows).toHaveLength(1);
  });
});

describe('whoever asks', () => {
  it('is a part of the question: an answer about everybody is none', async () => {
    const answer = await company.ask({
      question: "who's between me and the CEO",
      as: 'jose.ferreira@voltmoor.example',
    });
    expect(answer.abstained?.reason).toBe('not_understood');
  });
});
