import { expect, vi } from 'vitest';

/** What a platform's test must be able to do. Each call waits for the bot's answer and returns its plain text. */
export interface ConversationDriver {
  /** A message in the channel of `channelMembers` that names the bot; begins a thread. */
  mention(email: string, text: string): Promise<string>;
  /** A message that names the bot, in the thread of the latest mention. */
  followUp(email: string, text: string): Promise<string>;
  /** A message below the latest answer in its thread, which names nobody. */
  goOn(email: string, text: string): Promise<string>;
  /** A direct message. */
  direct(email: string, text: string): Promise<string>;
  /** A command, without its slash: `whois`, `tasks`. */
  command(email: string, command: string, text: string): Promise<string>;
  /** Opens the start page. */
  home(email: string): Promise<string>;
  /** Presses the button with these words under the latest answer; what comes of it is for all of the place. */
  choose(email: string, label: string): Promise<string>;
  /** The same, where what comes of it is for the presser alone. @throws where others see it too. */
  alone(email: string, label: string): Promise<string>;
  /** How the latest answer came about, by its button or its fold. */
  how(email: string): Promise<string>;
  /** Presses what says an opinion of the latest answer, with a reason where it asks for one. */
  rate(email: string, opinion: 'Helpful' | 'Not helpful', reason: string): Promise<void>;
  /** The latest mention is edited; what stands in the place of its answer. */
  edit?(email: string, text: string): Promise<string>;
  /** The latest mention is deleted; what is left of its answer. */
  remove?(email: string): Promise<string>;
  /** The rows of the table of the latest answer. */
  rows(): readonly string[];
  /** Whether the latest answer has a button with these words. */
  offers(label: string): boolean;
}

interface Checked {
  /** Says what the step shows; the test's name. */
  readonly shows: string;
  /** What not every place has. */
  readonly needs?: 'editing';
  /** Address of whoever speaks. */
  readonly who: string;
  /** What the answer must say, and what it must not. */
  readonly says: readonly (string | RegExp)[];
  readonly withholds?: readonly string[];
  /** How many rows its table has. */
  readonly rows?: number;
}

export type ConversationStep = Checked &
  (
    | { readonly kind: 'mention' | 'followUp' | 'goOn' | 'direct' | 'edit'; readonly text: string }
    | { readonly kind: 'command'; readonly command: string; readonly text: string; readonly isLate?: true }
    | { readonly kind: 'choose' | 'alone'; readonly label: string }
    /** Presses a button until the last page, on each of which the total stands. */
    | { readonly kind: 'page'; readonly label: string }
    | { readonly kind: 'rate'; readonly opinion: 'Helpful' | 'Not helpful'; readonly reason: string }
    | { readonly kind: 'home' | 'how' | 'remove' }
  );

/** Plays a step and checks the answer; returns it, so that platforms can be compared. */
export async function playStep(driver: ConversationDriver, step: ConversationStep): Promise<string> {
  // What is put down beside the answer may come after it.
  if (step.kind === 'command' && step.isLate === true) {
    const late = { timeout: 10_000 };
    return await vi.waitFor(async () => checked(driver, step, await speak(driver, step)), late);
  }
  return checked(driver, step, await speak(driver, step));
}

function checked(driver: ConversationDriver, step: ConversationStep, said: string): string {
  // Platforms break lines and indent in their own ways.
  const answer = said.replace(/\s+/g, ' ').trim();
  for (const part of step.says) {
    if (typeof part === 'string') expect(answer).toContain(part);
    else expect(answer).toMatch(part);
  }
  for (const part of step.withholds ?? []) expect(answer).not.toContain(part);
  if (step.rows !== undefined) expect(driver.rows()).toHaveLength(step.rows);
  return answer;
}

async function speak(driver: ConversationDriver, step: ConversationStep): Promise<string> {
  const { kind, who } = step;
  switch (kind) {
    case 'command':
      return await driver.command(who, step.command, step.text);
    case 'choose':
    case 'alone':
      return await driver[kind](who, step.label);
    case 'page':
      return await pageThrough(driver, who, step.label);
    case 'rate':
      await driver.rate(who, step.opinion, step.reason);
      return '';
    case 'edit':
      return (await driver.edit?.(who, step.text)) ?? '';
    case 'remove':
      return (await driver.remove?.(who)) ?? 'nothing can be deleted';
    case 'home':
    case 'how':
      return await driver[kind](who);
    default:
      return await driver[kind](who, step.text);
  }
}

/** From the first page, which was asked for, to the last: every row once, and as many as each page says there are. */
async function pageThrough(driver: ConversationDriver, who: string, label: string): Promise<string> {
  const rows = [...driver.rows()];
  const totals = new Set<string | undefined>();
  let said = '';
  while (driver.offers(label)) {
    said = await driver.choose(who, label);
    totals.add(/of (\d+) are shown/.exec(said)?.[1]);
    rows.push(...driver.rows());
  }
  expect([...totals]).toEqual([String(rows.length)]);
  expect(new Set(rows).size).toBe(rows.length);
  return said;
}
