import chardet from 'chardet';

export interface TextEncodingFound {
  /** A label that `TextDecoder` takes. */
  readonly encoding: string;
  /** Whether some bytes are not valid in `encoding`; they read as U+FFFD. */
  readonly damaged: boolean;
  /** Whether the encoding was guessed from the letters, so that a person should check it. */
  readonly assumed: boolean;
}

export interface DetectEncodingOptions {
  /** Encoding that the source is said to have; a byte order mark outweighs it. */
  readonly configured?: string | undefined;
  /** Is given the decoded text piece by piece; begins anew, after `onText('')`, when another encoding is tried. */
  readonly onText?: ((piece: string) => void) | undefined;
}

/** Gives the bytes of a text from its beginning, each time it is called. */
export type ReadBytes = () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Enough letters for a guess, little enough to hold. */
const sampleBytes = 256 * 1024;

/**
 * Finds the encoding of a text without holding it: byte order mark, else strict UTF-8, else a guess from letter
 * frequencies. A text that is UTF-8 apart from a few bytes counts as damaged UTF-8.
 *
 * @returns undefined where the bytes are not text.
 */
export async function detectEncoding(
  readBytes: ReadBytes,
  options: DetectEncodingOptions = {},
): Promise<TextEncodingFound | undefined> {
  const head = await readHead(readBytes);
  const given = encodingOfMark(head) ?? options.configured;
  if (given === undefined && head.includes(0)) {
    const encoding = utf16WithoutMark(head);
    if (encoding === undefined) return undefined;
    const valid = await isValid(readBytes, encoding, options.onText);
    return valid ? { encoding, damaged: false, assumed: true } : undefined;
  }
  const encoding = given ?? 'utf-8';
  if (await isValid(readBytes, encoding, options.onText)) return { encoding, damaged: false, assumed: false };
  if (given !== undefined || (await isMostlyUtf8(readBytes, options.onText))) {
    return { encoding, damaged: true, assumed: false };
  }
  const guess = guessEncoding(await sampleLetters(readBytes));
  const damaged = !(await isValid(readBytes, guess, options.onText));
  return { encoding: guess, damaged, assumed: true };
}

async function readHead(readBytes: ReadBytes): Promise<Uint8Array> {
  for await (const bytes of readBytes()) return bytes.subarray(0, 65_536);
  return new Uint8Array();
}

function encodingOfMark(head: Uint8Array): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Text in a European or Asian script has its line ends, digits and delimiters as ASCII: every other byte zero. */
function utf16WithoutMark(head: Uint8Array): string | undefined {
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > 0 && even === 0) return 'utf-16le';
  return even > 0 && odd === 0 ? 'utf-16be' : undefined;
}

async function isValid(readBytes: ReadBytes, encoding: string, onText?: (piece: string) => void) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  onText?.('');
  try {
    for await (const bytes of readBytes()) {
      const piece = decoder.decode(bytes, { stream: true });
      onText?.(piece);
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      return false;
    }
    throw error;
  }
}

/** Ten sound letters beyond ASCII to a broken one: by chance, text in another encoding does not look like that. */
async function isMostlyUtf8(readBytes: ReadBytes, onText?: (piece: string) => void): Promise<boolean> {
  const decoder = new TextDecoder('utf-8');
  let broken = 0;
  let sound = 0;
  onText?.('');
  for await (const bytes of readBytes()) {
    const piece = decoder.decode(bytes, { stream: true });
    onText?.(piece);
    broken += piece.match(/\uFFFD/g)?.length ?? 0;
    sound += piece.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
  }
  return sound >= 10 * broken;
}

/** What stands around letters beyond ASCII, which alone tell encodings apart. */
async function sampleLetters(readBytes: ReadBytes): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of readBytes()) {
    const first = bytes.findIndex((byte) => byte >= 0x80);
    if (first < 0) continue;
    const piece = bytes.slice(Math.max(0, first - 200), first + sampleBytes - size);
    pieces.push(piece);
    size += piece.length;
    if (size >= sampleBytes) break;
  }
  return Buffer.concat(pieces);
}

const inPairs: ReadonlySet<string> = new Set(['gb18030', 'euc-kr', 'euc-jp']);
/** Their pairs may end in an ASCII letter. */
const inMixedPairs: ReadonlySet<string> = new Set(['big5', 'shift_jis']);

/**
 * Letter frequencies say little about a short list of names, so the shape of the bytes goes first: Chinese, Japanese and
 * Korean come as pairs of bytes beyond ASCII, accented letters alone among ASCII ones.
 */
function guessEncoding(sample: Uint8Array): string {
  const runs = [
    ...Buffer.from(sample)
      .toString('latin1')
      .matchAll(/[\x80-\xFF]+/g),
  ].map(([run]) => run.length);
  const paired = runs.filter((length) => length % 2 === 0).length / runs.length;
  const single = runs.filter((length) => length === 1).length / runs.length;
  const candidates = chardet.analyse(sample).flatMap(({ name, confidence }) => {
    const decoder = decoderOf(name);
    if (decoder === undefined || decoder.encoding === 'utf-8') return [];
    // Control characters do not occur in what people write: such a reading is wrong.
    if (/[\uFFFD\u0080-\u009F]/.test(decoder.decode(sample))) return [];
    const { encoding } = decoder;
    const fits = inMixedPairs.has(encoding) || (inPairs.has(encoding) ? single < 0.5 : paired < 0.9);
    // Among equals, the one most in use.
    const weight = confidence + (encoding === 'gb18030' || encoding === 'windows-1252' ? 0.5 : 0);
    return [{ encoding, weight: fits ? weight : weight - 100 }];
  });
  return candidates.toSorted((one, other) => other.weight - one.weight)[0]?.encoding ?? 'windows-1252';
}

function decoderOf(name: string) {
  try {
    return new TextDecoder(name);
  } catch {
    return undefined;
  }
}
