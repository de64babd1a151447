import { taskStatuses } from '../../../graph-schema/index.ts';
import type { NodeRecord, RelationshipRecord } from '../../../src/graph/changes.ts';
import { compareText, type ReferenceGraph } from '../../../tests/reference/reference-graph.ts';
import { createDraw, type Draw } from './draw.ts';
import { createFieldRules, type FieldRules } from './field-rules.ts';
import { drawPeopleAndGroups, type Group, type Person } from './people-and-groups.ts';
import { drawRules, type ReadingRule } from './reading-rules.ts';
import { dayAt, link, node, spell } from './records.ts';

export interface CompanySize {
  readonly people: number;
  readonly groups: number;
  readonly articles: number;
  readonly tasks: number;
  readonly rules: number;
}

/** What issue and budget name; a seeded tenth of it runs with the tests. */
export const fullSize: CompanySize = { people: 500, groups: 60, articles: 5_000, tasks: 20_000, rules: 150 };
export const tenth: CompanySize = { people: 50, groups: 12, articles: 500, tasks: 2_000, rules: 40 };

export interface ProofCompany {
  readonly graph: ReferenceGraph;
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly rules: readonly ReadingRule[];
  readonly tasks: readonly NodeRecord[];
  readonly articles: readonly NodeRecord[];
  readonly fields: FieldRules;
  /** Ids of all that not everybody may read. */
  readonly restricted: readonly string[];
  readonly projects: readonly string[];
  /** Words of titles and texts, each of which stands in many that few may read. */
  readonly words: readonly string[];
}

const projectNames = ['Basalt', 'Cinder', 'Driftwood', 'Ember', 'Flint', 'Granite'];
const milestones = ['Spring', 'Harvest', 'Frost'];

/** The same company for the same seed. */
export function generateCompany(size: CompanySize, seed: number): ProofCompany {
  const draw = createDraw(seed);
  const { people, groups, nodes: first, relationships: ties } = drawPeopleAndGroups(draw, size);
  const rules = drawRules(draw, size.rules, { people, groups });
  const words = Array.from({ length: Math.max(60, size.articles / 12) }, (_, at) => spell(at * 13 + 1, 4));
  const nodes: NodeRecord[] = [
    ...rules.map((rule) => rule.node),
    ...first,
    ...projectNames.map((name) =>
      node(`project:${name}`, 'Project', { name, description: `All of the ${name}.` }),
    ),
    ...words.slice(0, 20).map((name) => node(`topic:${name}`, 'Topic', { name })),
  ];
  const relationships = [...ties];
  const drawn = { draw, people, groups, rules, words, nodes, relationships };
  drawArticles(drawn, size.articles);
  drawTasks(drawn, size);
  return {
    graph: { nodes: nodes.toSorted((one, other) => compareText(one.id, other.id)), relationships },
    people,
    groups,
    rules,
    tasks: nodes.filter((one) => one.label === 'Task'),
    articles: nodes.filter((one) => one.label === 'Article'),
    fields: createFieldRules(draw.pick(groups.filter((group) => group.parts.length > 0)), people),
    restricted: nodes.filter((one) => one.acl !== undefined).map((one) => one.id),
    projects: projectNames,
    words,
  };
}

interface Drawn {
  readonly draw: Draw;
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly rules: readonly ReadingRule[];
  readonly words: readonly string[];
  readonly nodes: NodeRecord[];
  readonly relationships: RelationshipRecord[];
}

/** A third is everyone's, the rest goes by one of the rules. */
function drawRule({ draw, rules }: Drawn): string {
  return (draw.chance(0.33) ? rules[0] : draw.pick(rules))?.node.id ?? '';
}

