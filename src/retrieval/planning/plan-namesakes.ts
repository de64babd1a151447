import { foldText } from '../../graph/fold-text.ts';
import type { Condition } from '../../graph/graph-query.ts';
import { isHan } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import { peopleAsked } from './people-asked.ts';
import type { Built } from './planner.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { readFrame } from './read-frame.ts';
import { says } from './says.ts';

/** Their names have it, or where some go by another name, they are these. */
function nameCondition({ raw, candidates }: EntityItem): Condition {
  const folded = foldText(raw);
  // 姓王: not whoever has it within the name.
  const isFamily = isHan(raw) && raw.length === 1;
  return !isFamily && candidates.every(({ name }) => foldText(name).includes(folded))
    ? { property: 'name', op: 'contains', value: raw }
    : { property: 'id', op: 'in', values: candidates.map(({ id }) => id) };
}

/** 王磊有几个: of a name that several have, and nothing but how many. */
const countsNamesakes = ({ candidates }: EntityItem, rest: readonly QuestionItem[]): boolean =>
  candidates.length > 1 &&
  rest.every(
    (item) => has(item, 'ask.count', 'pron.ones') || (has(item, 'light') && !has(item, 'rel.owned')),
  );

/** "Who is called Aisha?", "how many people are called Chen?", 有几个人叫李娜: all who have the name, where none of them is meant. */
export function planNamesakes(items: readonly QuestionItem[]): Built {
  const [named, another] = items.filter((item): item is EntityItem => item.kind === 'entity');
  if (named === undefined || another !== undefined || named.label !== 'Employee') return null;
  // 叫王磊的有几个: what would make an owner of the name ends the clause that it is told in.
  if (named.possessive === true && !says(items[items.indexOf(named) - 1], 'called')) return null;
  const rest = items.filter((item) => item !== named);
  const isNaming = rest.some((item) => says(item, 'called')) || countsNamesakes(named, rest);
  const asksPeople = rest.some((item) => has(item, 'ask.who', 'noun.employee', 'pron.ones'));
  const asksOnly = rest.every(
    (item) =>
      says(item, 'called') ||
      has(
        item,
        'ask.who',
        'ask.which',
        'ask.list',
        'ask.count',
        'ask.yesNo',
        'noun.employee',
        'noun.staff',
        'pron.ones',
        'light',
      ),
  );
  const { ask } = readFrame(rest);
  if (!asksPeople || !isNaming || !asksOnly || (ask !== 'list' && ask !== 'count' && ask !== 'profile'))
    return null;
  // Of namesakes, whoever has left is asked for by nobody.
  return peopleAsked({ all: [nameCondition(named), { employed: true }] }, ask === 'count');
}
