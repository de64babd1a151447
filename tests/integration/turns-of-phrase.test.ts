import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

/** What is said, and plain words that ask for the same. */
const alike: readonly (readonly [said: string, plain: string])[] = [
  ["list Kwame Mensah's managers up to the CEO", 'who is above Kwame Mensah'],
  ["Kwame Mensah's bosses in order, nearest first", 'who is above Kwame Mensah'],
  ['every manager above Kwame Mensah', 'who is above Kwame Mensah'],
  ['which of PLAT-101 and PLAT-102 is older', 'which of PLAT-101 and PLAT-102 was created earlier'],
  ['when was the on-call pay page last changed', 'when was "On-call pay" last updated'],
  ['when did somebody last touch the page on remote work', 'when was "Remote work" last updated'],
  ["what's on Yuki's plate at the moment", "Yuki's open tasks"],
  ['How many days after its deadline was OPS-12 finished?', 'how many days was OPS-12 late'],
  ['By how many days did we miss the deadline on OPS-12?', 'how many days was OPS-12 late'],
  ['How far behind schedule was OPS-12 finished?', 'how many days was OPS-12 late'],
  ['How many days ago was OPS-51 created?', 'when was OPS-51 created'],
  ['How long did OPS-12 take from start to finish?', 'how long did OPS-12 take'],
  ['How many days passed between the opening and the completion of OPS-12?', 'how long did OPS-12 take'],
  ['What is the average number of days a task of Web is open?', 'average age of open tasks of Web'],
  [
    'Did we close more tasks in the third quarter than in the second?',
    'were more tasks completed in the third quarter than in the second quarter',
  ],
  ['How old is our oldest open task in days?', 'what is the oldest open task'],
  ['Who joined most recently in Web, and when?', 'who joined most recently in Web'],
  ["Who's been here for more than five years?", 'who has been here for more than five years'],
  [
    'What is the headcount difference between Web and Platform?',
    'how many more people has Web than Platform',
  ],
  ['Which month had the most hires in 2025?', 'in which month did the most people join in 2025'],
  ['How many new people did Web get in 2026?', 'how many people joined Web in 2026'],
  ['Who started on the same day as Nadia Haddad?', 'who has the same start date as Nadia Haddad'],
  ['How many hires did we make each year since 2022?', 'how many people joined each year since 2022'],
  ['Which manager has the largest team of direct reports?', 'who has the most direct reports'],
  ['Does Web have as many people as Platform?', 'which has more people, Web or Platform'],
  ["What's John Doe's workload?", 'open tasks of John Doe'],
  ['What was finished last month, and by whom?', 'who completed which tasks last month'],
  ['Was OPS-12 finished late, and by how much?', 'how many days was OPS-12 late'],
  ['are we already late with OPS-47', 'is OPS-47 overdue'],
  [
    'Of everything that is overdue, what has been overdue the longest and since when?',
    'which open task has been overdue the longest',
  ],
  ["who's supposed to be doing OPS-47", 'who is assigned to OPS-47'],
  [
    'Is Shanghai or Lisbon the bigger office in terms of people?',
    'which has more people, Shanghai or Lisbon',
  ],
  ['is Web or Platform the smaller team', 'which has fewer people, Web or Platform'],
  ['Whose plate is fullest, i.e. who has the most open tasks?', 'who has the most open tasks'],
  ['Our oldest open task, by the day it was created: which is it?', 'what is the oldest open task'],
  [
    "What's the total size of Priya Raman's organisation, direct and indirect reports together?",
    'how many people report to Priya Raman, directly or indirectly',
  ],
  ['What smaller teams does Engineering consist of?', 'which teams are part of Engineering'],
  ['Please pull the hires from March through June 2022', 'who joined from March 2022 to June 2022'],
  [
    'If you ignore Shanghai, which office has the most people?',
    'apart from Shanghai, which office has the most people',
  ],
  ['Show me the full escalation path of Nadia Haddad', 'who is above Nadia Haddad'],
  ["Nadia Haddad's boss, her boss's boss and so on up to the top", 'who is above Nadia Haddad'],
  ['who is two levels above Nadia Haddad', "who is Nadia Haddad's skip-level manager"],
  ['do you know who Nadia Haddad works under', 'who does Nadia Haddad report to'],
  ['who has Ben Okafor as their boss', 'who directly reports to Ben Okafor'],
  [
    'how many direct and indirect reports does Ben Okafor have',
    'how many people report to Ben Okafor, directly or indirectly',
  ],
  [
    'Including indirect ones, how many reports has Ben Okafor?',
    'how many people report to Ben Okafor, directly or indirectly',
  ],
  ['besides Nadia Haddad, who reports to the same manager as she does', 'who are the peers of Nadia Haddad'],
  ["is Nadia Haddad one of Ben Okafor's direct reports", 'does Nadia Haddad report directly to Ben Okafor'],
  ['into which teams is Engineering split', 'which teams are part of Engineering'],
  ['Engineering - which teams come under it?', 'which teams are part of Engineering'],
  ['under which team does Web come', 'what is the parent team of Web'],
  [
    'how many people work in Engineering, all the teams under it included',
    'how many people are in Engineering including sub-teams',
  ],
  ['I think Nadia Haddad is in Web, right?', 'is Nadia Haddad in Web'],
  ['Can you check whether Web has an open task without an owner?', 'has Web an unassigned open task'],
  ['List Ben Okafor’s direct reports', 'who directly reports to Ben Okafor'],
  ['what must Nadia Haddad still get done', "Nadia Haddad's open tasks"],
  ['which tasks of Web must be ready in December', 'which open tasks of Web are due in December 2026'],
  ['Web is behind with which tasks?', 'overdue tasks of Web'],
  ['tasks of Web whose deadline has passed', 'overdue tasks of Web'],
  ['which tasks of Web are stalled', 'which tasks of Web are blocked'],
  ['tasks of Web nobody has started', 'todo tasks of Web'],
  [
    'tasks of Web due between 16 and 22 November 2026',
    'tasks of Web due between 16 November 2026 and 22 November 2026',
  ],
  ['tenure of Nadia Haddad', 'how long has Nadia Haddad worked here'],
  ['how do I email Nadia Haddad', "what is Nadia Haddad's email"],
  ['whats still on my list', 'my open tasks'],
  [
    'what is everyone in Platform working on right now',
    'open tasks assigned to people in Platform, with their assignees',
  ],
  ['who is working on what in Platform', 'open tasks assigned to people in Platform, with their assignees'],
  ['which tasks cannot go ahead until PLAT-141 is done', 'which tasks are waiting for PLAT-141'],
  [
    "PLAT-141 is stuck. Where does the person sit who has to finish the thing it's waiting on?",
    'locations of the people assigned to tasks that block PLAT-141',
  ],
  ['urgent, high and low: how many of each in Web', 'how many tasks of Web by priority'],
  ['which open tasks have OpenAI in their title?', 'open tasks with "OpenAI" in the title'],
  ['which tasks of Web are not blocked or done', 'which tasks of Web are neither blocked nor done'],
  [
    "which tasks of Web aren't in progress, blocked or done",
    'which tasks of Web are neither in progress nor blocked nor done',
  ],
  ['total site reliability engineers employed?', 'how many site reliability engineers do we have'],
  [
    'counting everybody under them at all levels, how many people has Ben Okafor got?',
    'how many people report to Ben Okafor, directly or indirectly',
  ],
  ['who is in Web and in another team as well', 'who is in Web and in more than one team'],
  ['teams whose head answers to Ben Okafor', 'teams that are led by people who report to Ben Okafor'],
  ["who in Lisbon isn't in Web, Platform or Data", 'who in Lisbon is in neither Web nor Platform nor Data'],
  ['what does Web have to finish by the end of November', 'open tasks of Web due by the end of November'],
  ['newest ticket that Web has not closed yet', 'newest open ticket of Web'],
  ['how many days from opening to completion for WEB-60?', 'how long did WEB-60 take'],
  ['break Web down by status, counting all tasks, open or not', 'tasks of Web by status'],
  ['people who joined Web since the beginning of spring', 'people who joined Web since March'],
  ['who has been with us since before 2019', 'who started before 2019'],
  ["which people aren't employed by us", 'which people are external contacts'],
  ['who wrote the page on on-call pay', 'who wrote On-call pay'],
  ['Web or Platform, who has more people and how many are in each', 'who has more people, Web or Platform'],
  ['shut up and tell me how many people we employ', 'how many people do we employ'],
  ['who is on the security team and also on the platform team', 'who is in both Security and Platform'],
  ['who is in both security and platform', 'who is in both Security and Platform'],
  [
    'tasks assigned to Liam Byrne and also to Beatriz Lopes',
    'tasks assigned to both Liam Byrne and Beatriz Lopes',
  ],
  ['Which pages have not been updated this year?', 'pages last updated before this year'],
  ['what pages has nobody updated for 6 months', 'pages older than 6 months'],
  ['new starters since september', 'who started since september'],
  [
    "which tasks are blocked in the team of Pedro Almeida's manager",
    "which tasks of Pedro Almeida's manager's team are blocked",
  ],
  ["who else reports to Liam Byrne's manager", 'who are the peers of Liam Byrne'],
  ['Web 里谁没有 Groundwork 的任务', 'who in Web has no Groundwork tasks'],
  ['还有几个高优先级的任务没关闭', '高优先级的未完成的任务有几个'],
  ['没有负责人的团队', '没有组长的团队'],
  ['哪些部门没人带', '哪些团队没有组长'],
  ['还有多少任务没完成', '未完成的任务有多少'],
  ['percentage of tasks completed on time', 'what share of done tasks was completed on time'],
  ['most recent hires', 'newest hires'],
  ['show me the org chart', 'list the managers with their managers'],
  ['org chart of Platform', 'everyone in Platform with their managers'],
  ['公司组织架构', 'list the managers with their managers'],
  ['who are Nadia Haddad’s colleagues', 'who is in the same team as Nadia Haddad'],
  ['who are my teammates', 'who is in the same team as me'],
  ['what did platform finish last month', 'which tasks did Platform complete last month'],
  ['how many open tasks does the web team have', 'how many open tasks of Web'],
  ['who is the newest person in the infrastructure', 'who is the newest person in Infrastructure'],
  ['why is PLAT-138 stuck', 'what blocks PLAT-138'],
  ['status breakdown of the tasks of Web', 'tasks of Web by status'],
  ['who has the biggest team', 'who has the most direct reports'],
  ['who manages more than 5 people', 'which managers have more than 5 direct reports'],
  ['哪些经理有6个以上下属', '谁的下属至少有6个人'],
  ['PLAT-138 为什么被卡住了', '什么阻塞了 PLAT-138'],
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
  ["morning! what's still on my plate?", 'my open tasks'],
  ['Who is my skip-level manager, i.e. the manager of my manager?', 'who is my skip-level manager'],
  ["is Nadia Haddad somewhere in Ben Okafor's org", "is Nadia Haddad in Ben Okafor's org"],
  [
    'does Nadia Haddad report to Ben Okafor, directly or not',
    'does Nadia Haddad report to Ben Okafor, directly or indirectly',
  ],
  ['who all is above me up to the ceo', 'who is above me'],
  ['Is there anybody who is a member of two teams at once? Who?', 'who is in at least two teams'],
  ['what did Zhou Kai finish in october', 'which tasks did Zhou Kai finish in October'],
  [
    'Which tickets did Paula Stein raise that still have no assignee?',
    'which tasks reported by Paula Stein are unassigned',
  ],
  ['whose work anniversary comes up in december', 'whose work anniversary is in December'],
  [
    'Which open Infrastructure team tasks do not have a due date?',
    'which open tasks of Infrastructure have no due date',
  ],
  ['whose work is being held up by PLAT-138', 'who is assigned to tasks blocked by PLAT-138'],
  [
    'who manages the person that is rotating the OpenAI key (PLAT-155)?',
    'who manages the assignee of PLAT-155',
  ],
  [
    'how many days do tasks of Back Office take on average',
    'what is the average time to complete tasks of Back Office',
  ],
  ['when did our CFO start', 'start date of our CFO'],
  ['tasks due in dec', 'tasks due in December'],
  ['DATA-348 是谁提的单子', 'who reported DATA-348'],
  ['DATA-344 是哪天建的', 'when was DATA-344 created'],
  [
    'how many people report directly or indirectly to Ben',
    'how many people report to Ben, directly or indirectly',
  ],
  ['which engineers report directly to Ben', 'which engineers directly report to Ben'],
  ['who works with Elif on the same tasks', 'who else is assigned to tasks assigned to Elif'],
  ['when does my next task end', 'which of my open tasks is due first'],
  ['which tasks have been open the longest', 'which open tasks are the oldest'],
  ['哪个任务最先到期', '下一个到期的任务是哪个'],
  ['下一个到期的任务是哪个', '昨天之后到期的未完成任务中最早到期的是哪个'],
  ['which task is due next', 'which open task due after yesterday is due first'],
  ['the next ticket that falls due', 'which open task due after yesterday is due first'],
  ['next deadline', 'which open task due after yesterday is due first'],
  ['which task of Platform falls due next', 'which open task of Platform due after yesterday is due first'],
  ['which of my colleagues in Web are in Toronto', 'who in Web is in Toronto'],
  ['Ben 手底下一共几个人', 'how many people report to Ben Okafor, directly or indirectly'],
  ['Ben 手下直接管几个人', 'how many people report directly to Ben Okafor'],
  ['Maria Costa 手下直接带了哪几个人？', 'Maria Costa 手下有谁'],
  ['Nadia Haddad 带的是哪个团队？', 'which team does Nadia Haddad lead'],
  ['集成团队还有几个任务没完成', '集成团队的未完成任务有几个'],
  ['负责 PLAT-152 的人归谁管？', 'who manages the assignee of PLAT-152'],
  ['数据团队有哪些没做完的任务没设截止日期', '数据团队有哪些未完成的任务没有截止日期'],
  ['多伦多有没有做安全的同事？叫什么', '在多伦多的安全的人有哪些'],
  ['黄波和刘洋谁先进公司的?', 'who has been here longer, 黄波 or 刘洋'],
  ["how's PLAT-139 going", 'what is the status of PLAT-139'],
  ['how old is PLAT-139', 'how long has PLAT-139 been open'],
  ["what's been open the longest", 'what is the oldest open task'],
  ['when did I finish the data-processing addendum with OpenAI', 'when was OPS-39 finished'],
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
  // Traditional characters, and words of Taiwan and Hong Kong.
  ['請問 Web 團隊總共有幾位成員？', 'Web 团队有多少人'],
  ['張偉的主管是誰？', '张伟的上级是谁'],
  ['Groundwork 專案還有幾個任務還沒開始做？', 'Groundwork 项目还没开始的任务有几个'],
  // English words in Chinese sentences.
  ['Nadia Haddad 的 direct reports 有哪些', 'Nadia Haddad 的直接下属有哪些'],
  ['Web 团队 open 的 ticket 有多少', 'Web 团队未完成的任务有多少'],
  ['各项目 overdue ticket 有几个', '按项目统计逾期的任务数量'],
  ['PLAT-138 的 assignee 是谁', 'PLAT-138 的负责人是谁'],
  // What asks nothing.
  ['麻烦帮我查一下张伟的邮箱，谢谢', '张伟的邮箱'],
  ['有人知道 PLAT-138 是谁负责的吗', 'PLAT-138 是谁负责的'],
  ['把 Web 团队的未完成任务列个单子发我', '列出 Web 团队的未完成任务'],
  // Who is above and below whom.
  ['张伟往上一级一级都有谁', 'who is above 张伟, directly or indirectly'],
  ['哪些人的直属上级是 Nadia Haddad？', 'Nadia Haddad 的直接下属有哪些'],
  ['有几个人的上级是 Nadia Haddad？', 'Nadia Haddad 有多少直接下属'],
  ['José Ferreira 整条线加起来有多少人', 'José Ferreira 手下一共有多少人'],
  ['谁给 Nadia Haddad 汇报', 'Nadia Haddad 的直接下属有哪些'],
  ['Nadia Haddad 管谁', 'Nadia Haddad 的直接下属有哪些'],
  ['带张伟的那个人，他的上级是谁', '张伟的上级的上级是谁'],
  ['负责 PLAT-138 的同事，他的经理是谁', 'who manages the assignees of PLAT-138'],
  ['卡住 PLAT-138 的那个任务，负责人的上级是谁', 'who manages the assignees of tasks blocking PLAT-138'],
  ['直接下属最多的前两位主管是谁', '直接下属人数最多的两位经理是谁'],
  ['Web 组往上一级是哪个部门', 'what is the parent team of Web'],
  ['Engineering 底下挂着哪几个组', 'which teams are part of Engineering'],
  // Tasks.
  ['Web 团队有哪些任务过了截止日还没做完', 'Web 团队有哪些逾期的任务'],
  ['张伟手上压着哪些还没搞定的任务', '张伟名下有哪些未完成的任务'],
  ['PLAT-138 最晚哪天之前做完', 'PLAT-138 什么时候到期'],
  ['OPS-39 实际是哪天完成的', 'OPS-39 什么时候完成的'],
  ['PLAT-138 的前置任务是什么', '什么任务阻塞 PLAT-138'],
  ['PLAT-138 派给谁了', '谁负责 PLAT-138'],
  ['未完成的任务里，归张伟的有几个', '张伟的未完成的任务有几个'],
  ['Web 团队谁手上没活了', 'Web 团队谁没有未完成的任务'],
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
    const { rows } = await company.ask({
      question: "who's between me and the CEO",
      as: 'kwame.mensah@voltmoor.example',
    });
    expect(rows?.rows.map(({ ref }) => ref?.name)).toEqual(['José Ferreira', 'Priya Raman']);
  });
});

