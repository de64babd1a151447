import type { FindQuery, RelatedValue, Row } from '../graph/graph-query.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';
import type { Answer } from '../retrieval/answer.ts';
import type { Profile } from './reply.ts';

/** More people than that are a list. */
const mostProfiles = 3;

/**
 * The people that an answer is about, as cards, within what the viewer may read; none where it is about many or others.
 *
 * @param now for their local times.
 */
export async function readProfiles(
  answer: Answer,
  {
    graph,
    viewer,
    today,
    now,
  }: {
    readonly graph: Pick<GraphReader, 'query'>;
    readonly viewer: Viewer;
    readonly today: string;
    readonly now: Date;
  },
): Promise<readonly Profile[]> {
  const people = answer.sources.filter((one) => one.kind === 'employee');
  const isOfPeople = answer.query !== undefined && 'find' in answer.query && answer.query.find === 'Employee';
  if (!isOfPeople || answer.abstained !== undefined || people.length === 0 || people.length > mostProfiles)
    return [];
  const result = await graph.query(profilesOf(people.map((one) => one.id)), viewer, today);
  if (result.kind !== 'list') return [];
  const urls = new Map(people.map((one) => [one.id, one.url]));
  const order = new Map(people.map((one, at) => [one.id, at]));
  return result.rows
    .toSorted((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0))
    .map((row) => profileOf(row, urls.get(row.id) ?? null, now));
}

function profilesOf(ids: readonly string[]): FindQuery {
  return {
    find: 'Employee',
    where: { property: 'id', op: 'in', values: ids },
    return: {
      kind: 'list',
      fields: [
        { property: 'title' },
        { property: 'email' },
        { property: 'location' },
        { property: 'timeZone' },
        { related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' }, property: 'name', as: 'teams' },
        {
          related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee' },
          property: 'name',
          as: 'manager',
        },
      ],
      limit: mostProfiles,
    },
  };
}

function profileOf({ id, name, values }: Row, url: string | null, now: Date): Profile {
  const text = (property: string): string | null => {
    const value = values[property];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const names = (field: string): readonly string[] => {
    const related = values[field];
    return Array.isArray(related) ? related.map((one: RelatedValue) => one.name) : [];
  };
  const timeZone = text('timeZone');
  return {
    employeeId: id,
    name,
    email: text('email'),
    title: text('title'),
    manager: names('manager')[0] ?? null,
    teams: names('teams'),
    location: text('location'),
    timeZone,
    localTime: localTime(timeZone, now),
    url,
  };
}

/** Null without a zone, and where a source names one that there is not. */
function localTime(timeZone: string | null, now: Date): string | null {
  if (timeZone === null) return null;
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
  } catch {
    return null;
  }
}
