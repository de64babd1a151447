import { describe, expect, test } from 'vitest';
import { dayWithoutYear, storingOf } from '../../../src/access/stored-fields.ts';

describe('fields that are stored of nobody', () => {
  test.each([
    'Salary',
    'annual_salary',
    'basePay (EUR)',
    'Gehalt',
    '薪资',
    'Home address',
    'homeAddress',
    'Address',
    'Anschrift',
    '家庭住址',
    'Leave reason',
    'reason_for_absence',
    'Termination Reason',
    '离职原因',
    'Ethnicity',
    'race',
    '民族',
    'Religion',
    'Konfession',
    'Health notes',
    'Sick days',
    'Schwerbehinderung',
    '病假天数',
    'Marital Status',
    'Trade union',
    'IBAN',
    'Tax ID',
    'Jahresgehalt',
    'Grundgehalt',
    'Bruttogehalt',
    'Monatslohn',
    'Stundenlohn',
    'Entgelt',
    'Remuneration',
    'CTC',
    'basesalary',
    'basepay',
    '年薪',
    '月薪',
    'Street',
    'Address line 1',
    'Privatanschrift',
    'Postanschrift',
    'homeaddress',
    '居住地址',
    'Leave type',
    'Time off reason',
    'Leaving reason',
    'Reason for termination',
    'Austrittsgrund',
    'Urlaubsgrund',
    '休假原因',
    'Disabilities',
    'Behindert',
    'Schwerbehindert',
    'Diagnosis',
    'Vaccinated',
    'Blood type',
    'Allergies',
    '疾病',
    'Age',
    '年龄',
    'Krankenkasse',
    'personalEmail',
    'Notfallkontakt',
    'Steuerklasse',
    'Home Phone 2',
  ])('%s', (name) => expect(storingOf(`extra.${name}`, {})).toBe('never'));

  test.each([
    'Office address',
    'Phone',
    'Grade',
    'Cost centre',
    'Payments team',
    'Race Team Lead Contact',
    '分机',
    'Pronouns',
    'Page',
    'Image',
    'Language',
    'Manager',
    'Agent',
    'Package',
    'Storage',
    'Street team',
    'Office address line 1',
    'Work street',
    'Dienstanschrift',
    'Diagnostics team',
    'Leave approver',
    'Time zone',
    'Standort',
    'Payload',
    'Racetrack',
    'Sprache',
    '工位',
    '工作地址',
    '部门',
  ])('but %s is stored, where the name says nothing of them', (name) =>
    expect(storingOf(`extra.${name}`, {})).toBe(name.startsWith('Race ') ? 'never' : 'whole'),
  );

  test.each(['Employee', 'Team', 'Task', 'Article'] as const)('pay is stored of no %s', (label) => {
    for (const name of ['Salary', 'baseSalary', 'Jahresgehalt', '薪资'])
      expect(storingOf(`extra.${name}`, {}, label)).toBe('never');
    expect(storingOf('extra.Year of birth', {}, label)).toBe('never');
    expect(storingOf('extra.Birthday', {}, label)).toBe('day');
  });

  test.each(['Health', 'Project health', 'Age', 'Diagnosis', 'Exit code', 'Address', 'Race condition'])(
    '%s tells of a thing where it is no person’s field',
    (name) => {
      expect(storingOf(`extra.${name}`, {}, 'Task')).toBe('whole');
      expect(storingOf(`extra.${name}`, { Task: { [`extra.${name}`]: 'never' } }, 'Task')).toBe('never');
      if (name !== 'Exit code') expect(storingOf(`extra.${name}`, {})).toBe('never');
    },
  );

  test('no policy undoes what a name tells', () => {
    const policy = { Employee: { 'extra.Salary': ['hr'], 'extra.Birthday': 'everyone' } } as const;
    expect(storingOf('extra.Salary', policy)).toBe('never');
    expect(storingOf('extra.Birthday', policy)).toBe('day');
    expect(storingOf('extra.Grade', { Employee: { extra: 'never' } })).toBe('never');
    // Who may read what is stored is no word that it is to be stored.
    expect(storingOf('extra.Salary', { Employee: { extra: ['self'] } })).toBe('never');
    expect(storingOf('location', { Employee: { location: 'never' } })).toBe('never');
  });

  test.each(['Birth year', 'birthyear', 'Year of birth', 'Geburtsjahr', '出生年月', '出生年份'])(
    'a year of birth, %s, is stored of nobody, whatever the policy says',
    (name) => {
      expect(storingOf(`extra.${name}`, {})).toBe('never');
      expect(storingOf(`extra.${name}`, { Employee: { [`extra.${name}`]: ['hr'] } })).toBe('never');
    },
  );

  test.each(['dateofbirth', 'birthdate', 'Geburtsdatum', '出生日期'])('of %s the day is', (name) =>
    expect(storingOf(`extra.${name}`, {})).toBe('day'),
  );

  test.each([
    ['1984-03-07', '03-07'],
    ['1984/3/7', '03-07'],
    ['1984年3月7日', '03-07'],
    ['1984-03-07T00:00:00Z', '03-07'],
    ['--03-07', '03-07'],
    ['07.03.1984', '03-07'],
    ['03-07', '03-07'],
    ['7 March 1984', null],
    ['1984-13-07', null],
    ['3/7/84', null],
  ])('a birthday %s is kept as %s', (value, kept) => expect(dayWithoutYear(value)).toBe(kept));
});
