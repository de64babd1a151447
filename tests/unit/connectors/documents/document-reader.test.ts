import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { checkArchive } from '../../../../connectors/documents/check-archive.ts';
import { createDocumentReader } from '../../../../connectors/documents/document-reader.ts';
import { type DocumentKind, documentKindOf } from '../../../../connectors/documents/document-text.ts';
import { docxOf, paragraphOf, pdfOf } from '../../../fixtures/documents.ts';
import fc from '../../../seeded-properties.ts';

const reader = createDocumentReader({ maxPages: 3, maxSeconds: 30 });
afterAll(() => reader.close());
const read = (kind: DocumentKind, bytes: Uint8Array) =>
  reader.read(kind, bytes, new AbortController().signal);

test.each([
  ['Plan.PDF', null, 'pdf'],
  ['download', 'application/pdf', 'pdf'],
  ['Plan.docx', undefined, 'docx'],
  ['Plan.doc', 'application/msword', undefined],
  ['pdf', 'image/png', undefined],
])('%s of %s is read as %s', (name, mediaType, kind) => {
  expect(documentKindOf(name, mediaType)).toBe(kind);
});

describe('a PDF', () => {
  test('is read page by page, in paragraphs, as text that is no markup', async () => {
    const bytes = pdfOf(
      ['# Travel costs are re-', 'imbursed within', '30 days.', '', 'Ask Ana.'],
      [],
      ['Page three'],
    );
    expect(await read('pdf', bytes)).toEqual({
      parts: [
        { text: '\\# Travel costs are reimbursed within\n30 days.\n\nAsk Ana.', fragment: 'page=1' },
        { text: 'Page three', fragment: 'page=3' },
      ],
    });
  });

  test('of more pages than are read says so', async () => {
    const answer = await read('pdf', pdfOf(['One'], ['Two'], ['Three'], ['Four']));
    expect(answer).toMatchObject({ cut: 'Only the first 3 of 4 pages were read (maxPages).' });
    expect('parts' in answer && answer.parts).toHaveLength(3);
  });

  test('without text says so', async () => {
    expect(await read('pdf', pdfOf([]))).toEqual({
      parts: [],
      cut: 'It holds no text, as a scanned document does not.',
    });
  });
});

describe('a Word document', () => {
  test('keeps headings, tables and links, and leaves pictures out', async () => {
    const cell = (text: string) => `<w:tc>${paragraphOf(text)}</w:tc>`;
    const body = [
      paragraphOf('Travel', 'Heading1'),
      paragraphOf('Zażółć 王小明 &amp; *stars*'),
      '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>the form</w:t></w:r></w:hyperlink></w:p>',
      `<w:tbl><w:tr>${cell('Class')}${cell('Limit')}</w:tr><w:tr>${cell('Train')}${cell('200')}</w:tr></w:tbl>`,
    ];
    const answer = await read('docx', docxOf(body.join(''), 'https://example.com/form'));
    expect(answer).toEqual({
      parts: [
        {
          text: [
            '# Travel',
            'Zażółć 王小明 & \\*stars\\*',
            '[the form](https://example.com/form)',
            '| Class | Limit |\n| - | - |\n| Train | 200 |',
          ].join('\n\n'),
        },
      ],
    });
  });

  test('that unpacks to more than it may is not unpacked to its end', () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(5_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    expect(() => checkArchive(bomb, 2_000_000)).toThrow('it unpacks to more than 2 MB');
    expect(() => checkArchive(bomb, 6_000_000)).not.toThrow();
  });
});

describe('a document that cannot be read', () => {
  test.each<[string, DocumentKind, Uint8Array]>([
    ['nothing', 'pdf', new Uint8Array()],
    ['something else', 'pdf', strToU8('<html>Log in</html>')],
    ['a PDF that ends early', 'pdf', pdfOf(['One']).slice(0, 40)],
    ['nothing', 'docx', new Uint8Array()],
    ['something else', 'docx', strToU8('<html>Log in</html>')],
    ['another archive', 'docx', zipSync({ 'a.txt': strToU8('a') })],
    ['a Word document that ends early', 'docx', docxOf(paragraphOf('One')).slice(0, 400)],
    ['a Word document that is no XML', 'docx', docxOf('<w:p><w:r>')],
  ])('(%s as %s) says why, and the next one is read', async (_, kind, bytes) => {
    expect(await read(kind, bytes)).toMatchObject({ failure: expect.stringMatching(/./) });
    expect(await read('pdf', pdfOf(['Well']))).toMatchObject({ parts: [{ text: 'Well' }] });
  });

  test('in time is given up', async () => {
    const hasty = createDocumentReader({ maxPages: 3, maxSeconds: 0.001 });
    const bytes = pdfOf(['Well']);
    const answer = await hasty.read('pdf', bytes, new AbortController().signal);
    expect(answer).toEqual({ failure: 'it takes more than 0.001 seconds (maxSeconds)' });
    await hasty.close();
    expect(bytes.length).toBeGreaterThan(0);
  });

  test('because the run was stopped throws the reason', async () => {
    const controller = new AbortController();
    const reading = reader.read('pdf', pdfOf(['Well']), controller.signal);
    controller.abort(new Error('stopped'));
    await expect(reading).rejects.toThrow('stopped');
    expect(await read('pdf', pdfOf(['Well']))).toMatchObject({ parts: [{ text: 'Well' }] });
  });

  test('whatever was done to its bytes, there is an answer', async () => {
    const whole: Record<DocumentKind, Uint8Array> = {
      pdf: pdfOf(['One', 'Two'], ['Three']),
      docx: docxOf(paragraphOf('One', 'Heading1') + paragraphOf('Two')),
    };
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom<DocumentKind>('pdf', 'docx'), damage, async (kind, changes) => {
        const bytes = new Uint8Array(whole[kind]);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const answer = await read(kind, bytes);
        expect('failure' in answer || answer.parts.length >= 0).toBe(true);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
