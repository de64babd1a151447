import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { hasZipEntry, readZipEntry } from '../../../deploy/embedder/read-zip-entry.ts';

/** An archive as the format has it: each file behind its header, then the directory and its end. */
function zip(files: Readonly<Record<string, { readonly text: string; readonly packed: boolean }>>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, { text, packed }] of Object.entries(files)) {
    const data = packed ? deflateRawSync(text) : Buffer.from(text);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(packed ? 8 : 0, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    bodies.push(header, Buffer.from(name), data);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

it('reads a file of an archive, packed or not', () => {
  const archive = zip({
    'a.txt': { text: 'first', packed: false },
    'b.json': { text: '{"b": 1}'.repeat(50), packed: true },
  });
  expect(['a.txt', 'b.json', 'c.txt'].map((name) => hasZipEntry(archive, name))).toEqual([true, true, false]);
  expect(readZipEntry(archive, 'a.txt').toString()).toBe('first');
  expect(readZipEntry(archive, 'b.json').toString()).toBe('{"b": 1}'.repeat(50));
});

it('says what an archive lacks, and what is none', () => {
  expect(() => readZipEntry(zip({}), 'a.txt')).toThrow('no a.txt');
  expect(() => readZipEntry(Buffer.from('nothing of the kind, surely'), 'a.txt')).toThrow('no ZIP archive');
  expect(() => hasZipEntry(Buffer.from('nothing of the kind, surely'), 'a.txt')).toThrow('no ZIP archive');
});
