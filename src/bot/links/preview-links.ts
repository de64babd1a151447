import type { DirectoryAccess } from '../../access/directory-access.ts';
import type { FindQuery, Row } from '../../graph/graph-query.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import { inertCopy } from '../../graph/inert-text.ts';
import type { Audit } from '../../operations/audit.ts';
import { identifySender } from '../identify-sender.ts';
import type { IncomingMessage } from '../message.ts';
import type { RateLimit } from '../rate-limit.ts';
import { type RefusalReason, refuseSender } from '../refuse-sender.ts';
import { sharedViewer } from '../shared-viewer.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import { articleFacts, articleFields, readRows, taskFacts, taskFields } from './thing-facts.ts';

/** Links that somebody posted, and who reads there. */
export interface PostedLinks
  extends Pick<IncomingMessage, 'platform' | 'conversationId' | 'sender' | 'audience' | 'locale'> {
  readonly urls: readonly string[];
}

/** What a link leads to, as all who read it there may see it. */
export interface LinkPreview {
  /** As it was posted. */
  readonly url: string;
  readonly title: string;
  /** State, people, days: what there is, in words. */
  readonly facts: readonly string[];
}

export type PreviewLinks = (posted: PostedLinks) => Promise<readonly LinkPreview[]>;

export interface PreviewLinksDependencies {
  readonly graph: Pick<GraphReader, 'query'>;
  readonly access: DirectoryAccess;
  readonly audit: Audit;
  /** The same as for messages; any number of links where absent. */
  readonly rateLimit?: RateLimit;
  /** The company's present day, `YYYY-MM-DD`. */
  today(): string;
}

/** Links of one message that are looked at. */
const linksLookedAt = 10;

/**
 * Previews of links to the company's own tasks and articles. Whoever is refused an answer gets none, and what not everybody
 * there may read has none.
 */
export function createPreviewLinks({
  graph,
  access,
  audit,
  today,
  rateLimit,
}: PreviewLinksDependencies): PreviewLinks {
  return async ({ audience, urls, platform, conversationId, locale = '', ...posted }) => {
    const refuse = (why: RefusalReason): readonly LinkPreview[] => {
      const act = 'preview links';
      const { accountId: who } = posted.sender;
      audit.record({ who, platform, place: conversationId, what: 'refusal', act, allowed: false, why });
      return [];
    };
    const rate = rateLimit?.take(`${platform} ${posted.sender.accountId}`) ?? 'allowed';
    if (rate !== 'allowed') return rate === 'first' ? refuse('too_many') : [];
    const { person, sender } = await identifySender(posted.sender, access);
    const refused = refuseSender(sender, person !== null);
    if (person === null || refused !== null) return refuse(refused ?? 'not_in_directory');
    const viewer = await sharedViewer(person.viewer, { sender, audience }, access);
    const looked = urls.slice(0, linksLookedAt);
    const spellings = [...new Set(looked.flatMap(spellingsOf))];
    const wording = botWordings[botLanguage({ text: '', locale })];
    const [tasks, articles] = await Promise.all([
      readRows(graph, tasksAt(spellings), viewer, today()),
      readRows(graph, articlesAt(spellings), viewer, today()),
    ]);
    const found = new Map([
      ...tasks.map((row) => [addressOf(row), { row, facts: taskFacts(row, wording) }] as const),
      ...articles.map((row) => [addressOf(row), { row, facts: articleFacts(row, wording) }] as const),
    ]);
    const previews = looked.flatMap((url) => {
      const hit = spellingsOf(url).flatMap((one) => found.get(one) ?? [])[0];
      return hit === undefined ? [] : [{ url, title: hit.row.name, facts: hit.facts }];
    });
    if (previews.length === 0) return [];
    const rows = [...found.values()].map((one) => one.row);
    audit.record({
      who: person.employeeId,
      platform,
      place: conversationId,
      ...(audience === undefined ? {} : { audience: audience.length }),
      what: 'command',
      act: 'preview links',
      allowed: true,
      read: {
        labels: [...(tasks.length > 0 ? ['Task'] : []), ...(articles.length > 0 ? ['Article'] : [])],
        nodes: rows.map((row) => row.id),
        total: rows.length,
      },
    });
    return inertCopy(previews);
  };
}

/** An address as sources may have it: a fragment or a slash at its end changes nothing. */
function spellingsOf(url: string): readonly string[] {
  const bare = url.replace(/#.*$/, '').replace(/\/+$/, '');
  return [url, bare, `${bare}/`];
}

function tasksAt(addresses: readonly string[]): FindQuery {
  return {
    find: 'Task',
    where: { property: 'sourceUrl', op: 'in', values: addresses },
    return: { kind: 'list', fields: taskFields, limit: linksLookedAt },
  };
}

function articlesAt(addresses: readonly string[]): FindQuery {
  return {
    find: 'Article',
    where: { property: 'sourceUrl', op: 'in', values: addresses },
    return: { kind: 'list', fields: articleFields, limit: linksLookedAt },
  };
}

const addressOf = ({ values }: Row): string => String(values.sourceUrl ?? '');
