import { expect, test } from 'vitest';
import { refuseUnstored } from '../../src/refuse-unstored.ts';

type Given = Parameters<typeof refuseUnstored>[0];

const given = (sources: readonly object[], fields: Given['fields'] = {}): Given =>
  ({ sources, fields }) as unknown as Given;

const people = { file: 'people.csv', columns: {}, extra: 'all' };

test.each<[string, readonly object[], Given['fields'], string]>([
  ['readers for pay', [], { Employee: { 'extra.Salary': ['hr'] } }, 'fields.Employee.extra.Salary'],
  ['readers for pay of tasks', [], { Task: { 'extra.Salary': ['hr'] } }, 'fields.Task.extra.Salary'],
  [
    'a renamed attribute',
    [{ type: 'scim', name: 'okta', extra: { Seat: 'urn:acme:User:homePostalAddress' } }],
    {},
    'sources.okta.extra.Seat: urn:acme:User:homePostalAddress',
  ],
  [
    'a field of a person from a column of pay',
    [{ type: 'csv', name: 'hr', people: { ...people, columns: { location: ['Office', 'Home city'] } } }],
    {},
    'sources.hr.people.columns.location: Home city',
  ],
  [
    'a column that is kept',
    [{ type: 'csv', name: 'hr', people: { ...people, extra: ['Jahresgehalt'] } }],
    {},
    'sources.hr.people.extra: Jahresgehalt',
  ],
  [
    'an attribute of a directory',
    [{ type: 'ldap', name: 'ad', people: { attributes: { title: ['title', 'salaryGrade'] } } }],
    {},
    'sources.ad.people.attributes.title: salaryGrade',
  ],
  [
    'a field of a tracker',
    [{ type: 'asana', name: 'work', extra: { Effort: 'Gross salary' } }],
    {},
    'sources.work.extra.Effort: Gross salary',
  ],
])('refuses %s, and names the place', (_, sources, fields, place) => {
  expect(() => refuseUnstored(given(sources, fields))).toThrow(place);
});

test('takes all else', () => {
  const sources = [
    { type: 'csv', name: 'hr', people: { ...people, columns: { location: 'Office' } } },
    { type: 'jira', name: 'work', extra: { Health: 'Health', Points: 'customfield_10016' } },
    { type: 'ldap', name: 'ad', people: { attributes: { title: 'title' } } },
  ];
  const fields = { Employee: { 'extra.Salary': 'never', 'extra.Phone': 'everyone' } } as const;
  expect(() => refuseUnstored(given(sources, fields))).not.toThrow();
});
