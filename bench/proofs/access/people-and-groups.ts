import type { NodeRecord, RelationshipRecord } from '../../../src/graph/changes.ts';
import type { Draw } from './draw.ts';
import { dayAt, link, node, spell, today } from './records.ts';

export interface Person {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly email: string;
  /** Whom they report to; null at the top. */
  readonly manager: Person | null;
  /** Whether they may ask: not who has left or works for somebody else. */
  readonly mayAsk: boolean;
}

export interface Group {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly parts: Group[];
  /** Who belongs to it or leads it at present; not those of its parts. */
  readonly people: Person[];
}

/** Of it and of its parts. */
export function peopleWithin(group: Group): Person[] {
  return [...group.people, ...group.parts.flatMap(peopleWithin)];
}

export interface PeopleAndGroups {
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly nodes: readonly NodeRecord[];
  readonly relationships: readonly RelationshipRecord[];
}

export const ownCompany = 'Proofworks';
const cities = ['Berlin', 'Lisbon', 'Osaka', 'Quito'];
const titles = ['Engineer', 'Designer', 'Analyst', 'Account Executive', 'Counsel'];
/** Of ten groups, so many stand on each of the four levels. */
const levels = [0.5, 1.5, 3, 5];

/** People with managers and titles, and groups in four levels, which they belong to, lead or have left. */
export function drawPeopleAndGroups(
  draw: Draw,
  { people: staff, groups: teams }: { readonly people: number; readonly groups: number },
): PeopleAndGroups {
  const nodes: NodeRecord[] = [
    node('company:own', 'Company', { name: ownCompany }),
    node('company:other', 'Company', { name: 'Elsewhere' }),
    ...titles.map((title) => node(`position:${title}`, 'Position', { title })),
  ];
  const relationships: RelationshipRecord[] = [];
  const people: Person[] = [];
  for (let at = 0; at < staff; at++) {
    const fate = at > 5 && draw.chance(0.04) ? draw.pick(['left', 'elsewhere'] as const) : 'here';
    const name = `${spell(at % 89, 2)} ${spell(at * 7 + 3, 3)}`;
    const person = { id: `employee:hr:${at}`, key: `P${at}`, name, email: `p.${at}@proof.example` };
    const title = draw.pick(titles);
    const startDate = dayAt(draw.below(2000) - 2500);
    const left = fate === 'left' ? { endDate: dayAt(-1 - draw.below(300)) } : {};
    const properties = {
      ...{ name, email: person.email, title, startDate, location: draw.pick(cities), ...left },
      timeZone: draw.pick(['Europe/Berlin', 'Asia/Tokyo']),
    };
    const extra = { badge: `B${draw.below(40)}` };
    nodes.push(node(person.id, 'Employee', properties, { key: person.key, extra }));
    const company = fate === 'elsewhere' ? 'company:other' : 'company:own';
    relationships.push(link(person.id, 'WORKS_FOR', company, { from: startDate }));
    relationships.push(link(person.id, 'HELD', `position:${title}`, { from: dayAt(-draw.below(400)) }));
    const manager = people[Math.floor((at - 1) / 5)] ?? null;
    if (manager !== null) relationships.push(link(person.id, 'REPORTS_TO', manager.id, {}));
    people.push({ ...person, manager, mayAsk: fate === 'here' });
  }
  const groups = drawGroups(draw, teams, nodes, relationships);
  for (const person of people) {
    for (const group of draw.some(groups, 1 + draw.below(3))) {
      const hasLeft = draw.chance(0.2);
      relationships.push(
        link(
          ...([person.id, 'MEMBER_OF', group.id] as const),
          hasLeft ? { to: draw.pick([dayAt(-30), today]) } : {},
          draw.chance(0.2) ? { role: draw.pick(['delegate', 'deputy']) } : {},
        ),
      );
      if (!hasLeft) group.people.push(person);
    }
  }
  for (const group of groups) {
    const lead = draw.pick(people);
    relationships.push(
      link(lead.id, 'LEADS', group.id, {}, { role: draw.pick(['lead', 'product manager']) }),
    );
    group.people.push(lead);
  }
  return { people, groups, nodes, relationships };
}

function drawGroups(
  draw: Draw,
  count: number,
  nodes: NodeRecord[],
  relationships: RelationshipRecord[],
): Group[] {
  const byLevel: Group[][] = levels.map(() => []);
  const groups: Group[] = [];
  for (const [level, share] of levels.entries()) {
    const wanted = level === levels.length - 1 ? count - groups.length : Math.max(1, (share * count) / 10);
    for (let made = 0; made < Math.floor(wanted); made++) {
      const at = groups.length;
      const name = `${spell(at * 11 + 5, 3)} Guild`;
      const group: Group = { id: `team:hr:${at}`, key: `G${at}`, name, parts: [], people: [] };
      const properties = { name, kind: `level ${level}`, mission: `Keeps the ${spell(at * 5, 4)}.` };
      nodes.push(node(group.id, 'Team', properties, { key: group.key }));
      groups.push(group);
      byLevel[level]?.push(group);
      const above = byLevel[level - 1];
      if (above === undefined) continue;
      const parent = draw.pick(above);
      parent.parts.push(group);
      relationships.push(link(group.id, 'PART_OF', parent.id, {}));
    }
  }
  return groups;
}
