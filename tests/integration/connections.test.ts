import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/retrieval/answer.ts';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();

async function ask(question: string, email?: string): Promise<Answer> {
  return await company.ask({ question, as: email });
}

describe('a connection is told a sentence a link', () => {
  it.each<[string, readonly string[]]>([
    [
      'How is the SSO runbook connected to John Doe?',
      ['WEB-60', 'is described in “SSO runbook”.', 'John Doe is assigned to WEB-60'],
    ],
    [
      'How are John Doe and Elena Petrova connected?',
      ['John Doe is assigned to WEB-60', 'Elena Petrova wrote “SSO runbook”.'],
    ],
    [
      'How is "Explain and OpenAI" related to employees of OpenAI?',
      ['connected to 2 of them', 'mentions Rachel Nakamura: “The account is looked after by Rachel Nakamura'],
    ],
    [
      'How is John Doe related to OpenAI?',
      [
        'WEB-47 “Show draft notes from Explain beside the chart” mentions OpenAI: “The text comes from OpenAI',
      ],
    ],
    ['How is OpenAI related to the Web team?', ['is the work of Web.', '(1 more connection is as short.)']],
    ['John Doe和Elena Petrova有什么关系？', ['John Doe负责WEB-60', 'Elena Petrova撰写了“SSO runbook”。']],
    ['SSO runbook和OpenAI有什么关联？', ['“Passwords and keys”提到了“SSO runbook”和OpenAI：“']],
  ])('%s', async (question, parts) => {
    const answer = await ask(question);
    for (const part of parts) expect(answer.text).toContain(part);
    expect(answer.claims.length).toBeGreaterThan(0);
    for (const claim of answer.claims) {
      expect(claim.citations.length).toBeGreaterThan(1);
      expect(answer.text).toContain(claim.text);
    }
  });

  it('a page is said to mention what its own passage mentions, not what is mentioned beside a link to it', async () => {
    const { text, claims } = await ask('How is the SSO runbook related to employees of Voltmoor?');
    expect(text).toContain('“Remote work” mentions “SSO runbook” and Nora Weiss');
    const quoted = claims.flatMap(({ citations }) => citations).filter(({ quote }) => quote !== undefined);
    for (const { key, quote } of quoted) {
      const [page] = await company.orgwise.graph.findByKeys('Article', [key], { acls: 'all' });
      const words = String(page?.properties.body)
        .replace(/\[([^\]]*)\]\([^)]*\)|[*_`]/g, '$1')
        .replace(/\s+/g, ' ');
      expect(words).toContain(quote);
    }
  });

  it('leads over what the asker may read alone', async () => {
    const restricted = await ask(
      'How is Maria Lindqvist connected to OpenAI?',
      'leila.rahimi@voltmoor.example',
    );
    expect(restricted.text).toContain('Board pack');
    const open = await ask('How is Maria Lindqvist connected to OpenAI?', 'john.doe@voltmoor.example');
    expect(open.text).not.toContain('Board pack');
    expect(JSON.stringify(open)).not.toContain('board-pack');
  });
});

describe('who knows is ranked by what they wrote, finished, have, and are named with', () => {
  it.each<[string, string, number]>([
    ['Who knows about certificates?', 'Elena Petrova', 14],
    ['Who is the expert on forecasting?', 'Xu Jing', 25],
    ['谁了解充电桩？', '张敏', 12],
  ])('%s: %s', async (question, first, total) => {
    const answer = await ask(question);
    expect(answer.text.split('\n')[1]).toMatch(new RegExp(`^- ${first} — `));
    expect(answer.total).toBe(total);
  });

  it('tells the evidence, and says where there is none', async () => {
    const { text } = await ask('Who knows about certificates?');
    expect(text).toContain('PLAT-138, PLAT-139; Certificate renewal at the edge, Identity, SSO runbook');
    expect(text).toContain('Huang Bo — passages that name both: 1');
    expect((await ask('谁懂年假政策？')).text).toContain('数据中没有人的任务或页面涉及年假政策');
  });
});

describe('who knows about a word of a title', () => {
  it('are all who wrote about it or have tasks about it, first whose page is called so', async () => {
    const told = async (question: string) =>
      ((await company.ask({ question })).rows?.rows ?? []).map(({ cells: [name] }) => name);
    expect(await told('who knows about Postgres')).toEqual(['Kwame Mensah', 'Devon Clarke', 'Jakub Svoboda']);
    expect((await told('who knows about OpenAI'))[0]).toBe("Michael O'Connor");
    expect(await told('who knows about ISO 27001')).toEqual(['Amara Nwosu']);
  });
});
