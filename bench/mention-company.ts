import type { SourceRecord } from '../connectors/connector.ts';
import { personName } from './company-generator.ts';

const people = 3_000;
const teams = 150;
const projects = 200;
const tasks = 10_000;
export const pages = 5_000;
const sections = 6;
const wordsOfSection = 90;

const common =
  'the a of to and in is for on with that this it as at by be or from an are was not have has can will service deploy access team page release change owner review request data server key token user plan step check run test build support search target office report note guide'.split(
    ' ',
  );

/** Mulberry32: the same company each time. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One in fifty has the name of somebody else. */
const nameOf = (one: number): string => personName(one % 50 === 0 && one > 0 ? one - 1 : one);

export function* directory(): Generator<SourceRecord> {
  for (let team = 0; team < teams; team++)
    yield { kind: 'team', key: `t${team}`, name: `Crew ${team}`, place: `teams:${team}` };
  for (let one = 0; one < people; one++)
    yield {
      kind: 'employee',
      key: `e${one}`,
      name: nameOf(one),
      email: `person${one}@example.com`,
      teams: [`t${one % teams}`],
      place: `people:${one}`,
    };
}

export function* tracker(done: ReadonlySet<number> = new Set()): Generator<SourceRecord> {
  for (let one = 0; one < tasks; one++)
    yield {
      kind: 'task',
      key: `PLAT-${one}`,
      title: `Rotate key ${one}`,
      description: textOf(createRandom(one + 1_000_000), 20),
      status: done.has(one) ? 'done' : 'todo',
      assignees: [`e${(one * 7) % people}`],
      team: `t${one % teams}`,
      project: `Plan ${one % projects}`,
      url: `https://tracker.example/browse/PLAT-${one}`,
      readers: [['everyone']],
      place: `tasks:${one}`,
    };
}

export function* wiki(): Generator<SourceRecord> {
  for (let one = 0; one < pages; one++) {
    const random = createRandom(one);
    const body = Array.from(
      { length: sections },
      (_, part) => `## Part ${part}\n\n${textOf(random, wordsOfSection)}\n`,
    );
    yield {
      kind: 'article',
      key: `${one}`,
      path: `Space ${one % 20}/Page ${one}`,
      title: `Page ${one}`,
      body: body.join('\n'),
      author: `e${(one * 11) % people}`,
      url: `https://wiki.example/spaces/S${one % 20}/pages/${one}/Page+${one}`,
      readers: [['everyone']],
      place: `wiki:${one}`,
    };
  }
}

/** Words as they are common, and in one place of thirty a name, a key or an address. */
function textOf(random: () => number, length: number): string {
  const number = (below: number): number => Math.floor(random() * below);
  const named = (): string => {
    switch (number(6)) {
      case 0:
        return nameOf(number(people));
      case 1:
        return `PLAT-${number(tasks)}`;
      case 2:
        return `https://tracker.example/browse/PLAT-${number(tasks)}`;
      case 3:
        return `[there](https://wiki.example/spaces/S1/pages/${number(pages)}/Title)`;
      case 4:
        return `Plan ${number(projects)}`;
      default:
        return `Crew ${number(teams)}`;
    }
  };
  return Array.from({ length }, () =>
    number(30) === 0 ? named() : (common[Math.floor(common.length * random() ** 2)] ?? ''),
  ).join(' ');
}
