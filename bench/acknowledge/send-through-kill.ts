import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../../tests/e2e/slack/delivery.ts';
import type { FakeSlack } from '../../tests/e2e/slack/fake-slack.ts';
import type { PlannedQuestion } from './plan-questions.ts';

export interface SendOptions {
  readonly slack: FakeSlack;
  /** Two processes; the second is killed half way. `url` is where Slack's events go. */
  readonly replicas: readonly { readonly child: ChildProcess; readonly url: string }[];
  /** Where both replicas keep their state. */
  readonly dataFolder: string;
  readonly questions: readonly PlannedQuestion[];
  readonly perSecond: number;
  /** When the balancer leaves the killed replica out, in ms after the kill. */
  readonly noticedAfterMs: number;
  /** How long to wait for answers after the last delivery, in ms. */
  readonly patienceMs: number;
  /** How long to look for a second answer after the last first one, in ms: a look of the inbox and more. */
  readonly settleMs: number;
}

/** What became of the questions. */
export interface Seen {
  readonly deliveries: readonly Delivery[];
  /** Ids of events that were acknowledged while the inbox did not hold them. */
  readonly notInInbox: readonly string[];
  /** Acknowledged, and neither answered nor in the inbox. What was never acknowledged is Slack's to tell again. */
  readonly lost: readonly PlannedQuestion[];
  /** Unanswered when patience ended, and in the inbox still. */
  readonly waiting: readonly PlannedQuestion[];
  readonly answeredTwice: readonly PlannedQuestion[];
  /** Until the kill, in s from the first question. */
  readonly killedAfterS: number;
  /** For each event that was taken over, the ms from the look into the thread to its answer; null where it had one. */
  readonly takenOver: readonly (number | null)[];
  /** From the first question to the last answer, in s. */
  readonly seconds: number;
}

/** Questions that come at once half way, so that the killed replica has some in hand. */
const burst = 50;
/** How many of these are acknowledged when it is killed. */
const killedAfter = 10;

/** Asks the questions at an even pace, kills a replica half way with SIGKILL, and waits for what is still to be answered. */
export async function sendThroughKill(options: SendOptions): Promise<Seen> {
  const { slack, replicas, questions, perSecond } = options;
  const state = new DatabaseSync(join(options.dataFolder, 'state.db'), { readOnly: true, timeout: 5_000 });
  const noted = state.prepare('SELECT 1 FROM state_event WHERE id = ?');
  let alive = replicas;
  let turn = 0;
  slack.sendTo(() => alive[turn++ % alive.length]?.url ?? '');

  let killedAt = 0;
  const notInInbox: string[] = [];
  async function deliver(event: Record<string, unknown>, id: string): Promise<Delivery> {
    const delivery = await slack.deliverEvent(event, id);
    if (delivery.acknowledgedAfterMs !== null && noted.get(`slack:${id}`) === undefined) notInInbox.push(id);
    return delivery;
  }

  function killOne(): void {
    killedAt = performance.now();
    const [other, victim] = replicas;
    victim?.child.kill('SIGKILL');
    setTimeout(() => {
      alive = replicas.filter((one) => one === other);
    }, options.noticedAfterMs);
  }

  const asked: { readonly question: PlannedQuestion; readonly ts: string }[] = [];
  const deliveries: Promise<Delivery>[] = [];
  const half = Math.floor(questions.length / 2);
  let inBurst = 0;
  const begun = performance.now();
  for (const [at, question] of questions.entries()) {
    const message = slack.write(question.user, question.channel, `<@UBOT> ${question.text}`);
    const event = slack.eventOf(message, { type: 'app_mention' });
    asked.push({ question, ts: message.ts });
    const delivery = deliver(event, question.eventId);
    deliveries.push(delivery);
    if (question.againAfterMs !== null)
      deliveries.push(sleep(question.againAfterMs).then(() => deliver(event, question.eventId)));
    if (at >= half && at < half + burst) {
      void delivery.then(() => {
        inBurst += 1;
        if (inBurst === killedAfter) killOne();
      });
      continue;
    }
    await sleep(Math.max(0, begun + ((at + 1) * 1_000) / perSecond - performance.now()));
  }
  const delivered = await Promise.all(deliveries);

  const deadline = performance.now() + options.patienceMs;
  while (countAnswers(slack).size < asked.length && performance.now() < deadline) await sleep(100);
  const seconds = (performance.now() - begun) / 1_000;
  await sleep(options.settleMs);
  const answers = countAnswers(slack);
  const unanswered = asked.filter(({ ts }) => !answers.has(ts)).map(({ question }) => question);
  const open = state.prepare('SELECT 1 FROM state_event WHERE id = ? AND payload IS NOT NULL');
  const isOpen = ({ eventId }: PlannedQuestion): boolean => open.get(`slack:${eventId}`) !== undefined;
  const waiting = unanswered.filter(isOpen);
  const taken = new Set(delivered.flatMap(({ id, attemptMs }) => (attemptMs === null ? [] : [id])));
  state.close();
  return {
    deliveries: delivered,
    notInInbox,
    lost: unanswered.filter((one) => taken.has(one.eventId) && !waiting.includes(one)),
    waiting,
    answeredTwice: asked.filter(({ ts }) => (answers.get(ts) ?? 0) > 1).map(({ question }) => question),
    takenOver: asked.flatMap(({ ts }) => takeover(slack, ts)),
    killedAfterS: (killedAt - begun) / 1_000,
    seconds,
  };
}

/** How often the bot spoke in each thread. */
function countAnswers(slack: FakeSlack): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { threadTs, user } of slack.workspace.messages)
    if (threadTs !== undefined && user === slack.workspace.botUser)
      counts.set(threadTs, (counts.get(threadTs) ?? 0) + 1);
  return counts;
}

function takeover({ calls }: FakeSlack, ts: string): (number | null)[] {
  const look = calls.find(({ args }) => args.oldest === ts && args.include_all_metadata === 'true');
  if (look === undefined) return [];
  const post = calls.find(
    ({ method, args, at }) => method === 'chat.postMessage' && args.thread_ts === ts && at > look.at,
  );
  return [post === undefined ? null : post.at - look.at];
}
