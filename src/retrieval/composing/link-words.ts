import type { RelationshipType } from '../../../graph-schema/index.ts';

type Sentences = Readonly<Record<RelationshipType, (from: string, to: string) => string>>;

/** What each relationship says of its two ends, as a sentence without its full stop. */
export const linksInEnglish: Sentences = {
  REPORTS_TO: (from, to) => `${from} reports to ${to}`,
  HELD: (from, to) => `${from} has the title ${to}`,
  MEMBER_OF: (from, to) => `${from} is in ${to}`,
  PART_OF: (from, to) => `${from} is part of ${to}`,
  LEADS: (from, to) => `${from} leads ${to}`,
  WORKS_FOR: (from, to) => `${from} works for ${to}`,
  ASSIGNED_TO: (from, to) => `${from} is assigned to ${to}`,
  REPORTED: (from, to) => `${from} opened ${to}`,
  APPROVED: (from, to) => `${from} approves ${to}`,
  IN_PROJECT: (from, to) => `${from} belongs to the project ${to}`,
  OWNED_BY: (from, to) => `${from} is the work of ${to}`,
  BLOCKS: (from, to) => `${from} blocks ${to}`,
  SUBTASK_OF: (from, to) => `${from} is a part of ${to}`,
  DESCRIBED_BY: (from, to) => `${from} is described in ${to}`,
  AUTHORED: (from, to) => `${from} wrote ${to}`,
  CHILD_OF: (from, to) => `${from} stands below ${to}`,
  LINKS_TO: (from, to) => `${from} links to ${to}`,
  HAS_PASSAGE: (from, to) => `${from} has the section ${to}`,
  NEXT: (from, to) => `${from} is followed by ${to}`,
  ABOUT: (from, to) => `${from} is tagged ${to}`,
  MENTIONS: (from, to) => `${from} mentions ${to}`,
  KNOWN_AS: (from, to) => `${from} is known as ${to}`,
};

export const linksInChinese: Sentences = {
  REPORTS_TO: (from, to) => `${from}向${to}汇报`,
  HELD: (from, to) => `${from}的职位是${to}`,
  MEMBER_OF: (from, to) => `${from}属于${to}`,
  PART_OF: (from, to) => `${from}是${to}的一部分`,
  LEADS: (from, to) => `${from}领导${to}`,
  WORKS_FOR: (from, to) => `${from}就职于${to}`,
  ASSIGNED_TO: (from, to) => `${from}负责${to}`,
  REPORTED: (from, to) => `${from}提出了${to}`,
  APPROVED: (from, to) => `${from}审批${to}`,
  IN_PROJECT: (from, to) => `${from}属于项目${to}`,
  OWNED_BY: (from, to) => `${from}是${to}的工作`,
  BLOCKS: (from, to) => `${from}阻塞${to}`,
  SUBTASK_OF: (from, to) => `${from}是${to}的一部分`,
  DESCRIBED_BY: (from, to) => `${from}记录于${to}`,
  AUTHORED: (from, to) => `${from}撰写了${to}`,
  CHILD_OF: (from, to) => `${from}位于${to}之下`,
  LINKS_TO: (from, to) => `${from}链接到${to}`,
  HAS_PASSAGE: (from, to) => `${from}中有一节${to}`,
  NEXT: (from, to) => `${from}之后是${to}`,
  ABOUT: (from, to) => `${from}的标签是${to}`,
  MENTIONS: (from, to) => `${from}提到了${to}`,
  KNOWN_AS: (from, to) => `${from}又称${to}`,
};
