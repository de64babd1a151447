import type { NodeLabel, RelationshipType } from '../../../graph-schema/index.ts';
import type { Knower } from '../answer.ts';
import type { AnswerLanguage } from '../language.ts';
import type { AskedPages } from './gap.ts';

/** What an abstention says in one language, beside why. */
export interface AbstainWording {
  /** Nothing of this kind has the name. */
  readonly noSuch: Readonly<Partial<Record<NodeLabel, (surface: string) => string>>>;
  didYouMean(names: readonly string[]): string;
  /** One source does not say this kind of thing. */
  noneInSource(source: string, what: string): string;
  /** None of the pages that were asked about says it, or there are none. */
  noneOfPages(pages: AskedPages): string;

  /** No source has ever been synced. */
  nothingSynced(sources: string): string;
  closest(kind: string, name: string): string;
  wouldKnow(names: readonly string[], role: Knower['role'], of: string): string;
  /** What no graph has of people, likewise. */
  readonly unrecorded: Readonly<Record<string, string>>;
  /** What a relationship records, as "no source records any …" goes on. */
  readonly recorded: Readonly<Partial<Record<RelationshipType, string>>>;
}

export const abstainWordings: Readonly<Record<AnswerLanguage, AbstainWording>> = {
  en: {
    noSuch: {
      Employee: (surface) => `I could not find anyone called “${surface}” in the data.`,
      Team: (surface) => `I could not find a team called “${surface}” in the data.`,
      Company: (surface) => `I could not find a company called “${surface}” in the data.`,
      Project: (surface) => `I could not find a project called “${surface}” in the data.`,
      Task: (surface) => `I could not find a task called “${surface}” in the data.`,
    },
    didYouMean: (names) => `Did you mean ${names.join(' or ')}?`,
    noneInSource: (source, what) => `I do not know: ${source} records no ${what}.`,
    noneOfPages: ({ called, total }) =>
      total === 0
        ? `I found no ${called}.`
        : `I could not find that in the ${total === 1 ? '' : `${total} `}${called}.`,

    nothingSynced: (sources) =>
      `I have no data yet: none of my sources (${sources}) was ever synced. “orgwise sources status” tells whoever runs me why.`,
    closest: (kind, name) => `The closest that I have is the ${kind} ${name}.`,
    wouldKnow: (names, role, of) =>
      `Who may know: ${names.join(' and ')}, ${
        {
          author: `who wrote ${of}`,
          assignee: `assigned to ${of}`,
          reporter: `who opened ${of}`,
          lead: `who ${names.length === 1 ? 'leads' : 'lead'} the team of ${of}`,
          manager: `whom ${of} reports to`,
        }[role]
      }.`,
    unrecorded: {
      salary: 'salary',
      birthday: 'birthday',
      address: 'private address',
      phone: 'phone number',
      absence: 'absence',
    },
    recorded: {
      MEMBER_OF: 'team membership',
      LEADS: 'lead',
      WORKS_FOR: 'employer',
      ASSIGNED_TO: 'assignee',
      REPORTED: 'person who opened a task',
      APPROVED: 'approver',
      IN_PROJECT: 'project of a task',
      OWNED_BY: 'team of a task',
      BLOCKS: 'task that blocks another',
      SUBTASK_OF: 'part of a task',
      DESCRIBED_BY: 'page that describes a task',
      PART_OF: 'part of a team',
      AUTHORED: 'author of a page',
    },
  },
  zh: {
    noSuch: {
      Employee: (surface) => `数据中没有叫“${surface}”的人。`,
      Team: (surface) => `数据中没有叫“${surface}”的团队。`,
      Company: (surface) => `数据中没有叫“${surface}”的公司。`,
      Project: (surface) => `数据中没有叫“${surface}”的项目。`,
      Task: (surface) => `数据中没有“${surface}”这个任务。`,
    },
    didYouMean: (names) => `您是指${names.join('还是')}吗？`,
    noneInSource: (source, what) => `我不知道：${source} 没有记录${what}。`,
    noneOfPages: ({ called, total }) =>
      total === 0 ? `没有找到${called}。` : `在${called}（共 ${total} 篇）中没有找到答案。`,

    nothingSynced: (sources) =>
      `还没有任何数据：数据源（${sources}）从未成功同步。管理员可以用“orgwise sources status”查看原因。`,
    closest: (kind, name) => `最接近的是${kind}：${name}。`,
    wouldKnow: (names, role, of) =>
      `可以问${names.join('和')}（${
        {
          author: `${of}的作者`,
          assignee: `负责${of}`,
          reporter: `创建了${of}`,
          lead: `负责${of}所在的团队`,
          manager: `${of}的上级`,
        }[role]
      }）。`,
    unrecorded: {
      salary: '工资',
      birthday: '生日',
      address: '住址',
      phone: '电话号码',
      absence: '休假和缺勤',
    },
    recorded: {
      MEMBER_OF: '团队成员关系',
      LEADS: '负责人',
      WORKS_FOR: '所属公司',
      ASSIGNED_TO: '任务负责人',
      REPORTED: '任务创建人',
      APPROVED: '审批人',
      IN_PROJECT: '任务所属项目',
      OWNED_BY: '任务所属团队',
      BLOCKS: '任务间的阻塞关系',
      SUBTASK_OF: '子任务',
      DESCRIBED_BY: '描述任务的文章',
      PART_OF: '团队的上下级关系',
      AUTHORED: '文章作者',
    },
  },
};
