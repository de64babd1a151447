import type { NodeLabel, RelationshipType } from '../../../graph-schema/index.ts';
import type { Condition, DaySpan, Field, Step } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { Built } from './planner.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';

/** What may become otherwise of a person, and the words that ask for it. */
const kinds: readonly {
  readonly type: RelationshipType;
  readonly label: NodeLabel;
  readonly cues: readonly CueName[];
}[] = [
  { type: 'MEMBER_OF', label: 'Team', cues: ['noun.team'] },
  { type: 'REPORTS_TO', label: 'Employee', cues: ['role.manager'] },
  { type: 'HELD', label: 'Position', cues: ['prop.title'] },
  { type: 'LEADS', label: 'Team', cues: ['role.lead', 'role.leadership'] },
];

/** Words that say no more than that people and the organisation are meant. */
const surroundings: readonly CueName[] = [
  'light',
  'ask.who',
  'ask.what',
  'ask.which',
  'ask.list',
  'noun.employee',
  'noun.staff',
  'noun.company',
  'rel.below',
  'rel.member',
  'pron.set',
];

/**
 * "Who changed teams since October?", "movers this month", "what changed in the organisation this week?", "what changed in
 * Web?": what began and what ended within a time, person by person.
 */
export function planMoves(items: readonly QuestionItem[]): Built {
  const span = spanOf(items);
  if (span === null) return null;
  const toTeam = planTeamMoves(items, span);
  if (toTeam !== null) return toTeam;
  if (!items.some((item) => has(item, 'time.changed'))) return null;
  const rest = items.filter((item) => item.kind !== 'time' && !has(item, 'time.changed'));
  const named = kinds.filter(({ cues }) => rest.some((item) => isOf(item, cues)));
  const teams = rest.filter((item): item is EntityItem => item.kind === 'entity' && item.label === 'Team');
  const [team, another] = teams;
  const isKnown = (item: QuestionItem): boolean =>
    item === team || has(item, ...surroundings) || named.some(({ cues }) => isOf(item, cues));
  if (another !== undefined || !rest.every(isKnown)) return null;
  const asksWho = rest.some((item) => has(item, 'ask.who'));
  const isMeant = asksWho || team !== undefined || named.length > 0 || rest.some(speaksOfPeople);
  if (!isMeant) return null;
  // Of a team, who came to it, left it, or leads it; a manager or a title is nobody's team's.
  const ofTeam = kinds.filter(({ label }) => label === 'Team');
  if (team !== undefined && named.some((one) => !ofTeam.includes(one))) return null;
  const chosen = team !== undefined ? ofTeam : named.length > 0 ? named : kinds;
  const where: Condition | undefined =
    team === undefined
      ? undefined
      : { property: 'id', op: 'in', values: team.candidates.map((one) => one.id) };
  const steps = chosen.flatMap(({ type, label }) =>
    (['began', 'ended'] as const).map((end) => {
      const step: Step = { type, direction: 'out', label, [end]: span };
      return { end, step };
    }),
  );
  const withStaff = named.length === 0 && team === undefined;
  const staff: Condition[] = withStaff ? [within('startDate', span), within('endDate', span)] : [];
  const fields = steps.map(
    ({ end, step }): Field => ({
      related: step,
      ...(where === undefined ? {} : { where }),
      property: step.label === 'Position' ? 'title' : 'name',
      as: `${step.type} ${end}`,
      periods: true,
    }),
  );
  return {
    kind: 'query',
    query: {
      find: 'Employee',
      where: {
        any: [
          ...steps.map(
            ({ step }): Condition => ({ related: step, ...(where === undefined ? {} : { where }) }),
          ),
          ...staff,
        ],
      },
      during: span,
      return: {
        kind: 'list',
        fields: [{ property: 'key' }, { property: 'startDate' }, { property: 'endDate' }, ...fields],
        orderBy: [{ by: 'name' }],
        limit: 1_000,
      },
    },
    shape: { kind: 'changes', types: chosen.map(({ type }) => type), withStaff, asked: span },
  };
}

