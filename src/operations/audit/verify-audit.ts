import { setTimeout as sleep } from 'node:timers/promises';
import { listAuditFiles, readRawLines } from './audit-files.ts';
import { type AuditHead, readHead } from './audit-head.ts';
import { type AuditLine, firstHash, parseAuditLine } from './audit-line.ts';

/** Something that was done to the trail. */
export interface AuditMistake {
  readonly file: string;
  /** Within the file, from 1; null where it is about the end of the trail. */
  readonly line: number | null;
  /** One plain sentence without its full stop. */
  readonly message: string;
}

export interface AuditVerification {
  readonly files: number;
  readonly lines: number;
  /** The end of the trail; noted down elsewhere, it shows later that even the whole trail was not made anew. */
  readonly head: AuditHead | null;
  readonly mistakes: readonly AuditMistake[];
  /** Lines that are part of the chain and that `head.db` did not know when the next one was written: nothing says whose they are. */
  readonly doubts: readonly AuditMistake[];
}

interface Place {
  readonly file: string;
  readonly number: number;
  readonly line: AuditLine;
  readonly isIntact: boolean;
}

/** A line as it was noted down elsewhere: by `orgwise audit verify`, or in the log. */
export type AuditAnchor = Pick<AuditHead, 'n' | 'hash'>;

/**
 * Walks the whole trail: lines that were changed, removed, moved or cut off are each named. Lines that are written
 * meanwhile do no harm.
 *
 * @param anchors shows also that the trail was not made anew as a whole, `head.db` included, since one of them was noted.
 */
export async function verifyAudit(
  folder: string,
  anchors: readonly AuditAnchor[] = [],
): Promise<AuditVerification> {
  // Before the files: a line that is written in between is beyond it, never missing.
  const head = readHead(folder);
  const files = listAuditFiles(folder);
  const mistakes: AuditMistake[] = [];
  const places: Place[] = [];
  let lines = 0;
  for (const file of files) {
    for await (const { text, number, isWhole } of readRawLines(folder, file)) {
      lines++;
      const parsed = isWhole ? parseAuditLine(text) : null;
      if (parsed === null)
        mistakes.push({ file, line: number, message: 'is cut off, or is no line of the trail' });
      else places.push({ file, number, line: withoutContents(parsed.line), isIntact: parsed.isIntact });
    }
  }
  mistakes.push(...checkLines(places), ...checkOrder(places), ...checkStart(places));
  const last = places.reduce((most, one) => Math.max(most, one.line.n), 0);
  mistakes.push(...checkUnknown(places, await headThatKnows(folder, last)));
  mistakes.push(...checkEnd(places, head, files), ...anchors.flatMap((one) => checkAnchor(places, one)));
  const doubts = inOrder(findAdopted(places), files);
  return { files: files.length, lines, head, mistakes: inOrder(mistakes, files), doubts };
}

/** Only what the checks look at, since all lines are held at once. */
function withoutContents({
  n,
  prev,
  at,
  who,
  platform,
  place,
  what,
  allowed,
  act,
  why,
  removed,
  hash,
}: AuditLine) {
  const kept = { n, prev, at, who, platform, place, what, allowed, hash };
  return {
    ...kept,
    ...(act === undefined ? {} : { act }),
    ...(act === 'unconfirmed' && why !== undefined ? { why } : {}),
    ...(removed === undefined ? {} : { removed }),
  };
}

/** Each line for itself, and by what the line after it says of it. */
function checkLines(places: readonly Place[]): AuditMistake[] {
  const byNumber = new Map(places.map((one) => [one.line.n, one]));
  return places.flatMap(({ file, number, line, isIntact }) => {
    if (!isIntact) return [{ file, line: number, message: 'was changed: its hash is not that of its words' }];
    const next = byNumber.get(line.n + 1);
    const isDenied = next?.isIntact === true && next.line.prev !== line.hash;
    if (isDenied)
      return [{ file, line: number, message: 'was changed: it is not the line that the next one follows' }];
    if (line.act !== 'head_lost') return [];
    const message =
      'follows a loss of head.db: whether lines had been cut off before it cannot be told any more';
    return [{ file, line: number, message }];
  });
}

/** Numbers that are missing, come twice or come late. */
function checkOrder(places: readonly Place[]): AuditMistake[] {
  const present = [...new Set(places.map((one) => one.line.n))].sort((one, other) => one - other);
  const before = new Map(present.map((n, at) => [n, present[at - 1] ?? n - 1]));
  const seen = new Set<number>();
  const mistakes: AuditMistake[] = [];
  let highest = 0;
  for (const { file, number, line } of places) {
    const { n } = line;
    const add = (message: string): unknown => mistakes.push({ file, line: number, message });
    if (seen.has(n)) add(`is line ${n} of the trail once more`);
    else if (n < highest) add(`was moved: it is line ${n} of the trail`);
    const known = before.get(n) ?? n - 1;
    if (!seen.has(n) && known < n - 1) add(`follows a removal: ${tellRange(known + 1, n - 1)} missing`);
    seen.add(n);
    highest = Math.max(highest, n);
  }
  return mistakes;
}