describe('two questions, each with its mark', () => {
  it.each(['how many people are in Web? How many people are in Platform?'])(
    'are answered one by one: %s',
    async (question) => {
      const { parts = [] } = await company.ask({ question });
      expect(parts.map(({ answer }) => answer.text)).toEqual([
        'There are 9 people in Web.',
        'There are 8 people in Platform.',
      ]);
    },
  );

  it('may be about two facts of one person', async () => {
    const { text } = await company.ask({ question: "Arjun's email and start date pls" });
    expect(text).toContain('arjun.mehta@voltmoor.example');
    expect(text).toContain('2024-02-01');
  });
});

describe('who manages whom, in Chinese', () => {
  it.each([
    ['张伟的经理是 José Ferreira 吗', true],
    ['张伟的上级是 Zoë Laurent 吗', false],
    ['José Ferreira 是张伟的经理吗', true],
  ])('is read in the direction that was said: %s', async (question, isSo) => {
    const { text } = await company.ask({ question });
    expect(text.startsWith('是的')).toBe(isSo);
  });
});

describe('what is told of the past', () => {
  it('is a table as well, of whoever it was and the days', async () => {
    const { rows } = await company.ask({ question: 'who led Platform in 2024' });
    expect(rows?.columns).toEqual(['person', 'Days']);
    expect(rows?.rows.map(({ ref, cells }) => [ref?.name, ...cells])).toEqual([
      ['Liam Byrne', 'Liam Byrne', 'from 2023-02-01 to 2025-03-31'],
    ]);
  });

  it('is a table of changes where these are asked for', async () => {
    const { rows } = await company.ask({ question: 'who moved into Customer Success this month?' });
    expect(rows?.rows.map(({ cells }) => cells)).toEqual([
      ['Chloé Martin', 'team Customer Success from 2026-11-16'],
    ]);
  });
});
