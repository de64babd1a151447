/** What of words that are a team's or person's name as well can only be said of somebody; "runs" and "reviews" of things too. */
const doesAfter =
  /^\s+(?:owns?|decides?|approves?|(?:is|are) (?:on call|on duty|responsible|accountable|in charge))(?![\p{L}\p{N}])/u;
const chineseDoesAfter = /^\s?(?:负责|牵头|值班|負責|牽頭)/;
const askedBefore = /(?:联系|询问|交给|转给|聯繫|詢問|交給|轉給)\s?$/;
/** A department ("平台部"), but no part of another word ("平台部署", "平台组件"). */
const departmentAfter = /^(?:部(?![分件署位落队隊])|[组組](?![件织織合成装裝建]))/;
const personAfter = /^\s?(?:经理|总监|工程师|主管|先生|女士|老师|同事|經理|總監|工程師|老師)/;
const personBefore =
  /(?:[由请找請]|经理|总监|工程师|同事|(?:负责人|作者|联系人|經理|總監|工程師|負責人|聯絡人)[:：]?)\s?$/;

/** Whether what stands beside words says that a team or a person is meant: "Support owns the pager", "由高峰负责". */
export function isActing(text: string, start: number, end: number, kind: 'team' | 'person'): boolean {
  const before = text.slice(Math.max(0, start - 8), start);
  const after = text.slice(end, end + 24);
  if (doesAfter.test(after) || chineseDoesAfter.test(after) || askedBefore.test(before)) return true;
  return kind === 'team' ? departmentAfter.test(after) : personAfter.test(after) || personBefore.test(before);
}
