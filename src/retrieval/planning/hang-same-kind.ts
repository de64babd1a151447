import type { Condition, Step } from '../../graph/graph-query.ts';
import { isNamedTwice, withOwn } from './beside-own.ts';
import { has } from './frame-words.ts';
import type { DescribedNode } from './hang-conditions.ts';
import { isJoined } from './joined-names.ts';
import type { CueName } from './lexicon.ts';
import { isDeniedName } from './negation.ts';
import { reportingLine, speaksOfLines } from './people-lines.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { says } from './says.ts';
import { allOf, idCondition, relatedOver } from './senses.ts';

/** What names say of a node of their own kind: who stands above or below them, what blocks them, or that it is they who are meant. */
export function hangOnSameKind(
  group: readonly Placed<EntityItem>[],
  node: DescribedNode,
  frame: Frame,
  items: readonly QuestionItem[],
  used: Set<number>,
): Condition | null {
  const [first, second, third] = group;
  if (first === undefined) return null;
  if (node.label === 'Employee' && speaksOfLines(frame)) {
    if (second !== undefined && third === undefined && isNamedTwice(first, second)) {
      const both = frame.ask === 'list' ? withOwn(first, second, frame) : null;
      return both === null ? null : { any: both };
    }
    if (second !== undefined && frame.ask === 'exists')
      return third === undefined ? lineBetween(first, second, frame) : null;
    if (second !== undefined) return linesOfSeveral(group, frame, items);
    if (isRoleAsked(first, frame, items))
      return {
        all: [idCondition(first), { related: { type: 'REPORTS_TO', direction: 'in', label: 'Employee' } }],
      };
    const line = reportingLine(first, frame, idCondition(first));
    if (line !== null) return isDeniedName(items, first.at) ? { not: line } : line;
  }
  // "How many people sit in the same office as Tim?", "who else does?": without Tim in any case.
  if (first.item.described?.isLikeness === true && group.length === 1) return idCondition(first);
  if (node.label === 'Employee') {
    if (frame.cues.some(({ item }) => item.cues.has('logic.else'))) return { not: idCondition(first) };
  }
  // "Open tasks by team in finance and HR": these are the teams.
  const isPart = frame.cues.some(({ item }) => item.cues.has('rel.partOf') || item.cues.has('rel.below'));
  if (node.label === 'Team' && frame.ask === 'groups' && second !== undefined && !isPart)
    return { any: group.map(idCondition) };
  if (node.label === 'Team' && (isPart || isTeamInTeam(first, frame))) {
    const transitive = frame.cues.some(({ item }) => item.cues.has('logic.direct'))
      ? {}
      : { transitive: true };
    return {
      related: { type: 'PART_OF', direction: partDirection(first, frame), label: 'Team', ...transitive },
      where: idCondition(first),
    };
  }
  if (node.label === 'Task') {
    if (second !== undefined && third === undefined && frame.ask === 'exists') {
      const between = taskBetween(first, second, frame);
      if (between !== null) return between;
    }
    const subtask = frame.cues.find(
      ({ item }) => item.cues.has('rel.subtask') || item.cues.has('rel.parentTask'),
    );
    if (subtask !== undefined) {
      const direction = subtask.item.cues.has('rel.subtask') ? 'out' : 'in';
      return { related: { type: 'SUBTASK_OF', direction, label: 'Task' }, where: idCondition(first) };
    }
    const blocked = frame.cues.find(
      ({ item, at }) =>
        !used.has(at) &&
        (item.cues.has('rel.blocks') || item.cues.has('rel.blockedBy') || item.cues.has('status.blocked')),
    );
    if (blocked !== undefined) {
      // "PLAT-7: what is it waiting for?", "what holds it up?": a pronoun beside the word is the name, wherever that stands.
      const pronoun = frame.cues.find(
        ({ item, at }) => Math.abs(at - blocked.at) === 1 && has(item, 'pron.thing') && !has(item, 'light'),
      );
      const isBefore = (pronoun?.at ?? first.at) < blocked.at;
      // "PLAT-7's blocking task", "its blocking task": the one that blocks it.
      const isOwned =
        isBefore &&
        (first.at === blocked.at - 1 ? first.item.possessive === true : says(pronoun?.item, 'owning'));
      const byOther = blocked.item.cues.has('rel.blockedBy') ? !isBefore : isBefore && !isOwned;
      return {
        related: { type: 'BLOCKS', direction: byOther ? 'in' : 'out', label: 'Task', ...howFar(frame) },
        where: idCondition(first),
      };
    }
    if (frame.cues.some(({ item }) => item.cues.has('rel.mentions') && !says(item, 'preposition')))
      return relatedOver([{ type: 'MENTIONS', direction: 'out', label: 'Task' }], idCondition(first));
  }
  // "Which tasks does Ana have except PLAT-7?"
  if (node.label === 'Task' && group.every((one) => isDeniedName(items, one.at)))
    return { not: anyOfNamed(group) };
  // "Is Tim a member …?": the name is the very thing that is asked about.
  if (frame.ask !== 'exists' && frame.variables.some((one) => one.label === node.label)) return null;
  if (group.some((one) => one.item.described !== undefined)) {
    // "When did Grace and her manager start?" speaks of two; of "is Marta the lead of Web?" both are said of one.
    const isTwo = group.some((one, index) => {
      const before = group[index - 1];
      return (
        before !== undefined && items.slice(before.at + 1, one.at).some((item) => has(item, 'logic.and'))
      );
    });
    return isTwo ? null : (allOf(group.map(idCondition)) ?? null);
  }
  return anyOfNamed(group);
}

