import { describe, expect, it } from 'vitest';
import type { TermStatistics } from '../../../../src/graph/graph-store.ts';
import { askedWords } from '../../../../src/retrieval/articles/asked-words.ts';
import { bearsOut, weighEvidence } from '../../../../src/retrieval/articles/weigh-evidence.ts';

const wiki = (pages: Readonly<Record<string, number>>): TermStatistics => ({
  documents: 100,
  averageLength: 200,
  documentFrequency: new Map(Object.entries(pages)),
});
const answers = (question: string, text: string, statistics: TermStatistics): boolean =>
  bearsOut(weighEvidence(askedWords(question), text, statistics));

describe('what bears a question out', () => {
  const pay = 'The company pays 20 euros towards lunch.';

  it('is a text with the word that tells what is asked for', () => {
    const statistics = wiki({ compani: 60, pai: 40, pension: 2 });
    expect(answers('How much does the company pay into my pension?', pay, statistics)).toBe(false);
    expect(
      answers('How much does the company pay into my pension?', `${pay} And 5% to a pension.`, statistics),
    ).toBe(true);
  });

  it('is a text with a synonym of it', () => {
    expect(answers('How long is my vacation?', 'Leave is 28 days.', wiki({ leav: 20 }))).toBe(true);
  });

  it('may lack one telling word where it has many others', () => {
    const statistics = wiki({ work: 50, week: 40, day: 60 });
    const text = 'From abroad you may work 30 working days, at most three weeks at a stretch.';
    expect(answers('Can I work from Spain for a few weeks, how many days?', text, statistics)).toBe(true);
    expect(answers('Is there work in Spain?', text, statistics)).toBe(false);
  });

  it('is nothing for a question without words of its own', () => {
    expect(answers('How long?', 'Ten days.', wiki({}))).toBe(false);
  });

  it('reads Chinese by the characters that the text has in pairs', () => {
    const statistics = wiki({ 上海: 20, 病假: 3, 工资: 4 });
    expect(answers('病假前几天发全额工资？', '病假前 15 个工作日发全额工资。', statistics)).toBe(true);
    expect(answers('明天上海天气怎么样？', '上海办公室周一开门。', statistics)).toBe(false);
  });

  it('meets a Chinese question over an English wiki in its names', () => {
    const statistics = wiki({ 'k8s.gcr.io': 3, k8s: 50, gcr: 5, io: 60 });
    expect(answers('旧的镜像仓库 k8s.gcr.io 哪一天停用？', 'k8s.gcr.io is frozen.', statistics)).toBe(true);
    expect(answers('k8s 与服务器之间的流式协议是哪一年弃用的？', 'k8s is a name.', statistics)).toBe(false);
  });
});
