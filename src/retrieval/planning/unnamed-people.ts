import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { CueName } from './lexicon.ts';
import { lineWithoutName, speaksOfLines } from './people-lines.ts';
import type { QuestionItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';
import { idCondition } from './senses.ts';

/** Who we are: the company whose employees are "our staff". */
export type OwnCompany = { readonly id: string } | null;

/** What is said of people without a name: whose staff they are, whether they have a manager, that they have left. */
export function ofPeople(
  frame: Frame,
  items: readonly QuestionItem[],
  company: OwnCompany,
  isSaid: boolean,
): Condition[] {
  const named = (label: NodeLabel): boolean => frame.entities.some((one) => one.item.label === label);
  const said = (name: CueName): boolean => frame.cues.some(({ item }) => item.cues.has(name));
  const conditions: Condition[] = [];
  const ofTeam = named('Team') && (said('role.manager') || said('rel.below'));
  if (!named('Employee') && !ofTeam && speaksOfLines(frame)) {
    const line = lineWithoutName(frame, items);
    if (line !== null) conditions.push(line);
  }
  // "Who else is assigned to his tasks?": not he himself, where the name is hung on the tasks.
  const known = frame.entities.filter((one) => one.item.label === 'Employee');
  if (said('logic.else') && !isSaid)
    conditions.push(...known.map((one): Condition => ({ not: idCondition(one) })));
  if (said('prop.endDate') && frame.times.length === 0)
    conditions.push({ property: 'endDate', op: 'exists' });
  // "List all team leads."
  const role = frame.cues.find(({ at }) =>
    frame.variables.some((one) => one.label === 'Employee' && one.at === at),
  );
  const teams = named('Team') || frame.variables.some((one) => one.label === 'Team');
  if (role?.item.cues.has('role.lead') === true && !teams && !isSaid)
    conditions.push({ related: { type: 'LEADS', direction: 'out', label: 'Team' } });
  if (said('role.ceo') && !named('Company') && company !== null)
    conditions.push({
      related: { type: 'LEADS', direction: 'out', label: 'Company', role: 'CEO' },
      where: { property: 'id', op: 'eq', value: company.id },
    });
  // An office is ours; whoever we know elsewhere sits in none of them.
  const byOffice =
    (frame.ask === 'groups' || frame.ask === 'most' || frame.ask === 'fewest') &&
    frame.cues.some(({ item }) => item.cues.has('prop.location') && says(item, 'office'));
  const staff =
    (said('noun.staff') || byOffice) &&
    !named('Company') &&
    !frame.variables.some((one) => one.label === 'Company');
  if (said('noun.outsider') && !named('Company') && company !== null)
    conditions.push({
      related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' },
      where: { not: { property: 'id', op: 'eq', value: company.id } },
    });
  else if (staff && company !== null && !named('Employee'))
    conditions.push({
      // Who has left was one of us.
      related: {
        type: 'WORKS_FOR',
        direction: 'out',
        label: 'Company',
        ...(said('prop.endDate') ? { ever: true } : {}),
      },
      where: { property: 'id', op: 'eq', value: company.id },
    });
  return conditions;
}