/** A trail begins with its first line, or where a line says that what came before has been kept long enough. */
function checkStart(places: readonly Place[]): AuditMistake[] {
  const [first] = [...places].sort((one, other) => one.line.n - other.line.n);
  if (first === undefined) return [];
  const { n, prev } = first.line;
  const isBeginning = n === 1 && prev === firstHash;
  const isExpiry = places.some(
    ({ line, isIntact }) => isIntact && line.removed?.n === n - 1 && line.removed.hash === prev,
  );
  if (isBeginning || isExpiry) return [];
  const before = n === 1 ? 'it follows something else than the beginning' : `${tellRange(1, n - 1)} missing`;
  return [{ file: first.file, line: first.number, message: `follows a removal: ${before}` }];
}

function checkEnd(
  places: readonly Place[],
  head: AuditHead | null,
  files: readonly string[],
): AuditMistake[] {
  if (head === null) {
    const message = 'is missing, so that lines cut off at the end of the trail would not be noticed';
    return files.length === 0 ? [] : [{ file: 'head.db', line: null, message }];
  }
  const last = places.reduce((most, one) => Math.max(most, one.line.n), 0);
  const file = files.at(-1) ?? head.file ?? 'head.db';
  if (last < head.n) {
    const message = `was cut off at its end: ${tellRange(last + 1, head.n)} missing`;
    return [{ file, line: null, message }];
  }
  const ending = places.find((one) => one.line.n === head.n);
  if (ending === undefined || ending.line.hash === head.hash) return [];
  return [
    {
      file: ending.file,
      line: ending.number,
      message: 'was changed: head.db knows another line of this number',
    },
  ];
}

/** A line is written before its head is kept, which takes a moment: that is waited for. */
const patienceMs = 1_000;
const pauseMs = 50;

async function headThatKnows(folder: string, last: number): Promise<AuditHead | null> {
  for (let waited = 0; ; waited += pauseMs) {
    const head = readHead(folder);
    if (head === null || head.n >= last || waited >= patienceMs) return head;
    await sleep(pauseMs);
  }
}

/** Lines beyond the end that is known: of a process that died as it wrote them, or of somebody else. */
function checkUnknown(places: readonly Place[], head: AuditHead | null): AuditMistake[] {
  if (head === null) return [];
  return places
    .filter((one) => one.line.n > head.n)
    .map(({ file, number }) => ({
      file,
      line: number,
      message:
        'was added after the end that head.db knows, by a process that died as it wrote or by something else',
    }));
}

/** What the next process that wrote found beyond the end that was known, and took over into the chain. */
function findAdopted(places: readonly Place[]): AuditMistake[] {
  const spans = places.flatMap(({ line, isIntact }) =>
    isIntact && line.act === 'unconfirmed'
      ? [{ first: line.n - Number.parseInt(line.why ?? '1', 10), next: line.n }]
      : [],
  );
  return places
    .filter(({ line }) => spans.some(({ first, next }) => line.n >= first && line.n < next))
    .map(({ file, number }) => ({
      file,
      line: number,
      message: 'was not known to head.db: of a process that died as it wrote, or added by something else',
    }));
}

/** What expired can be checked no more, but for its last line, whose hash stands in the line that tells of it. */
function checkAnchor(places: readonly Place[], { n, hash }: AuditAnchor): AuditMistake[] {
  const of = (message: string): AuditMistake[] => [{ file: `line ${n} of the trail`, line: null, message }];
  const found = places.filter((one) => one.line.n === n);
  if (found.length > 0)
    return found.some((one) => one.line.hash === hash) ? [] : of('is another one than was noted down');
  const expired = places.find(({ line, isIntact }) => isIntact && (line.removed?.n ?? 0) >= n)?.line.removed;
  if (expired === undefined) return of('was noted down, and is missing');
  return expired.n > n || expired.hash === hash ? [] : of('is another one than was noted down');
}

function tellRange(first: number, last: number): string {
  return first === last ? `line ${first} of the trail is` : `lines ${first} to ${last} of the trail are`;
}

function inOrder(mistakes: readonly AuditMistake[], files: readonly string[]): AuditMistake[] {
  const rank = ({ file, line }: AuditMistake): number =>
    (files.includes(file) ? files.indexOf(file) : files.length) * 1e9 + (line ?? 1e9 - 1);
  return mistakes.toSorted((one, other) => rank(one) - rank(other));
}
