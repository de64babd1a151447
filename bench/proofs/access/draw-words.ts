import type { Draw } from './draw.ts';
import type { ProofCompany } from './generate-company.ts';

/** A question in words, to what the company's tracker, directory and wiki tell. */
export function drawWords(draw: Draw, { people, groups, projects, words, tasks }: ProofCompany): string {
  const { name } = draw.pick(people);
  const key = draw.pick(tasks).key;
  return draw.pick([
    `How many tasks are assigned to ${name}?`,
    `Which open tasks does ${name} have?`,
    `${name}有多少任务？`,
    `Who is ${name}?`,
    `What is the status of ${key}?`,
    `Who is assigned to ${key}?`,
    `How many blocked tasks does the ${draw.pick(groups).name} own?`,
    `How many tasks of ${draw.pick(projects)} are there by status?`,
    `What does the wiki say about ${draw.pick(words)}?`,
    `How does the ${draw.pick(words)} of the ${draw.pick(words)} work?`,
    `Which pages did ${name} write?`,
    `Is there a task about ${draw.pick(words)}?`,
    `What blocks ${key}?`,
    `How is ${name} related to ${draw.pick(projects)}?`,
    'Who has the most open tasks?',
    `Tasks with the milestone ${draw.pick(['Spring', 'Harvest'])}`,
    `Which tasks of ${draw.pick(projects)} are blocked?`,
    `Where is ${name} based?`,
    `When did ${name} start?`,
    'Which engineers are in Osaka?',
    'How many people work in each location?',
    'Which open tasks do I have?',
    'When did I start?',
  ]);
}

/** A question whose meaning is looked at beside its words. */
export function drawMeaning(draw: Draw, { words, people }: ProofCompany): string {
  return draw.pick([
    `What does the wiki say about ${draw.pick(words)}?`,
    `How does the ${draw.pick(words)} of the ${draw.pick(words)} work?`,
    `What happens when the ${draw.pick(words)} fails?`,
    `Who restarts the ${draw.pick(words)} when the ${draw.pick(words)} fails?`,
    `How many days is the ${draw.pick(words)} of the ${draw.pick(words)} kept?`,
    `What do the pages by ${draw.pick(people).name} say about the ${draw.pick(words)}?`,
  ]);
}

export function drawWhoKnows(draw: Draw, { words }: ProofCompany): string {
  return draw.pick([
    `Who knows about ${draw.pick(words)}?`,
    `谁了解${draw.pick(words)}？`,
    `Who should I ask about ${draw.pick(words)}?`,
  ]);
}