/** Any of the things that are named. */
function anyOfNamed(group: readonly Placed<EntityItem>[]): Condition {
  const [first, another] = group;
  return first !== undefined && another === undefined
    ? idCondition(first)
    : {
        property: 'id',
        op: 'in',
        values: group.flatMap((one) => one.item.candidates.map((candidate) => candidate.id)),
      };
}

/** "Is John a manager?": what he is, not who his manager is. */
function isRoleAsked(person: Placed<EntityItem>, frame: Frame, items: readonly QuestionItem[]): boolean {
  const role = frame.cues.find(({ item }) => item.cues.has('role.manager'));
  if (frame.ask !== 'exists' || role === undefined || role.at < person.at) return false;
  if (person.item.possessive === true) return false;
  const between = items.slice(person.at + 1, role.at);
  return [items[0], ...between].some((item) => says(item, 'copula'));
}

/** "Ana's manager and Ben's manager": one step up from each; "Ana and Ben's manager": one word for both. */
function withOwnRoles(frame: Frame, person: Placed<EntityItem>, next: Placed<EntityItem> | undefined): Frame {
  const isRole = ({ item }: Frame['cues'][number]): boolean => has(item, 'role.manager', 'role.report');
  const isOwn = ({ at }: { readonly at: number }): boolean => at > person.at && at < (next?.at ?? Infinity);
  return frame.cues.some((cue) => isRole(cue) && isOwn(cue))
    ? { ...frame, cues: frame.cues.filter((cue) => !isRole(cue) || isOwn(cue)) }
    : frame;
}

/** "The reports of Ana and Ben": of either; "whom do both report to" is who stands so to each. */
function linesOfSeveral(
  group: readonly Placed<EntityItem>[],
  frame: Frame,
  items: readonly QuestionItem[],
): Condition | null {
  const isList = group.every((one, index) => {
    const before = group[index - 1];
    return (
      before === undefined ||
      (isJoined(items, before.at, one.at) &&
        items.slice(before.at + 1, one.at).some((item) => has(item, 'logic.and', 'logic.or')))
    );
  });
  if (!isList || group.some((one) => isDeniedName(items, one.at))) return null;
  const lines = group.map((one, index) => {
    const next = group[index + 1];
    // "Grace's manager and Ben's manager": the first is described already, and the second role is not said of him.
    const isWhole = one.item.described !== undefined && next?.item.possessive === true;
    return isWhole ? idCondition(one) : reportingLine(one, withOwnRoles(frame, one, next), idCondition(one));
  });
  const known = lines.filter((one) => one !== null);
  if (known.length < lines.length) return null;
  return frame.cues.some(({ item }) => item.cues.has('logic.both')) ? { all: known } : { any: known };
}

