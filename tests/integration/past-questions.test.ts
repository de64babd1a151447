import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/retrieval/answer.ts';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();

const ask = (question: string): Promise<Answer> => company.ask({ question });

describe('facts of the past, from the history of the sample company', () => {
  it.each<[string, readonly string[]]>([
    ['Who did John Doe report to in February 2024?', ['Łukasz Nowak — from 2023-01-01 to 2024-02-29']],
    [
      'Who led Platform last year?',
      ['Liam Byrne — from 2023-02-01 to 2025-03-31', 'José Ferreira — since 2025-04-01'],
    ],
    ['Who led Platform on 31 March 2025?', ['1 person', 'Liam Byrne']],
    ['Who led Platform on 1 April 2025?', ['1 person', 'José Ferreira']],
    ['Was John Doe in Web in March 2024?', ['Yes, since 2024-03-01']],
    ['Was John Doe in Web in January 2024?', ['No: ', 'Data and Forecasting from 2023-01-01 to 2024-02-29']],
    ['How many people reported to Liam in 2024?', ['2 people']],
    ['Who used to lead Platform?', ['1 person', 'Liam Byrne — from 2023-02-01 to 2025-03-31']],
    ['Who led Platform before José?', ['Liam Byrne from 2023-02-01 to 2025-03-31']],
    ['Who led Platform after José?', ['Nobody so far']],
    ["What was John Doe's title in 2023?", ['Backend Engineer — from 2023-01-01 to 2025-06-30']],
    ['Since when has John Doe reported to Marta?', ['since 2024-03-01 (2 years and 8 months)']],
    ['What teams has John Doe been on?', ['Data and Forecasting (data) — from 2023-01-01', 'Web — since']],
    ['Was José ever in Web?', ['No: ']],
    [
      'What changed in the org this week?',
      ['1 person', 'Chloé Martin — team Customer Success from 2026-11-16'],
    ],
    [
      'Who changed managers since January 2025?',
      ['Liam Byrne — manager José Ferreira from 2025-04-01 (before: Priya Raman)'],
    ],
    ['Who led Platform from 2023 to 2025?', ['Liam Byrne', 'José Ferreira', 'begins on 2023-02-01']],
    ['Who joined Security in 2024?', ['1 person', 'Elena Petrova — team Security from 2024-09-01']],
    ['Who joined Web since May?', ['1 person', 'Freya Sørensen — joined on 2026-06-01']],
    ["What was Elena's previous title?", ['Platform Engineer — from 2021-08-02 to 2024-08-31']],
    ['Who worked for Voltmoor in 2017?', ['2 people', 'Helena Brandt', 'Zoë Laurent', 'I do not know about']],
    ['José是什么时候开始领导Platform的？', ['自 2025-04-01 起']],
    ['三月份谁领导平台团队？', ['José Ferreira — 自 2025-04-01 起']],
    [
      '2024年谁是John Doe的上级？',
      ['Łukasz Nowak — 2023-01-01 至 2024-02-29', 'Marta Kowalczyk — 自 2024-03-01 起'],
    ],
    ['John Doe从什么时候开始向Marta汇报？', ['自 2024-03-01 起']],
    ['谁曾经领导过Platform？', ['Liam Byrne — 2023-02-01 至 2025-03-31']],
  ])('%s', async (question, parts) => {
    const answer = await ask(question);
    expect(answer.abstained, answer.text).toBeUndefined();
    for (const part of parts) expect(answer.text).toContain(part);
    expect(answer.text).not.toContain('null');
  });

  it('the explanation says of which days', async () => {
    const { explanation } = await ask('Who led Platform last year?');
    expect(JSON.stringify(explanation)).toContain('from 2025-01-01 to 2025-12-31');
  });

  it('cites whom it names', async () => {
    const answer = await ask('Who led Platform last year?');
    expect(answer.sources.map((source) => source.key)).toEqual(['e047', 'e013']);
    expect(answer.total).toBe(2);
  });
});

describe('what is not known of the past is said', () => {
  it.each<[string, readonly string[]]>([
    ['Who led Platform in 2015?', ['not know that far back', '2023-02-01']],
    ['Who did Freya report to in 2020?', ['not know that far back', '2026-11-20']],
    ['Which tasks was John Doe assigned to in May?', ['not know that far back', '2026-11-20']],
    ['Since when has Ben reported to Helena?', ['do not know since when', '2026-11-20']],
    ['Who led Platform before Liam?', ['do not know', 'first']],
    ['2015年谁领导Platform？', ['不知道', '2023-02-01']],
  ])('%s', async (question, parts) => {
    const answer = await ask(question);
    expect(answer.abstained?.reason, answer.text).toBe('no_data');
    for (const part of parts) expect(answer.text).toContain(part);
    expect(answer.claims).toEqual([]);
  });

  it('whoever may have come later is told apart from whoever surely was there', async () => {
    const { text, total } = await ask('Who was in Web on 1 June 2024?');
    expect(total).toBe(2);
    expect(text).toContain('John Doe — since 2024-03-01');
    expect(text).toMatch(/I do not know about .*2026-11-20.*Elif Yılmaz/);
    // She had not started then.
    expect(text).not.toContain('Freya');
  });

  it('a count that is not complete says so', async () => {
    const { text } = await ask('How many people were in Platform in 2024?');
    expect(text).toMatch(/^At least 3 people in Platform.*I do not know about .*Zhang Wei/);
  });
});
