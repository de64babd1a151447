import { expect, it } from 'vitest';
import { scriptOf, scriptOfQuestion } from '../../../../src/models/local/script-of.ts';

it('tells what a text is written in by most of its words', () => {
  const texts = [
    'Horizon 每次预测多久?',
    'The runbook of 王小明 is here',
    'Explain 在中国区不提供',
    'Графики',
    '12:30',
    '会議のスケジュールをこちらで確認',
  ];
  expect(texts.map(scriptOf)).toEqual(['han', 'latin', 'han', 'latin', 'latin', 'latin']);
});

it('leaves questions alone of which no encoder understands all', () => {
  const questions = ['Where is naïve Zoë?', '报销 limit', 'Who is 王小明?', 'いつ', '언제', '会議はいつ'];
  expect(questions.map(scriptOfQuestion)).toEqual(['latin', 'han', null, null, null, null]);
});
