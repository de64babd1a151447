import type { Rephrasing } from '../../rephrase.ts';
import { part } from './say.ts';

/** English words that stand in Chinese sentences, each with the Chinese for it; two of them together before one alone. */
const loans: readonly (readonly [loan: string, plain: string])[] = [
  ['skip[- ]level(?: manager| boss)?', '上级的上级'],
  ['(?:line|direct) manager', '直属上级'],
  ['direct[- ]reports?', '直接下属'],
  ['(?:open|pending) (?:tickets?|tasks?|issues?)', '未完成的任务'],
  ['(?:overdue|late) (?:tickets?|tasks?|issues?)', '逾期的任务'],
  ['blocked (?:tickets?|tasks?|issues?)', '受阻的任务'],
  ['blocked by', '被阻塞'],
  ['due date|deadline|ddl', '截止日期'],
  ['in progress', '进行中'],
  ['to[- ]?do', '待办'],
  ['head ?count', '人数'],
  ['tickets?|tasks?|issues?', '任务'],
  ['teams?', '团队'],
  ['offices?', '办公室'],
  ['projects?', '项目'],
  ['e-?mails?', '邮箱'],
  ['titles?', '职位'],
  ['leaders?|leads?', '负责人'],
  ['managers?|boss', '上级'],
  ['assignees?|owners?', '负责人'],
  ['reporters?', '提出人'],
  ['priority', '优先级'],
  ['status', '状态'],
  ['overdue', '逾期'],
  ['blocked', '受阻'],
  ['done|closed', '已完成'],
  ['open', '未完成'],
  ['due', '到期'],
  ['base', '在'],
  ['by', '按'],
];
/** No word or key in Latin letters stands beside it, which it might be a part of. */
const alone = (loan: string): string =>
  `(?<![\\p{Script=Latin}\\d-])(?<![\\p{Script=Latin}"“'‘]\\s+)(?:${loan})(?!\\s*[\\p{Script=Latin}"”'’-])`;

const asks = '(?:什么|哪|谁|几|多少|啥|何|吗)';
const please = '(?:要|麻烦|劳驾|帮忙|帮我|请|求|能不能|能否|可以|可否|方便|想|我想|我要|帮)';
const look =
  '(?:看看|查查|查下|看下|看一下|查一下|问一下|问下|问问|数一下|数下|数数|算一下|算算|统计一下|统计下|确认一下|确认下|确认|' +
  '提供一下|提供|告知一下|告知|告诉我|给出|认识一下|认识下|找出|升级一下|打听一下|跟进一下|催一下|报一下|搜一下|搜下|找一下|找下|了解一下|比一下|比比)';
const show =
  '(?:给我|让我)?(?:发一份给我|发给我一份|给我发一份|看看|看一下|看下|列一?下|列出来|列给我|列个单子|列个清单|拉个单子|拉个清单|拉给我看看|拉给我|发我一?下|发一下|发给我|发我|报一?下|报给我|' +
  '数一数|数一?下|告知一?下|说一?下|给个数|给我一份|给一份|给我看看|给我)';

