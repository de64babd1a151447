import { expect, test } from 'vitest';
import { allValues } from '../../../../connectors/ldap/all-values.ts';

const first = { dn: 'cn=all,dc=corp', member: [], 'member;range=0-1': ['a', 'b'] };

test('values come whole, in whatever portions', async () => {
  const asked: string[] = [];
  const portions = [
    { dn: first.dn, 'member;range=2-3': ['c', 'd'] },
    { dn: first.dn, 'member;Range=4-*': ['e'] },
  ];
  const read = async (portion: string) => {
    asked.push(portion);
    return portions.shift();
  };
  expect(await allValues(first, 'member', read)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(asked).toEqual(['member;range=2-*', 'member;range=4-*']);
  expect(await allValues({ dn: 'cn=one', member: 'a' }, 'member', read)).toEqual(['a']);
});

test.each([[undefined], [{ dn: first.dn }], [{ dn: first.dn, member: [] }]])(
  'a portion that does not come (%j) leaves the values of no use, rather than fewer',
  async (next) => {
    await expect(allValues(first, 'member', async () => next)).rejects.toMatchObject({
      failure: 'malformed',
      message: 'The directory gives the first 2 values of member of cn=all,dc=corp, and not the others.',
    });
  },
);
