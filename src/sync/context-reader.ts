import type { FindQuery, Row, Step } from '../graph/graph-query.ts';
import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../graph/viewer.ts';
import { readPublicViewer } from './public-viewer.ts';
import { idsIn, readTeamTree, type TeamTree } from './read-team-tree.ts';
import type { TextContext } from './settle-contested.ts';

type Reads = Pick<GraphStore, 'query' | 'relationshipsOf' | 'acls'>;

/** Rows of one query, and ids that it asks for. */
const rowsAtOnce = 1000;
const nothing: ReadonlySet<string> = new Set();

interface PagePlace {
  readonly authors: readonly string[];
  readonly folders: readonly string[];
}

/**
 * What stands around texts and around those who are named in them, read as it is asked for and kept for one run: ids of people,
 * teams with the larger ones that they are part of, and projects, and the folders of pages.
 *
 * Of candidates, tasks and pages count only where everybody may read them: else a link would tell who works on what is kept.
 */
export class ContextReader {
  readonly #graph: Reads;
  readonly #today: string;
  #teams: Promise<TeamTree> | undefined;
  #public: Promise<Viewer> | undefined;
  readonly #candidates = new Map<string, ReadonlySet<string>>();

  constructor(graph: Reads, today: string) {
    this.#graph = graph;
    this.#today = today;
  }

  /** Of tasks and articles, by their ids. */
  async aroundTexts(ids: readonly string[]): Promise<ReadonlyMap<string, TextContext>> {
    const near = new Map(ids.map((id) => [id, new Set<string>()]));
    const tasks = new Set(ids.filter((id) => id.startsWith('task:')));
    for (const { from, to, ended } of await this.#graph.relationshipsOf([...tasks])) {
      if (ended) continue;
      if (tasks.has(from)) near.get(from)?.add(to);
      if (tasks.has(to)) near.get(to)?.add(from);
    }
    const articles = ids.filter((id) => id.startsWith('article:'));
    const pages = await this.#pages(articles, operatorViewer);
    for (const [id, { authors }] of pages) for (const one of authors) near.get(id)?.add(one);
    const { teamsOf, above } = await this.#readTeams();
    return new Map(
      [...near].map(([id, set]) => {
        const teams = [...set].flatMap((one) => teamsOf.get(one) ?? []);
        const larger = [...set, ...teams].flatMap((one) => above(one));
        return [id, { near: set, far: new Set([...teams, ...larger, ...(pages.get(id)?.folders ?? [])]) }];
      }),
    );
  }

  /** Makes `contextOf` know them. */
  async readCandidates(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#candidates.has(id));
    if (missing.length === 0) return;
    const { teamsOf, above } = await this.#readTeams();
    const articles = missing.filter((id) => id.startsWith('article:'));
    const pages = await this.#pages(articles, operatorViewer);
    const work = await this.#workOf(missing.filter((id) => id.startsWith('employee:')));
    for (const id of missing) {
      const own = [
        id,
        ...(teamsOf.get(id) ?? []),
        ...(pages.get(id)?.folders ?? []),
        ...(work.get(id) ?? []),
      ];
      this.#candidates.set(id, new Set([...own, ...own.flatMap((one) => above(one))]));
    }
  }

  /** Of a candidate that was read: itself, and what it belongs to. */
  contextOf(id: string): ReadonlySet<string> {
    return this.#candidates.get(id) ?? nothing;
  }

  /** Of people, the projects of their tasks and the folders of their pages, as far as everybody may know. */
  async #workOf(people: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const stated = (await this.#graph.relationshipsOf(people)).filter(({ ended }) => !ended);
    const ids = [...new Set(stated.map(({ to }) => to))];
    const viewer = await this.#readPublic();
    const project: Step = { type: 'IN_PROJECT', direction: 'out', label: 'Project' };
    const tasks = ids.filter((id) => id.startsWith('task:'));
    const rows = await this.#rowsOf('Task', tasks, viewer, [
      { related: project, property: 'id', as: 'project' },
    ]);
    const pages = await this.#pages(
      ids.filter((id) => id.startsWith('article:')),
      viewer,
    );
    const places = new Map([
      ...rows.map((row) => [row.id, idsIn(row, 'project')] as const),
      ...[...pages].map(([id, { folders }]) => [id, folders] as const),
    ]);
    const work = new Map(people.map((person): [string, string[]] => [person, []]));
    for (const { from, to } of stated) work.get(from)?.push(...(places.get(to) ?? []));
    return work;
  }

  /** The folders that pages stand in, each within the one before, and who wrote them. */
  async #pages(ids: readonly string[], viewer: Viewer): Promise<Map<string, PagePlace>> {
    const author: Step = { type: 'AUTHORED', direction: 'in', label: 'Employee' };
    const rows = await this.#rowsOf('Article', ids, viewer, [
      { property: 'path' },
      { related: author, property: 'id', as: 'authors' },
    ]);
    return new Map(
      rows.map((row) => {
        const source = row.id.split(':')[1] ?? '';
        const steps = String(row.values.path ?? '')
          .split('/')
          .slice(0, -1);
        const folders = steps.map((_, last) => `folder:${source}:${steps.slice(0, last + 1).join('/')}`);
        return [row.id, { authors: idsIn(row, 'authors'), folders }];
      }),
    );
  }

  async #rowsOf(
    find: 'Task' | 'Article',
    ids: readonly string[],
    viewer: Viewer,
    fields: NonNullable<Extract<FindQuery['return'], { kind: 'list' }>['fields']>,
  ): Promise<Row[]> {
    const rows: Row[] = [];
    for (let start = 0; start < ids.length; start += rowsAtOnce) {
      const where = { property: 'id', op: 'in', values: ids.slice(start, start + rowsAtOnce) } as const;
      const query: FindQuery = { find, where, return: { kind: 'list', fields, limit: rowsAtOnce } };
      const result = await this.#graph.query(query, viewer, this.#today);
      if (result.kind === 'list') rows.push(...result.rows);
    }
    return rows;
  }

  #readTeams(): Promise<TeamTree> {
    this.#teams ??= readTeamTree(this.#graph, this.#today);
    return this.#teams;
  }

  #readPublic(): Promise<Viewer> {
    this.#public ??= readPublicViewer(this.#graph);
    return this.#public;
  }
}
