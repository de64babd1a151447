import type { EmployeeState } from '../../connectors/connector.ts';
import type { RelationshipType } from '../../graph-schema/index.ts';
import type { End, Reference } from './graph-records.ts';
import type { SharedNodes } from './shared-nodes.ts';

/** What a state says of one thing, as texts; undefined where it is not told. */
type Told = (state: EmployeeState) => readonly string[] | undefined;

const one = (text: string | undefined): readonly string[] | undefined =>
  text === undefined ? undefined : text.trim() === '' ? [] : [text];

/**
 * The stretches of time in which a person had a title, a manager, a team or the lead of one, from the states that a source
 * dates. A stretch ends where the next state says otherwise; the last one is open.
 */
export function employmentSpells(
  employee: End,
  history: readonly EmployeeState[],
  shared: SharedNodes,
): Reference[] {
  const kinds: readonly {
    readonly type: RelationshipType;
    readonly told: Told;
    readonly to: (text: string) => End;
    readonly role?: string;
  }[] = [
    { type: 'HELD', told: (state) => one(state.title), to: (text) => ({ id: shared.use('Position', text) }) },
    {
      type: 'REPORTS_TO',
      told: (state) => one(state.manager),
      to: (text) => ({ label: 'Employee', text }),
    },
    { type: 'MEMBER_OF', told: (state) => state.teams, to: (text) => ({ label: 'Team', text }) },
    { type: 'LEADS', told: (state) => state.leads, to: (text) => ({ label: 'Team', text }), role: 'lead' },
  ];
  return kinds.flatMap(({ type, told, to, role }) =>
    stretches(history, told).map(
      ({ text, begin, until }): Reference => ({
        type,
        from: employee,
        to: to(text),
        ...(role !== undefined && { role }),
        validFrom: begin.from,
        ...(until !== undefined && { validTo: until }),
        isSpell: true,
        place: begin.place,
      }),
    ),
  );
}

interface Stretch {
  readonly text: string;
  readonly begin: EmployeeState;
  until?: string;
}

function stretches(history: readonly EmployeeState[], told: Told): Stretch[] {
  const states = history
    .filter((state) => told(state) !== undefined)
    .sort((first, second) => (first.from < second.from ? -1 : first.from > second.from ? 1 : 0));
  const all: Stretch[] = [];
  let open = new Map<string, Stretch>();
  for (const state of states) {
    const now = new Set(told(state));
    const still = new Map<string, Stretch>();
    for (const [text, stretch] of open) {
      if (now.has(text)) still.set(text, stretch);
      else stretch.until = state.from;
    }
    for (const text of now) {
      if (still.has(text)) continue;
      const stretch: Stretch = { text, begin: state };
      all.push(stretch);
      still.set(text, stretch);
    }
    open = still;
  }
  // Two states of one day: the later row counts.
  return all.filter((stretch) => stretch.until === undefined || stretch.until > stretch.begin.from);
}
