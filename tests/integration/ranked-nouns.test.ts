import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const biggest = ['Several go by “the biggest team”. Which one do you mean?', 'Product and Design', 'Web'];

describe('one of an order that something is asked of', () => {
  const company = useSampleCompany();

  it.each<readonly [question: string, told: readonly string[]]>([
    ['who leads the biggest team', biggest],
    ['open tasks of the biggest team', biggest],
    ['who runs the smallest team', ['Ben Okafor leads Engineering.']],
    ['who leads the team with the most overdue tasks', ['Marta Kowalczyk leads Web.']],
    ['who is the manager of the newest employee', ['Marta Kowalczyk manages Freya Sørensen.']],
    ['who is the boss of whoever has the most open tasks', ['Marta Kowalczyk manages John Doe.']],
    ['who wrote the newest page', ['Nadia Haddad wrote Passwords and keys.']],
    ['who owns the task that has been open the longest', ['John Doe is assigned to WEB-57']],
    ['who reported the newest task', ['Łukasz Nowak opened DATA-362']],
    ['最新的任务是谁提的', ['Łukasz Nowak提出DATA-362']],
    ['人数最多的团队的负责人是谁', ['叫“人数最多的团队”的不止一个', 'Web']],
    ['谁管着最大的团队', ['叫“最大的团队”的不止一个']],
    // Asked for itself, it is the answer.
    ['what is the biggest team', ['Product and Design (product) and Web, with 9 people.']],
    ['who has the oldest open task', ['WEB-57']],
    ['who has the most open tasks', ['John Doe']],
    ['who is in charge of the most people', ['Marta Kowalczyk, with 8 people']],
  ])('%s', async (question, told) => {
    const { text } = await company.ask({ question });
    for (const part of told) expect(text).toContain(part);
  });
});
