import { expect, onTestFinished, test } from 'vitest';
import { createAttachmentReading } from '../../../../connectors/documents/attachment-reading.ts';
import { SourceError, type SourceFailure } from '../../../../connectors/http/source-error.ts';
import { pdfOf } from '../../../fixtures/documents.ts';

const readMany = (failures: readonly (SourceFailure | null)[]) => {
  const reading = createAttachmentReading({ maxBytes: 1_000_000, maxPages: 9, maxSeconds: 30 });
  onTestFinished(() => reading.close());
  const read = async (failure: SourceFailure | null, at: number) => {
    const document = { name: `${at}.pdf`, place: 'page', key: String(at) };
    const load = async () => {
      if (failure !== null) throw new SourceError(failure, 'The wiki fails to answer.');
      return pdfOf(['Text']);
    };
    return await reading.read(document, load, new AbortController().signal);
  };
  return failures.reduce<Promise<unknown[]>>(
    async (before, failure, at) => [...(await before), await read(failure, at)],
    Promise.resolve([]),
  );
};
const leftOut = (at: number) => ({
  problem: {
    place: 'page',
    message: `The attached document '${at}.pdf' is left out: The wiki fails to answer.`,
  },
});

test('a document that cannot be had is left out, and whether for the moment is told', async () => {
  expect(await readMany(['unavailable', 'missing', null])).toEqual([
    { ...leftOut(0), isPassing: true },
    { ...leftOut(1), isPassing: false },
    { attachment: { name: '2.pdf', parts: [{ text: 'Text', fragment: 'page=1' }] } },
  ]);
});

test('five that the service fails to give, one after the other, are a service that fails', async () => {
  const fails = Array.from({ length: 4 }, () => 'unavailable' as const);
  expect(await readMany([...fails, null, ...fails])).toHaveLength(9);
  await expect(readMany([...fails, 'unavailable'])).rejects.toMatchObject({ failure: 'unavailable' });
  await expect(readMany(['exhausted'])).rejects.toMatchObject({ failure: 'exhausted' });
  expect(await readMany([...fails, ...fails].map(() => 'missing'))).toHaveLength(8);
});