/** What is typed in passing, in the order in which it is looked for. */
export const rephrasingsOfChat: readonly Rephrasing[] = [
  part('甚么|什麽', '什么'),
  part('瞭解', '了解'),
  ...loans.map(([loan, plain]) => part(alone(loan), plain)),
  part('\\s*[\\p{Extended_Pictographic}\\u{FE0F}]+', ''),
  part('(?<=\\p{Script=Han})\\s+(?=\\p{Script=Han})', ''),
  part('[!！]{2,}', '！'),
  part(
    '(?<=.{4})[，,。！!]?\\s*(?:谢谢|多谢|谢啦|谢了|感谢|辛苦了?)(?:您|你|大家|啦|了)*[。！!～~\\s]*$',
    '',
  ),
  // Who is asked whether they know is not asked about.
  part(
    `(?<=^|[,，:：]\\s*)(?:有人|有谁|谁|哪位|大家|你们?|您)(?:能|可以)?(?:知道|记得|清楚|晓得)(?!(?:关于)?我)(?=\\s*[^\\s的].*${asks})(.*?)(?<=${asks}.*)吗?(?=[?？\\s]*$)`,
    '$1',
  ),
  part('(?<=^|[,，:：]\\s*)(?:有人|有谁|谁|哪位)(?:能|可以)(?:告诉我|说一?下|帮我查一?下)', ''),
  part(
    `(?<=^|[,，:：]\\s*)${please}*(?:你|您|大家)?(?:帮我|帮忙)?${look}(?:的?是)?[,，:：\\s]*(?=\\S.{3})`,
    '',
  ),
  part(`(?<=^|[,，:：]\\s*)${please}+(?:知道|看|查|找出|算)(?=\\S.{3})`, ''),
  part('^(?:跪求|急求|求问|求(?![助职学知救证偿索生]))(?=\\s*\\S.{3})', ''),
  part(`(?<=^|[,，:：]\\s*)(?:请问一?下?|想问问)[,，:：\\s]*`, ''),
  part(`(?<=^|[,，:：]\\s*)(?:${please})*(?:你|您)?把(.{2,40}?)${show}+(?=[?？。！!\\s]*$)`, '列出$1'),
  part(`(?<!^)[,，]?\\s*(?:麻烦|请|帮忙)*(?:都|全)?${show}(?:名字|人名|姓名)?(?=[?？。！!～~\\s]*$)`, ''),
  part('(?<=.{4})[,，]\\s*(?:都|分别)叫什么(?:名字)?(?=[?？。！!～~\\s]*$)', ''),
  part('[,，]\\s*(?:叫什么(?:名字)?|报上名来)(?=[?？。！!～~\\s]*$)(?<=(?:谁|哪|几|什么).*)', ''),
  part('吗[,，]\\s*(?:都|分别)?叫什么(?:名字)?(?=[?？。！!～~\\s]*$)(?<=(?:谁|哪|几|什么).*)', ''),
  part('(?<![\\p{L}])全(?:院|馆|厂|校|所|台|店|团|集团|司|单位)(?!面|部)', '全公司'),
  // Words that only lengthen a sentence.

  part('(?:咱们?|我们)?(?:咱|我)们?(?:这儿|这里|这边)', '公司'),
  part('(?<=[\\p{L}\\p{N}]\\s?)(?<![在去到从])(?:那边|这边|那头|那儿)(?=[\\p{L}\\s,，])', ''),
  part('(?:具体|眼下|现如今|如今|压根|根本|整体|总体|加起来|合计|平时|通常|到底|究竟)(?![的与])', ''),
  part('任何(?:一个|一项)?', ''),
  part('不分(?:项目|团队|部门)[,，]?', ''),
  part('来着(?=[,，?？。\\s]|$)', ''),
  part('几几年(?=几月|什么)', ''),
  part('在哪边', '在哪里'),
  part('有哪几位(?!同事|人|员工|成员|经理)', '有谁'),
  part('还有(?=(?:多少|几|哪些|什么)(?:个|条|项)?.{0,6}任务.{0,4}没?有?开(?:始|工|动))', '有'),
  part('哪几(?:条|项|件|份|张)', '哪些'),
  part('哪张', '哪个'),
  part('哪(?:一)?(?:位|个|名)(?:同事|人|员工)', '谁'),
  part('(?<=.{3})[,，]?\\s*是(?=[?？\\s]*$)', ''),
  part('算不算', '是不是'),
  part('存不存在|是否存在|有无', '有没有'),
  part('都(?:行|可以|成)[,，]', '的'),
  part('(?:的)?(?:花名册|成员名单|人员名单)', '的成员'),
  part('(?<=团队|组|部|部门|队)的?各位', '的成员'),
  part('(?<=下属|员工|同事|人)名单(?=[?？\\s]*$)', ''),
  part('^(?:人头数|人数|人头)[:：]\\s*(.{2,40})$', '$1有多少人'),
  part('几口人', '几个人'),
  part('人头数', '人数'),
  part('(?:啦|哈|喔|噢|哦|哎)(?=[?？。！!～~\\s]*$)', ''),
  part('(?:现任|现职|在任)(?:的)?(?=\\s*[\\p{L}])', ''),
];
