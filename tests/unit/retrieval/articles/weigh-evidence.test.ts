import { describe, expect, it } from 'vitest';
import type { TermStatistics } from '../../../../src/graph/graph-store.ts';
import { askedWords } from '../../../../src/retrieval/articles/asked-words.ts';
import type { Concept } from '../../../../src/retrieval/articles/concepts.ts';
import { questionTerms } from '../../../../src/retrieval/articles/question-terms.ts';
import { synonymsOf } from '../../../../src/retrieval/articles/synonyms.ts';
import {
  type Standing,
  standingOf,
  weighEvidence,
} from '../../../../src/retrieval/articles/weigh-evidence.ts';

const wiki = (pages: Readonly<Record<string, number>>): TermStatistics => ({
  documents: 100,
  averageLength: 200,
  documentFrequency: new Map(Object.entries(pages)),
});
const standing = (question: string, text: string, statistics: TermStatistics): Standing => {
  const concepts = [...questionTerms(question)].map(
    ([term, weight]): Concept => ({
      term,
      weight,
      variants: [term, ...synonymsOf(term)].map((one) => ({ term: one, share: one === term ? 1 : 0.5 })),
    }),
  );
  return standingOf(weighEvidence(askedWords(question), concepts, text, statistics));
};
const answers = (question: string, text: string, statistics: TermStatistics): boolean =>
  standing(question, text, statistics) === 'answer';

describe('words of writing without spaces', () => {
  const page = '酒店 每晚 600 元。去柏林、里斯本或多伦多出差须提前预订。';

  it('are told apart as words, so that the rest of a sentence is not lacking', () => {
    expect(askedWords('去苏州出差酒店一晚最多能订多少钱的').stretches).toEqual([
      '苏州',
      '出差',
      '酒店',
      '一晚',
    ]);
    expect(askedWords('司机的车牌信息能发到德国去吗').stretches).toEqual(['司机', '车牌', '信息', '德国']);
  });

  it('bear a question out where half of them are there, two at least', () => {
    const rare = wiki({});
    expect(answers('去苏州出差酒店一晚最多能订多少钱的', page, rare)).toBe(true);
    expect(answers('酒店的健身房在哪', page, rare)).toBe(false);
  });
});

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

  it('does not find half of a Chinese name in another name', () => {
    const statistics = wiki({ 李: 9, 雷: 4, 团队: 20 });
    expect(answers('李雷在哪个团队？', '李娜在团队里，附近有雷达。', statistics)).toBe(false);
    expect(answers('李雷在哪个团队？', '李雷在集成团队。', statistics)).toBe(true);
  });

  it('finds a Chinese word by another for the same', () => {
    const statistics = wiki({ 泄露: 2, 客户: 20, 怀疑: 2, 数据: 20 });
    expect(answers('怀疑客户资料泄漏怎么办？', '怀疑客户数据泄露时报告孙磊。', statistics)).toBe(true);
  });

  it('is nothing for a question without words of its own', () => {
    expect(answers('How long?', 'Ten days.', wiki({}))).toBe(false);
  });

  it('reads Chinese by the characters that the text has in pairs', () => {
    const statistics = wiki({ 上海: 20, 病假: 3, 工资: 4 });
    expect(answers('病假前几天发全额工资？', '病假前 15 个工作日发全额工资。', statistics)).toBe(true);
    expect(answers('明天上海天气怎么样？', '上海办公室周一开门。', statistics)).toBe(false);
  });

  it('meets a Chinese question over an English wiki in English words for its own', () => {
    const statistics = wiki({
      'k8s.gcr.io': 3,
      k8s: 50,
      gcr: 5,
      io: 60,
      stream: 9,
      protocol: 20,
      server: 30,
    });
    expect(answers('旧的镜像仓库 k8s.gcr.io 哪一天停用？', 'k8s.gcr.io is frozen.', statistics)).toBe(true);
    const question = 'k8s 与服务器之间的流式协议是哪一年弃用的？';
    expect(standing(question, 'k8s is a name.', statistics)).toBe('none');
    expect(standing(question, 'The k8s streaming protocol of the server is deprecated.', statistics)).toBe(
      'answer',
    );
  });

  it('is close where half of the words are there, and nothing where one of two is', () => {
    const statistics = wiki({ pension: 2, pai: 40, norwai: 1 });
    expect(
      standing('How much is paid to the pension in Norway?', 'Who is paid gets a pension.', statistics),
    ).toBe('close');
    expect(standing('Shut up, idiot', 'It is shut.', wiki({ shut: 3 }))).toBe('none');
  });
});
