import { expect, test } from 'vitest';
import { createDocumentTexts } from '../../../../connectors/documents/document-texts.ts';

function reads() {
  const read: string[] = [];
  const text =
    (key: string, length = 40) =>
    async () => {
      read.push(key);
      return { parts: [{ text: 'x'.repeat(length) }] };
    };
  return { read, text };
}

test('a text is read once, also while it is being read', async () => {
  const texts = createDocumentTexts();
  const { read, text } = reads();
  await Promise.all([texts.textOf('a', text('a')), texts.textOf('a', text('a'))]);
  await texts.textOf('a', text('a'));
  expect(read).toEqual(['a']);
});

test('of too many, those go that were not asked for longest', async () => {
  const texts = createDocumentTexts(100);
  const { read, text } = reads();
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await texts.textOf(key, text(key));
  expect(read).toEqual(['a', 'b', 'c', 'b']);
});

test('a text that is longer than all that is kept is not kept', async () => {
  const texts = createDocumentTexts(100);
  const { read, text } = reads();
  for (const key of ['a', 'a']) await texts.textOf(key, text(key, 101));
  expect(read).toEqual(['a', 'a']);
});

test('what failed for the moment is tried anew', async () => {
  const texts = createDocumentTexts();
  await expect(texts.textOf('a', () => Promise.reject(new Error('busy')))).rejects.toThrow('busy');
  expect(await texts.textOf('a', async () => ({ failure: 'bad' }))).toEqual({ failure: 'bad' });
});