function drawArticles(drawn: Drawn, count: number): void {
  const { draw, words, people, groups, nodes, relationships } = drawn;
  for (let at = 0; at < count; at++) {
    const id = `article:wiki:${at}`;
    const acl = drawRule(drawn);
    const key = `${draw.pick(['runbooks', 'minutes', 'plans'])}/${at}.md`;
    const [one = '', two = '', three = '', four = ''] = draw.some(words, 4);
    const texts = [
      `The ${one} of the ${two} is kept by the ${draw.pick(groups).name}. It was set to ${draw.below(90)} days.`,
      `When the ${three} fails, ${draw.pick(people).name} restarts the ${four} and notes it here.`,
    ].slice(0, 1 + draw.below(2));
    const properties = {
      title: `${one} and ${two}`,
      path: key,
      body: texts.join('\n\n'),
      language: 'en',
      writtenOn: dayAt(-draw.below(900)),
      tags: draw.some(words.slice(0, 20), draw.below(3)),
    };
    nodes.push(node(id, 'Article', properties, { key, acl, sourceUrl: `https://wiki.test/${at}` }));
    relationships.push(link(draw.pick(people).id, 'AUTHORED', id));
    if (at > 10 && draw.chance(0.4))
      relationships.push(link(id, 'CHILD_OF', `article:wiki:${draw.below(at)}`));
    if (at > 10 && draw.chance(0.3))
      relationships.push(link(id, 'LINKS_TO', `article:wiki:${draw.below(at)}`));
    for (const tag of properties.tags) relationships.push(link(id, 'ABOUT', `topic:${tag}`));
    for (const [ordinal, text] of texts.entries()) {
      const passage = `passage:wiki:${at}#${ordinal}`;
      const passageProperties = { heading: ordinal === 0 ? properties.title : three, text, ordinal };
      nodes.push(node(passage, 'Passage', passageProperties, { acl }));
      relationships.push(link(id, 'HAS_PASSAGE', passage));
      if (ordinal > 0) relationships.push(link(`passage:wiki:${at}#${ordinal - 1}`, 'NEXT', passage));
      relationships.push(
        link(passage, 'MENTIONS', draw.pick([draw.pick(people).id, draw.pick(groups).id, 'company:own'])),
      );
    }
  }
}

function drawTasks(drawn: Drawn, { tasks, articles }: CompanySize): void {
  const { draw, words, people, groups, nodes, relationships } = drawn;
  for (let at = 0; at < tasks; at++) {
    const id = `task:tracker:${at}`;
    const [one = '', two = ''] = draw.some(words, 2);
    const status = draw.pick(taskStatuses);
    const createdAt = dayAt(-1 - draw.below(500));
    const properties = {
      title: `Mend the ${one} of ${two}`,
      description: `The ${draw.pick(words)} has to hold.`,
      status,
      sourceStatus: draw.pick(['Open', 'Waiting', 'Closed']),
      priority: `P${draw.below(4)}`,
      createdAt,
      ...(draw.chance(0.6) ? { dueDate: dayAt(draw.below(400) - 200) } : {}),
      ...(status === 'done' ? { completedAt: dayAt(-draw.below(200)) } : {}),
      ...(draw.chance(0.1) ? { formerKeys: [`OLD-${draw.below(tasks / 8)}`] } : {}),
    };
    const key = `${draw.pick(['OPS', 'WEB'])}-${at}`;
    const extra = {
      ...(draw.chance(0.4) ? { milestone: draw.pick(milestones) } : {}),
      ...(draw.chance(0.3) ? { budget: draw.pick(['small', 'large']) } : {}),
    };
    nodes.push(node(id, 'Task', properties, { key, acl: drawRule(drawn), extra }));
    for (const person of draw.some(people, 1 + draw.below(2)))
      relationships.push(
        link(person.id, 'ASSIGNED_TO', id, {
          from: createdAt,
          ...(draw.chance(0.2) ? { to: dayAt(-draw.below(100)) } : {}),
        }),
      );
    relationships.push(link(draw.pick(people).id, 'REPORTED', id));
    relationships.push(link(id, 'OWNED_BY', draw.pick(groups).id));
    relationships.push(link(id, 'IN_PROJECT', `project:${draw.pick(projectNames)}`));
    // Some are in a project besides that nobody else's task is in.
    if (at % 25 === 0) {
      const name = spell(at * 17 + 5, 6);
      nodes.push(node(`project:${name}`, 'Project', { name }));
      relationships.push(link(id, 'IN_PROJECT', `project:${name}`));
    }
    if (at > 10 && draw.chance(0.3)) relationships.push(link(id, 'BLOCKS', `task:tracker:${draw.below(at)}`));
    if (at > 10 && draw.chance(0.2))
      relationships.push(link(id, 'SUBTASK_OF', `task:tracker:${draw.below(at)}`));
    if (draw.chance(0.2))
      relationships.push(link(id, 'DESCRIBED_BY', `article:wiki:${draw.below(articles)}`));
    if (draw.chance(0.3)) relationships.push(link(id, 'MENTIONS', draw.pick(people).id));
  }
}
