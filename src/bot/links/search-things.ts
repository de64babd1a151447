import type { DirectoryAccess } from '../../access/directory-access.ts';
import { analyzeText } from '../../graph/analyze-text.ts';
import type { Condition, FindQuery, Row } from '../../graph/graph-query.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import { inertCopy } from '../../graph/inert-text.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { Audit } from '../../operations/audit.ts';
import { identifySender } from '../identify-sender.ts';
import type { IncomingMessage } from '../message.ts';
import type { RateLimit } from '../rate-limit.ts';
import { type RefusalReason, refuseSender } from '../refuse-sender.ts';
import { sharedViewer } from '../shared-viewer.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import {
  articleFacts,
  articleFields,
  personFacts,
  personFields,
  readRows,
  taskFacts,
  taskFields,
  textOf,
} from './thing-facts.ts';

export type ThingKind = 'person' | 'task' | 'article';

/** Words that somebody looks for while they write, and who will read what they choose. */
export interface ThingSearch
  extends Pick<IncomingMessage, 'platform' | 'conversationId' | 'sender' | 'audience' | 'locale'> {
  readonly kind: ThingKind;
  readonly text: string;
  readonly offset: number;
  /** 1 to 50. */
  readonly limit: number;
}

export interface FoundThing {
  readonly kind: ThingKind;
  readonly title: string;
  readonly facts: readonly string[];
  readonly url: string | null;
  /** Of a person. */
  readonly email: string | null;
}

export type SearchThings = (
  search: ThingSearch,
) => Promise<
  | { readonly refused: null; readonly found: readonly FoundThing[] }
  | { readonly refused: RefusalReason; readonly text: string }
>;

export interface SearchThingsDependencies {
  readonly graph: Pick<GraphReader, 'query' | 'searchText'>;
  readonly access: DirectoryAccess;
  readonly audit: Audit;
  /** The same as for messages, as each key may be a search; any number of them where absent. */
  readonly rateLimit?: RateLimit;
  /** The company's present day, `YYYY-MM-DD`. */
  today(): string;
}

const labels = { person: 'Employee', task: 'Task', article: 'Article' } as const;
const fields = { person: personFields, task: taskFields, article: articleFields } as const;

/** Texts that a full-text search ranks before they are cut to a page. */
const ranked = 200;
const mostTerms = 20;

/**
 * People, tasks and articles by words of their names, titles and keys: for whoever puts one into a message. Found is only
 * what all who will read the message may see; whoever is refused an answer finds nothing.
 */
export function createSearchThings({
  graph,
  access,
  audit,
  today,
  rateLimit,
}: SearchThingsDependencies): SearchThings {
  return async ({ audience, kind, text, offset, limit, platform, conversationId, locale = '', ...asked }) => {
    const wording = botWordings[botLanguage({ text: '', locale })];
    const { accountId } = asked.sender;
    const refuse = (why: RefusalReason, isNoted = true) => {
      const refusal = { what: 'refusal', act: 'search', allowed: false, why } as const;
      if (isNoted) audit.record({ who: accountId, platform, place: conversationId, ...refusal });
      return { refused: why, text: wording.refusals[why] };
    };
    const rate = rateLimit?.take(`${platform} ${accountId}`) ?? 'allowed';
    if (rate !== 'allowed') return refuse('too_many', rate === 'first');
    const { person, sender } = await identifySender(asked.sender, access);
    const refused = refuseSender(sender, person !== null);
    if (refused !== null || person === null) return refuse(refused ?? 'not_in_directory');
    const viewer = await sharedViewer(person.viewer, { sender, audience }, access);
    const rows = await findRows(kind, text.trim(), person.employeeId, viewer);
    const shown = rows.slice(offset, offset + limit);
    audit.record({
      who: person.employeeId,
      platform,
      place: conversationId,
      ...(audience === undefined ? {} : { audience: audience.length }),
      what: 'command',
      act: 'search',
      allowed: true,
      read: { labels: [labels[kind]], nodes: shown.map((row) => row.id), total: rows.length },
    });
    const factsOf = { person: personFacts, task: taskFacts, article: articleFacts }[kind];
    const found = shown.map(
      (row): FoundThing => ({
        kind,
        title: row.name,
        facts: factsOf(row, wording),
        url: textOf(row, 'sourceUrl'),
        email: kind === 'person' ? textOf(row, 'email') : null,
      }),
    );
    return { refused: null, found: inertCopy(found) };
  };

  /** Without words: the searcher's own open tasks; nothing else is more likely than another. */
  async function findRows(
    kind: ThingKind,
    text: string,
    employeeId: string,
    viewer: Viewer,
  ): Promise<readonly Row[]> {
    if (text === '') return kind === 'task' ? await list(kind, openTasksOf(employeeId), viewer) : [];
    if (kind === 'person') return await list(kind, peopleCalled(text), viewer);
    const terms = new Map([...new Set(analyzeText(text))].slice(0, mostTerms).map((term) => [term, 1]));
    const [keyed, texts] = await Promise.all([
      list(kind, { property: 'key', op: 'eq', value: text }, viewer),
      terms.size === 0
        ? []
        : graph.searchText({ label: labels[kind], terms, titleOnly: true, limit: ranked }, viewer),
    ]);
    const ids = texts.map((one) => one.id).filter((id) => keyed.every((row) => row.id !== id));
    const rows = await list(kind, { property: 'id', op: 'in', values: ids }, viewer);
    const order = new Map(ids.map((id, at) => [id, at]));
    return [
      ...keyed,
      ...rows.toSorted((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0)),
    ];
  }

  async function list(kind: ThingKind, where: Condition, viewer: Viewer): Promise<readonly Row[]> {
    if ('property' in where && where.op === 'in' && where.values.length === 0) return [];
    const query: FindQuery = {
      find: labels[kind],
      where,
      return: {
        kind: 'list',
        fields: fields[kind],
        ...(kind === 'person' ? { orderBy: [{ by: 'name' }] } : {}),
        limit: ranked,
      },
    };
    return await readRows(graph, query, viewer, today());
  }
}

function openTasksOf(employeeId: string): Condition {
  return {
    all: [
      { property: 'status', op: 'in', values: ['todo', 'in_progress', 'blocked'] },
      {
        related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
        where: { property: 'id', op: 'eq', value: employeeId },
      },
    ],
  };
}

/** Each word is a part of the name, or all of it is of the address. */
function peopleCalled(text: string): Condition {
  const words = text.split(/\s+/).slice(0, mostTerms);
  return {
    any: [
      { all: words.map((value) => ({ property: 'name', op: 'contains', value })) },
      { property: 'email', op: 'contains', value: text },
    ],
  };
}
