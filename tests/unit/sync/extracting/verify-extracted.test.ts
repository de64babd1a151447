import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTopicName, topicKey } from '../../../../src/sync/extracting/topic-key.ts';
import { verifyExtracted } from '../../../../src/sync/extracting/verify-extracted.ts';

const text =
  'Access\nThe *single* sign-on of Acme GmbH is kept up by O’Neil & Sons. 单点登录由数据平台维护。\n| Node.js | 20 |';
const topics = (name: string, quote: string): string[] =>
  verifyExtracted(text, { topics: [{ name, quote }], entities: [] }).topics.map((one) => one.name);
const entities = (name: string, quote: string): string[] =>
  verifyExtracted(text, { topics: [], entities: [{ name, quote }] }).entities.map((one) => one.name);

describe('a topic', () => {
  it.each([
    ['single sign-on', 'single sign-on'],
    ['Single Sign On', 'The single sign-on of Acme'],
    ['单点登录', '单点登录由数据平台维护'],
    ['Node.js', 'Node.js | 20'],
  ])('%s is kept for its quote', (name, quote) => {
    expect(topics(name, quote)).toEqual([name]);
  });

  it.each([
    ['of other words than its quote', 'holiday', 'The single sign-on of Acme'],
    ['whose quote stands nowhere', 'single sign-on', 'The single sign-on of everybody'],
    [
      'that is a sentence',
      'The single sign-on of Acme is kept up',
      'The single sign-on of Acme GmbH is kept up',
    ],
    ['that is an address', 'https://acme.example/single', 'The single sign-on'],
    ['with markup', '<b>single</b>', 'The single sign-on'],
    ['that is a number', '20', '| Node.js | 20 |'],
    ['without a word that tells', 'the of', 'The single sign-on of Acme'],
  ])('%s is dropped', (_, name, quote) => {
    expect(topics(name, quote)).toEqual([]);
  });
});

describe('an entity', () => {
  it.each([
    ['Acme GmbH', 'of Acme GmbH is'],
    ["O'Neil & Sons", 'kept up by O’Neil & Sons'],
    ['数据平台', '由数据平台维护'],
  ])('%s is kept where its quote has it', (name, quote) => {
    expect(entities(name, quote)).toEqual([name]);
  });

  it.each([
    ['that is elsewhere in the text', 'Acme GmbH', 'kept up by O’Neil'],
    ['that is a part of a word', 'Acm', 'of Acme GmbH'],
    ['that is no word', '20', 'Node.js | 20 |'],
  ])('%s is dropped', (_, name, quote) => {
    expect(entities(name, quote)).toEqual([]);
  });
});

it('nothing is kept of which the text has not the words', () => {
  const any = fc.record({ name: fc.string({ maxLength: 30 }), quote: fc.string({ maxLength: 60 }) });
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.array(any, { maxLength: 8 }), (passage, said) => {
      const kept = verifyExtracted(passage, { topics: said, entities: said });
      const flat = passage.replace(/\s+/g, ' ');
      return [...kept.topics, ...kept.entities].every(({ quote }) => flat.includes(quote));
    }),
  );
});

it.each([
  ['API keys', 'api-key'],
  ['Single Sign-On', 'single sign on'],
  ['Café policies', 'cafe policy'],
])('%s and %s are one topic', (one, other) => {
  expect(topicKey(one)).toBe(topicKey(other));
});

it.each(['x'.repeat(61), 'a b c d e f', 'Do this. Now', '`code`', ''])('%s is no topic', (name) => {
  expect(isTopicName(name)).toBe(false);
});
