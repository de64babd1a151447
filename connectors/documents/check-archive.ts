import { Unzip, UnzipInflate } from 'fflate';

/** Bytes that a Word document may have unpacked. */
const mostUnpacked = 200_000_000;
const step = 65_536;

/**
 * Looks how large an archive is unpacked, by unpacking it a little at a time: what it says of its size may be a lie, and a few
 * kilobytes may hold more than the machine does.
 *
 * @throws Error with the reason.
 */
export function checkArchive(bytes: Uint8Array, most = mostUnpacked): void {
  let unpacked = 0;
  let entries = 0;
  const archive = new Unzip((entry) => {
    entries++;
    entry.ondata = (error, data) => {
      if (error !== null) throw error;
      unpacked += data.length;
      if (unpacked > most) throw new Error(`it unpacks to more than ${Math.round(most / 1_000_000)} MB`);
    };
    entry.start();
  });
  archive.register(UnzipInflate);
  for (let start = 0; start < bytes.length; start += step)
    archive.push(bytes.subarray(start, start + step), start + step >= bytes.length);
  if (entries === 0) throw new Error('it is no Word document');
}
