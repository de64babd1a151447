import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/retrieval/planning/planner.ts';
import { planOf } from './understanding.ts';

type Language = 'en' | 'zh';

/** How the past is asked, of which relation and which days: `list LEADS 2025-01-01..2026-01-01`. */
function told(plan: Plan | null): string {
  if (plan?.kind !== 'query') return String(plan?.kind ?? null);
  const { shape } = plan;
  if (shape.kind === 'changes') return `changes ${shape.types.join()} ${days(shape.asked)}`;
  if (shape.kind !== 'history') return `present ${shape.kind}`;
  const former = shape.isFormer === true ? ' former' : '';
  const pivot = shape.pivot === undefined ? '' : ` ${shape.pivot.join()}`;
  return `${shape.how} ${shape.type}${former}${pivot} ${days(shape.asked)}`;
}

const days = (span: { readonly from?: string; readonly to?: string } | null): string =>
  span === null ? 'ever' : `${span.from ?? ''}..${span.to ?? ''}`;

describe('what is asked of the past', () => {
  it.each<[string, string, Language?]>([
    ['Who did Ana Silva report to in March 2025?', 'list REPORTS_TO 2025-03-01..2025-04-01'],
    ['Who led Web last year?', 'list LEADS 2025-01-01..2026-01-01'],
    ['Who was in Web on 1 June?', 'list MEMBER_OF 2026-06-01..2026-06-02'],
    ['How many people were in Web in May?', 'count MEMBER_OF 2026-05-01..2026-06-01'],
    ['Was Ben Okafor in Web in January?', 'exists MEMBER_OF 2026-01-01..2026-02-01'],
    ['Who was in Web before 2024?', 'list MEMBER_OF ..2024-01-01'],
    ['Which tasks was Ana Silva assigned to in May?', 'list ASSIGNED_TO 2026-05-01..2026-06-01'],
    ["What was Ana Silva's title in 2023?", 'list HELD 2023-01-01..2024-01-01'],
    ['Who used to lead Web?', 'list LEADS former ever'],
    ["Who was Ana Silva's previous manager?", 'list REPORTS_TO former ever'],
    ["Who was Ana Silva's manager before Ben Okafor?", 'before REPORTS_TO employee:x:ben ever'],
    ['Who led Web after Ben Okafor?', 'after LEADS employee:x:ben ever'],
    ['Since when has Ana Silva reported to Ben Okafor?', 'since REPORTS_TO ever'],
    ['How long has Ben Okafor led Web?', 'since LEADS ever'],
    ['When did Ana Silva join Web?', 'since MEMBER_OF ever'],
    ['What teams has Ana Silva been on?', 'list MEMBER_OF ever'],
    ['Which managers has Ana Silva had?', 'list REPORTS_TO ever'],
    ['Has Ana Silva ever led Web?', 'exists LEADS ever'],
    ['三月份谁领导Web团队？', 'list LEADS 2026-03-01..2026-04-01', 'zh'],
    ['2024年十一月谁领导Web团队？', 'list LEADS 2024-11-01..2024-12-01', 'zh'],
    ['去年谁是Ana Silva的上级？', 'list REPORTS_TO 2025-01-01..2026-01-01', 'zh'],
    ['2023年Ana Silva的职位是什么？', 'list HELD 2023-01-01..2024-01-01', 'zh'],
    ['谁曾经领导过Web？', 'list LEADS former ever', 'zh'],
    ['Ana Silva以前的职位是什么？', 'list HELD former ever', 'zh'],
    ['Ben Okafor是什么时候开始领导Web的？', 'since LEADS ever', 'zh'],
    ['Web的前任负责人是谁？', 'list LEADS former ever', 'zh'],
    ['Ana Silva待过哪些团队？', 'list MEMBER_OF ever', 'zh'],
    ['Ana Silva从什么时候开始向Ben Okafor汇报？', 'since REPORTS_TO ever', 'zh'],
    ['Ben Okafor之前谁是Ana Silva的上级？', 'before REPORTS_TO employee:x:ben ever', 'zh'],
  ])('%s', (text, expected, language) => {
    expect(told(planOf(text, language))).toBe(expected);
  });
});

describe('what changed', () => {
  it.each<[string, string, Language?]>([
    ['What changed in the org this week?', 'changes MEMBER_OF,REPORTS_TO,HELD,LEADS 2026-11-16..2026-11-23'],
    ['Who changed teams since October?', 'changes MEMBER_OF 2026-10-01..'],
    ['Who got a new manager this year?', 'changes REPORTS_TO 2026-01-01..2027-01-01'],
    ['Who joined Web since May?', 'changes MEMBER_OF 2026-05-01..'],
    ['Who left Web this year?', 'changes MEMBER_OF 2026-01-01..2027-01-01'],
    ['今年谁加入了Web团队？', 'changes MEMBER_OF 2026-01-01..2027-01-01', 'zh'],
    ['What changed in Web last year?', 'changes MEMBER_OF,LEADS 2025-01-01..2026-01-01'],
    ['十月以来谁换了团队？', 'changes MEMBER_OF 2026-10-01..', 'zh'],
    ['本周组织有什么变化？', 'changes MEMBER_OF,REPORTS_TO,HELD,LEADS 2026-11-16..2026-11-23', 'zh'],
  ])('%s', (text, expected, language) => {
    expect(told(planOf(text, language))).toBe(expected);
  });
});

describe('what is known as of today only, or not asked of the past at all', () => {
  it.each([
    ['Who in Berlin led Web last year?', 'null'],
    ['Which open tasks was Ana Silva assigned to in May?', 'null'],
    ['Who led Web in 2023 and in 2024?', 'null'],
    ['Who will lead Web next year?', 'null'],
    ['Who was not in Web in 2024?', 'null'],
    ['What changed in the release this week?', 'null'],
    ['How long has Ana Silva worked here?', 'present duration'],
    ['Who leads Web?', 'present list'],
    ['Who joined since May?', 'present list'],
  ])('%s', (text, expected) => {
    expect(told(planOf(text))).toBe(expected);
  });
});
