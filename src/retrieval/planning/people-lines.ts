import type { Condition, Step } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import { isDeniedNoun } from './negation.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { says } from './says.ts';

const up: Step = { type: 'REPORTS_TO', direction: 'out', label: 'Employee' };
const down: Step = { type: 'REPORTS_TO', direction: 'in', label: 'Employee' };

/** Cue words for lines between people. */
export const lineCues: readonly CueName[] = [
  'rel.reportsTo',
  'rel.manages',
  'rel.below',
  'role.manager',
  'role.report',
];

/**
 * People above or below somebody, told by the cue word and by its side of the name: "who reports to Ben" and "Ben
 * reports to whom" have the same words.
 *
 * @returns null where the question says nothing of reporting lines.
 */
export function reportingLine(
  person: Placed<EntityItem>,
  frame: Frame,
  isPerson: Condition,
): Condition | null {
  const find = (...names: readonly CueName[]) =>
    frame.cues.filter(({ item }) => names.some((name) => item.cues.has(name)));
  const direct = find('logic.direct').length > 0;
  const said = find('logic.transitive', 'logic.inTotal').length > 0;
  const transitive = !direct && (said || (frame.ask === 'count' && find('rel.below').length > 0));
  const reports = (all: boolean): Condition => ({
    related: all ? { ...up, transitive: true } : up,
    where: isPerson,
  });
  const called = find('role.manager');
  // "Every manager above Ana": one line up, said twice.
  const managers = called.filter(
    ({ at }) => !called.some((one) => one.at === at + 1 && one.item.cues.has('logic.inTotal')),
  );
  if (managers.length > 0) {
    // "Whose manager is Ana?" asks for those whom she manages.
    const [first] = managers;
    const isAsked = frame.cues.some(
      ({ item, at }) => at === (first?.at ?? 0) - 1 && item.cues.has('ask.whose'),
    );
    if (isAsked)
      return managers.reduce<Condition>(
        (inner) => ({ related: said ? { ...up, transitive: true } : up, where: inner }),
        isPerson,
      );
    return managers.reduce<Condition>(
      (inner) => ({ related: said ? { ...down, transitive: true } : down, where: inner }),
      isPerson,
    );
  }
  const line = find('rel.reportsTo')[0];
  // "To whom does Ana report": with the verb before the name, only the word that asks tells who is below whom.
  const isAskedAbove = find('ask.who').some(({ item }) => says(item, 'toWhom'));
  if (line !== undefined)
    return line.at > person.at || isAskedAbove
      ? { related: said ? { ...down, transitive: true } : down, where: isPerson }
      : reports(transitive);
  const manages = find('rel.manages')[0];
  // "By whom is Ana managed?"
  const passive = find('ask.who').some(({ at }) =>
    frame.cues.some((one) => one.at === at - 1 && says(one.item, 'by')),
  );
  if (manages !== undefined && passive) return { related: down, where: isPerson };
  if (manages !== undefined)
    return manages.at < person.at ? { related: down, where: isPerson } : reports(transitive);
  const [report] = find('role.report');
  // 李娜是谁的下属: whose report she is.
  const whose = frame.cues.some(
    ({ item, at }) => report !== undefined && at === report.at - 1 && item.cues.has('ask.whose'),
  );
  if (whose) return { related: down, where: isPerson };
  if (report !== undefined) return reports(transitive);
  if (find('rel.below').length > 0) return reports(!direct);
  return null;
}

/**
 * "Who has no manager", "people with direct reports", "how many managers are there": a line without a name at its end.
 *
 * @returns null where the question says nothing of reporting lines.
 */
export function lineWithoutName(frame: Frame, items: readonly QuestionItem[]): Condition | null {
  const cue = frame.cues.find(({ item }) => lineCues.some((name) => item.cues.has(name)));
  if (cue === undefined) return null;
  const before = items[cue.at - 1];
  const denied = isDeniedNoun(items, cue.at) || (before?.kind === 'cue' && before.cues.has('logic.not'));
  const hasManager = cue.item.cues.has('role.manager')
    ? denied || says(before, 'possessing', 'anyOne', 'their')
    : cue.item.cues.has('rel.reportsTo');
  if (!denied && asksForManager(items, cue.at)) return null;
  const condition: Condition = { related: hasManager ? up : down };
  return denied ? { not: condition } : condition;
}

/** "…, and who is their boss?", "who does … report to?": not that there is one, but who that is. */
function asksForManager(items: readonly QuestionItem[], at: number): boolean {
  const [before, asked] = [items[at - 1], items[at - 2]];
  if (has(items[at], 'role.manager')) return says(before, 'their') && has(asked, 'ask.who');
  const isLast = items.slice(at + 1).every((item) => has(item, 'light'));
  return has(items[at], 'rel.reportsTo') && isLast && items.slice(0, at).some((item) => has(item, 'ask.who'));
}

/** Whether a question is about who works for whom. */
export function speaksOfLines(frame: Frame): boolean {
  // 领导 leads a team as well as people: beside a team's name, the team is meant.
  const ofTeam = frame.entities.some((one) => one.item.label === 'Team');
  return frame.cues.some(
    ({ item }) => lineCues.some((cue) => item.cues.has(cue)) && !(ofTeam && item.cues.has('rel.lead')),
  );
}
