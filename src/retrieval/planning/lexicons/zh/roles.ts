import type { CueWords } from '../../lexicon.ts';

/** What people are to others. */
export const chineseRoles: CueWords = {
  'role.manager': ['上级', '经理', '老板', '领导', '上司', '直属上级', '主管', '直接上级', '顶头上司'],
  'role.report': ['下属', '直接下属', '下级', '直属下属', '所有下属', '全部下属', '手下'],
  'role.assignee': ['负责人', '执行人', '经办人', '受理人', '被分配人', '承办人'],
  'role.approver': ['审批人', '批准人', '审核人', '审批者', '批准者'],
  'role.reporter': ['报告人', '提出人', '创建人', '提交人'],
  'role.member': ['成员', '组员', '队员', '有多少人', '有哪些人', '有哪些成员'],
  'role.lead': ['负责人', '组长', '领导', '领头人', '队长', '主管', '带头人', '团队负责人'],
  'role.leadership': ['领导层', '领导班子'],
  'role.chair': ['主席', '联席主席', 'chair', 'chairs'],
  'role.techLead': ['技术负责人', '技术主管', '技术领导', 'tech lead'],
  'role.ceo': ['ceo', '首席执行官', '总裁'],
  'role.author': ['作者'],

  'role.skipManager': ['隔级上级', '隔级经理', '上级的上级', '老板的老板'],
  'role.skipReport': ['隔级下属', '间接下属'],
  'role.parentTeam': ['上级团队', '上级部门', '上一级团队', '上一级部门', '母团队', '所属的上级团队'],
  'role.peer': ['同级', '平级', '同级同事'],
};
