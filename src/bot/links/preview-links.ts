import type { DirectoryAccess } from '../../access/directory-access.ts';
import type { FindQuery, RelatedValue, Row } from '../../graph/graph-query.ts';
import type { GraphReader } from '../../graph/graph-store.ts';
import { inertCopy } from '../../graph/inert-text.ts';
import type { Viewer } from '../../graph/viewer.ts';
import type { Audit } from '../../operations/audit.ts';
import type { IncomingMessage } from '../message.ts';
import { refuseSender } from '../refuse-sender.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';

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
  /** The company's present day, `YYYY-MM-DD`. */
  today(): string;
}

/** Links of one message that are looked at. */
const linksLookedAt = 10;

/**
 * Previews of links to the company's own tasks and articles. Whoever is refused an answer gets none, and what not everybody
 * there may read has none.
 */
export function createPreviewLinks({ graph, access, audit, today }: PreviewLinksDependencies): PreviewLinks {
  return async ({ sender, audience, urls, platform, conversationId, locale = '' }) => {
    const person = sender.email === undefined ? null : await access.person(sender.email);
    if (person === null || refuseSender(sender, true) !== null) return [];
    const viewer =
      audience === undefined
        ? person.viewer
        : await access.audience([sender, ...audience].map((one) => one.email ?? ''));
    const posted = urls.slice(0, linksLookedAt);
    const spellings = [...new Set(posted.flatMap(spellingsOf))];
    const wording = botWordings[botLanguage({ text: '', locale })];
    const [tasks, articles] = await Promise.all([
      read(graph, tasksAt(spellings), viewer, today()),
      read(graph, articlesAt(spellings), viewer, today()),
    ]);
    const found = new Map([
      ...tasks.map((row) => [addressOf(row), { row, facts: taskFacts(row, wording) }] as const),
      ...articles.map((row) => [addressOf(row), { row, facts: articleFacts(row, wording) }] as const),
    ]);
    const previews = posted.flatMap((url) => {
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

async function read(
  graph: Pick<GraphReader, 'query'>,
  query: FindQuery,
  viewer: Viewer,
  today: string,
): Promise<readonly Row[]> {
  const result = await graph.query(query, viewer, today);
  return result.kind === 'list' ? result.rows : [];
}

function tasksAt(addresses: readonly string[]): FindQuery {
  const assignees = { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' } as const;
  const project = { type: 'IN_PROJECT', direction: 'out', label: 'Project' } as const;
  return {
    find: 'Task',
    where: { property: 'sourceUrl', op: 'in', values: addresses },
    return: {
      kind: 'list',
      fields: [
        ...['sourceUrl', 'key', 'status', 'sourceStatus', 'dueDate'].map((property) => ({ property })),
        { related: assignees, property: 'name', as: 'assignees' },
        { related: project, property: 'name', as: 'projects' },
      ],
      limit: linksLookedAt,
    },
  };
}

function articlesAt(addresses: readonly string[]): FindQuery {
  return {
    find: 'Article',
    where: { property: 'sourceUrl', op: 'in', values: addresses },
    return: {
      kind: 'list',
      fields: [
        ...['sourceUrl', 'writtenOn'].map((property) => ({ property })),
        {
          related: { type: 'AUTHORED', direction: 'in', label: 'Employee' },
          property: 'name',
          as: 'authors',
        },
      ],
      limit: linksLookedAt,
    },
  };
}

const addressOf = ({ values }: Row): string => String(values.sourceUrl ?? '');

function taskFacts(row: Row, { preview }: BotWording): readonly string[] {
  const due = textOf(row, 'dueDate');
  return present([
    textOf(row, 'key'),
    textOf(row, 'sourceStatus') ?? textOf(row, 'status'),
    namesOf(row, 'assignees'),
    namesOf(row, 'projects'),
    due === null ? null : preview.due(due),
  ]);
}

function articleFacts(row: Row, { preview }: BotWording): readonly string[] {
  const day = textOf(row, 'writtenOn');
  return present([namesOf(row, 'authors'), day === null ? null : preview.edited(day)]);
}

function textOf({ values }: Row, property: string): string | null {
  const value = values[property];
  return typeof value === 'string' && value !== '' ? value : null;
}

function namesOf({ values }: Row, field: string): string | null {
  const related = values[field];
  const names = Array.isArray(related) ? related.map((one: RelatedValue) => one.name) : [];
  return names.length === 0 ? null : names.join(', ');
}

const present = (facts: readonly (string | null)[]): readonly string[] => facts.flatMap((one) => one ?? []);
