import { inflateRawSync } from 'node:zlib';

/** Signatures and offsets of the ZIP format (PKWARE's APPNOTE, 4.3.12 and 4.3.16). */
const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * One file of a ZIP archive.
 *
 * @throws Error where the archive has no such file, or is no archive.
 */
export function readZipEntry(archive: Buffer, name: string): Buffer {
  const entry = findEntry(archive, name);
  if (entry === null) throw new Error(`It holds no ${name}.`);
  return unpack(archive, entry);
}

/** @throws Error where it is no ZIP archive. */
export function hasZipEntry(archive: Buffer, name: string): boolean {
  return findEntry(archive, name) !== null;
}

/** Where the entry of a file begins in the directory. */
function findEntry(archive: Buffer, name: string): number | null {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new Error('It is no ZIP archive.');
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < count && archive.readUInt32LE(at) === directoryEntry; entry++) {
    const nameLength = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + nameLength) === name) return at;
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return null;
}

function unpack(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const size = archive.readUInt32LE(entry + 20);
  const header = archive.readUInt32LE(entry + 42);
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const packed = archive.subarray(start, start + size);
  return method === 0 ? Buffer.from(packed) : inflateRawSync(packed);
}
