import { describe, expect, it } from 'vitest';
import { splitQuestion } from '../../../src/retrieval/planning/split-question.ts';
import { itemsOf } from './understanding.ts';

const partsOf = (text: string, language: 'en' | 'zh' = 'en') => splitQuestion(text, itemsOf(text, language));

describe('a question that asks several things is split', () => {
  it.each<[string, readonly string[], ('en' | 'zh')?]>([
    ['How many people are in Web and who leads it?', ['How many people are in Web', 'who leads it?']],
    ['Who leads Web, and where is she based?', ['Who leads Web', 'where is she based?']],
    [
      "Who is Ana Silva's manager and what is he working on?",
      ["Who is Ana Silva's manager", 'what is he working on?'],
    ],
    ['How many tasks does Web have? And who leads Web?', ['How many tasks does Web have?', 'who leads Web?']],
    [
      'How many people are in Web, who leads it and where is she based?',
      ['How many people are in Web', 'who leads it', 'where is she based?'],
    ],
    [
      'Is Ana Silva in Web and does she report to Ben Okafor?',
      ['Is Ana Silva in Web', 'does she report to Ben Okafor?'],
    ],
    ['Web团队有多少人，谁领导它？', ['Web团队有多少人', '谁领导它？'], 'zh'],
    ['谁是Ana Silva的上级，他在做什么？', ['谁是Ana Silva的上级', '他在做什么？'], 'zh'],
    ['谁领导Web以及它有多少成员？', ['谁领导Web', '它有多少成员？'], 'zh'],
  ])('%s', (text, parts, language) => {
    expect(partsOf(text, language)).toEqual(parts);
  });
});

describe('a question that asks one thing is not', () => {
  it.each<[string, ('en' | 'zh')?]>([
    ['Who is in Web and in Berlin?'],
    ['Who is in Web and is in Berlin?'],
    ['People who are in Web and who are in Berlin'],
    ['Which tasks of Ana Silva are open and which are blocked?'],
    ['Tasks of Ana Silva and Ben Okafor'],
    ['How many tasks are open and how many are done?'],
    ['Who is in Web, Security or Data and Forecasting?'],
    ['谁在Web和Security？', 'zh'],
  ])('%s', (text, language) => {
    expect(partsOf(text, language)).toBeNull();
  });
});
