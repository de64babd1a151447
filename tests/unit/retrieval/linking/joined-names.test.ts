import { describe, expect, it } from 'vitest';
import { joinNames } from '../../../../src/retrieval/linking/joined-names.ts';
import { lexicons } from '../../../../src/retrieval/planning/lexicons/lexicons.ts';
import { german } from '../../../fixtures/german/german.ts';

const names = joinNames([...lexicons, german]);

describe('what languages have to say of names, joined', () => {
  it('a country has its names of all languages under each of them', () => {
    for (const name of ['canada', 'kanada', '加拿大'])
      expect(names.countries.get(name)).toEqual(expect.arrayContaining(['canada', 'kanada', '加拿大']));
  });

  it('a place has what each language calls it', () => {
    expect(names.places.lisbon).toEqual(['里斯本', 'lissabon']);
  });

  it('a kind of team has the words of all languages', () => {
    const kind = names.teamKinds.find((one) => one.includes('department'));
    expect(kind).toEqual(expect.arrayContaining(['department', 'dept', '部门', 'abteilung']));
  });

  it('nouns end as in each language, and not at all in Chinese', () => {
    expect(names.nounForms('category')).toContain('categories');
    expect(names.nounForms('aufgabe')).toContain('aufgaben');
    expect(names.nounForms('任务')).toEqual(['任 务']);
  });

  it('fields of any language say what sort of thing a task is', () => {
    for (const field of ['extra.kind', 'extra.issue type', 'extra.类型', 'extra.kategorie'])
      expect(names.isKindField(field), field).toBe(true);
    expect(names.isKindField('extra.mankind')).toBe(false);
  });

  it('without a language there is nothing', () => {
    const none = joinNames([]);
    expect(none.nounForms('task')).toEqual(['task']);
    expect(none.isKindField('extra.kind')).toBe(false);
    expect('John Doe Jr'.replace(none.generation, '')).toBe('John Doe Jr');
  });
});
