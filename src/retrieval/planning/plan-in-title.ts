import { has } from './frame-words.ts';
import { peopleAsked } from './people-asked.ts';
import type { Built } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { readFrame } from './read-frame.ts';
import { says } from './says.ts';

/** "Who has 'QA Lead' in their title?": of people, whatever those words are otherwise. */
export function planInTitle(items: readonly QuestionItem[]): Built {
  const at = items.findIndex((item) => has(item, 'rel.inTitle'));
  const said = items[at - 1];
  if (said === undefined || at < items.length - 1) return null;
  const before = items.slice(0, at - 1);
  const asksPeople = before.some((item) => has(item, 'ask.who', 'ask.whose', 'noun.employee'));
  const asksOnly = before.every(
    (item) =>
      has(
        item,
        'ask.who',
        'ask.whose',
        'ask.which',
        'ask.list',
        'ask.count',
        'ask.yesNo',
        'noun.employee',
        'light',
      ) || says(item, 'have', 'possessing'),
  );
  const { ask } = readFrame(before);
  if (!asksPeople || !asksOnly || (ask !== 'list' && ask !== 'count' && ask !== 'profile')) return null;
  return peopleAsked(
    { property: 'title', op: 'contains', value: said.raw.replace(/^\P{L}+|\P{L}+$/gu, '') },
    ask === 'count',
  );
}