/** "Does Xu Jing report to Ben?", "Is Marta John's manager?": one of the two, standing in a line to the other. */
function lineBetween(first: Placed<EntityItem>, second: Placed<EntityItem>, frame: Frame): Condition | null {
  // In Chinese, what makes an owner also ends a clause (向张伟汇报的): there, a role must follow.
  const owner =
    first.item.possessive === true &&
    (!/\p{Script=Han}/u.test(first.item.raw) ||
      frame.cues.some(
        ({ item, at }) => at > first.at && at < second.at && has(item, 'role.manager', 'role.report'),
      ));
  const [subject, person] = owner ? [second, first] : [first, second];
  const line = reportingLine(person, frame, idCondition(person));
  return line === null ? null : { all: [idCondition(subject), line] };
}

/** "Is PLAT-7 blocked by PLAT-3?", "does PLAT-3 block PLAT-7?": one of the two, as it stands to the other. */
function taskBetween(first: Placed<EntityItem>, second: Placed<EntityItem>, frame: Frame): Condition | null {
  const lines: readonly (readonly [CueName, Step])[] = [
    ['rel.blockedBy', { type: 'BLOCKS', direction: 'in', label: 'Task' }],
    ['rel.blocks', { type: 'BLOCKS', direction: 'out', label: 'Task' }],
    ['rel.subtask', { type: 'SUBTASK_OF', direction: 'out', label: 'Task' }],
    ['rel.parentTask', { type: 'SUBTASK_OF', direction: 'in', label: 'Task' }],
  ];
  const said = (from: number, to: number): (typeof lines)[number] | undefined =>
    frame.cues.flatMap(({ item, at }) =>
      at > from && at < to ? lines.filter(([cue]) => item.cues.has(cue)) : [],
    )[0];
  // PLAT-7 是 PLAT-3 的子任务吗: what the one is to the other stands behind its owner.
  const isOwned =
    second.item.possessive === true && /\p{Script=Han}/u.test(frame.cues.at(-1)?.item.raw ?? '');
  const line = said(first.at, second.at) ?? (isOwned ? said(second.at, second.at + 3) : undefined);
  return line === undefined
    ? null
    : {
        all: [idCondition(first), { related: { ...line[1], ...howFar(frame) }, where: idCondition(second) }],
      };
}

/** "Directly or indirectly": what blocks a blocker too. */
const howFar = (frame: Frame): Pick<Step, 'transitive'> =>
  frame.cues.some(({ item }) => item.cues.has('logic.transitive')) ? { transitive: true } : {};

/** "Which department is Legal in?", "the teams in Engineering": of two teams one is in the other as a part of it. */
function isTeamInTeam(team: Placed<EntityItem>, frame: Frame): boolean {
  return (
    frame.ask !== 'exists' &&
    frame.variables.some((one) => one.label === 'Team' && one.at !== team.at) &&
    !frame.variables.some((one) => one.label === 'Employee') &&
    frame.cues.some(({ item, at }) => item.cues.has('rel.member') && Math.abs(at - team.at) <= 2)
  );
}

/** "Teams that are part of Engineering" and "which team is Web part of?": the name stands behind the word or before it. */
function partDirection(team: Placed<EntityItem>, frame: Frame): 'out' | 'in' {
  const word =
    frame.cues.find(({ item }) => item.cues.has('rel.partOf')) ??
    frame.cues.find(({ item, at }) => item.cues.has('rel.member') && Math.abs(at - team.at) <= 2);
  return word !== undefined && word.at > team.at && !says(word.item, 'namesPart') ? 'in' : 'out';
}