/** Whether coming to a team or leaving one is spoken of: understood as of now, it would be of the company. */
export function movesTeams(items: readonly QuestionItem[]): boolean {
  return (
    items.some((item) => item.kind === 'entity' && item.label === 'Team') &&
    moves.some(([cue]) => items.some((item) => has(item, cue)) && !isSaidBeside(items, cue))
  );
}

/** "Who started in 2026 and is in Web?" asks when somebody came to the company, and where they are. */
function isSaidBeside(items: readonly QuestionItem[], cue: CueName): boolean {
  const deed = items.findIndex((item) => has(item, cue));
  const team = items.findIndex((item) => item.kind === 'entity' && item.label === 'Team');
  return items.slice(deed, team).some((item) => has(item, 'logic.and'));
}

/** Words of coming to a team, and of leaving one, each with the end of a membership that it tells. */
const moves: readonly (readonly [cue: CueName, end: 'began' | 'ended'])[] = [
  ['time.begin', 'began'],
  ['time.end', 'ended'],
];

/**
 * "Who joined Web since May?": whose membership began then, or who came to the company then and is in the team, since many
 * sources do not date memberships. "Who left Web this year?": whose ended.
 */
function planTeamMoves(items: readonly QuestionItem[], span: DaySpan): Built {
  const [said, another] = moves.filter(([cue]) => items.some((item) => has(item, cue)));
  const teams = items.filter((item): item is EntityItem => item.kind === 'entity' && item.label === 'Team');
  const [team, second] = teams;
  if (said === undefined || another !== undefined || team === undefined || second !== undefined) return null;
  const [cue, end] = said;
  if (isSaidBeside(items, cue)) return null;
  const isKnown = (item: QuestionItem): boolean =>
    item === team || item.kind === 'time' || has(item, cue, 'ask.count', 'noun.team', ...surroundings);
  if (!items.every(isKnown) || !items.some((item) => has(item, 'ask.who', 'ask.count', 'noun.employee')))
    return null;
  const where: Condition = { property: 'id', op: 'in', values: team.candidates.map((one) => one.id) };
  const member: Step = { type: 'MEMBER_OF', direction: 'out', label: 'Team' };
  const moved: Step = { ...member, [end]: span };
  const conditions: Condition[] = [{ related: moved, where }];
  if (end === 'began') conditions.push({ all: [{ related: member, where }, within('startDate', span)] });
  return {
    kind: 'query',
    query: {
      find: 'Employee',
      where: { any: conditions },
      during: span,
      return: {
        kind: 'list',
        fields: [
          { property: 'key' },
          { property: 'startDate' },
          { property: 'endDate' },
          { related: moved, where, property: 'name', as: `MEMBER_OF ${end}`, periods: true },
        ],
        orderBy: [{ by: 'name' }],
        limit: 1_000,
      },
    },
    shape: { kind: 'changes', types: ['MEMBER_OF'], withStaff: true, asked: span },
  };
}

const isOf = (item: QuestionItem, cues: readonly CueName[]): boolean => has(item, ...cues);

/** "In the organisation", "among our people": it is them that are asked about, not what a page says of a change. */
const speaksOfPeople = (item: QuestionItem): boolean =>
  has(item, 'noun.employee', 'noun.staff', 'noun.company', 'rel.below');

function spanOf(items: readonly QuestionItem[]): DaySpan | null {
  const times = items.filter((item) => item.kind === 'time');
  const [time, another] = times;
  if (time === undefined || another !== undefined) return null;
  return {
    ...(time.begin === null ? {} : { from: time.begin }),
    ...(time.until === null ? {} : { to: time.until }),
  };
}

function within(property: string, { from, to }: DaySpan): Condition {
  return {
    all: [
      ...(from === undefined ? [] : [{ property, op: 'gte', value: from } as const]),
      ...(to === undefined ? [] : [{ property, op: 'lt', value: to } as const]),
    ],
  };
}
