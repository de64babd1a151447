import { expect, test } from 'vitest';
import { readPages } from '../../../../connectors/http/read-pages.ts';

async function all<Item>(pages: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of pages) items.push(item);
  return items;
}

test('reads every page, an empty one in the middle too', async () => {
  const pages: Record<string, { items: number[]; next: string | null }> = {
    start: { items: [1, 2], next: 'a' },
    a: { items: [], next: 'b' },
    b: { items: [3], next: null },
  };
  const read = async (cursor: string | null) => pages[cursor ?? 'start'] ?? { items: [], next: null };
  expect(await all(readPages('The listing', read))).toEqual([1, 2, 3]);
});

test('a cursor that comes again fails, after what was read before', async () => {
  const read = async (cursor: string | null) => ({ items: [1], next: cursor === 'a' ? 'b' : 'a' });
  await expect(all(readPages('The listing of issues', read))).rejects.toMatchObject({
    failure: 'malformed',
    message: 'The listing of issues names the same next page twice, so that it has no end.',
  });
});
