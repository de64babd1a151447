import { describe, expect, it } from 'vitest';
import { isEverydayChinese, isEverydayWord } from '../../../src/graph/everyday-words.ts';

describe('a word of every day', () => {
  it.each(['Support', 'platform', 'Groundwork', 'Catalog', 'Harbour', 'Analytics', 'Ｔａｒｇｅｔ'])(
    '%s is one',
    (word) => {
      expect(isEverydayWord(word)).toBe(true);
    },
  );

  it.each(['Meterline', 'Google', 'Kestrel', 'Voltmoor', 'kubectl', 'Müller', ''])('%s is none', (word) => {
    expect(isEverydayWord(word)).toBe(false);
  });

  it.each(['平台', '支持', '高峰', '苹果'])('%s is one', (name) =>
    expect(isEverydayChinese(name)).toBe(true),
  );

  it.each(['张伟', '数据平台', '阿里巴巴', '王小明'])('%s is none', (name) => {
    expect(isEverydayChinese(name)).toBe(false);
  });
});
