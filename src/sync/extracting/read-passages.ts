import { setTimeout } from 'node:timers/promises';
import type { GraphStore } from '../../graph/graph-store.ts';
import { operatorViewer, type Viewer } from '../../graph/viewer.ts';
import { meterModel } from '../../models/meter-model.ts';
import { ModelError, type ModelFailure } from '../../models/model-error.ts';
import { defaultLimits } from '../../models/model-limits.ts';
import type { StateStore } from '../../state/state-store.ts';
import { articleOfPassage } from '../node-ids.ts';
import type { AskAboutPassages } from './ask-about-passages.ts';
import type { Extraction, ExtractionStop } from './extraction.ts';
import { keepExtract } from './kept-extracts.ts';

/** A text that a model is to be asked about. */
export interface UnreadText {
  readonly key: string;
  /** A passage that has it. */
  readonly passage: string;
  /** How often a model gave nothing usable of it. */
  readonly tries: number;
}

export interface ReadOptions {
  readonly extraction: Extraction;
  readonly clock: () => Date;
  readonly today: string;
  /** Whoever may ask at all. */
  readonly everyone: Viewer;
  /** Before each request and each writing; throws to stop. */
  readonly beforeBatch: () => void;
  readonly signal: AbortSignal;
  readonly onRead: (done: number, total: number) => void;
}

export interface ReadOutcome {
  readonly read: number;
  /** Keys of those of which nothing usable came, and which are given up. */
  readonly givenUp: number;
  readonly stopped?: ExtractionStop;
}

const mostPassages = 8;
/** Characters of one request's passages: some 2,000 tokens of English. */
const mostCharacters = 8_000;
const textsAtOnce = 100;
export const mostTries = 3;
/** Failures one after another after which the model is left alone until the next run. */
const mostFailures = 3;
/** How often, and how long at most, in ms, a run waits for a busy server. */
const mostWaits = 5;
const longestWait = 60_000;
/** What the next request would meet too. */
const lasting: ReadonlySet<ModelFailure> = new Set(['unreachable', 'unauthorized', 'rate_limited']);

interface Batch {
  readonly unread: readonly UnreadText[];
  readonly texts: readonly string[];
}

/**
 * Asks about texts in small batches until none is left, a limit is reached, or the model is of no help. What came of a batch is
 * kept before the next is asked, so that a run that breaks off has asked nothing in vain.
 */
export async function readPassages(
  graph: GraphStore,
  state: StateStore,
  unread: readonly UnreadText[],
  options: ReadOptions,
): Promise<ReadOutcome> {
  const { extraction, clock, beforeBatch, signal } = options;
  const { limits, ledgers } = extraction;
  const end = clock().getTime() + limits.minutesPerRun * 60_000;
  let read = 0;
  let givenUp = 0;
  let failures = 0;
  let waits = 0;
  const outcome = (stopped?: ExtractionStop): ReadOutcome => ({
    read,
    givenUp,
    ...(stopped !== undefined && { stopped }),
  });

  for await (const whole of batchesOf(graph, unread, options)) {
    for (;;) {
      beforeBatch();
      if (clock().getTime() >= end) return outcome('time');
      const room = Math.max(0, limits.passagesPerDay - (await ledgers.passages.spent()));
      if (room === 0) return outcome('passages');
      const batch = { unread: whole.unread.slice(0, room), texts: whole.texts.slice(0, room) };
      const asked = await askAbout(batch, options);
      beforeBatch();
      if (!(asked instanceof ModelError)) {
        for (const [at, { key }] of batch.unread.entries())
          await keepExtract(state, key, asked[at] ?? { topics: [], entities: [] });
        await ledgers.passages.reserve(batch.texts.length);
        read += batch.texts.length;
        failures = 0;
        options.onRead(read, unread.length);
        if (batch.texts.length < whole.texts.length) return outcome('passages');
        break;
      }
      const { reason, retryAfter } = asked;
      if (reason === 'over_budget') return outcome('budget');
      if (
        reason === 'rate_limited' &&
        (retryAfter ?? longestWait + 1) <= longestWait &&
        waits++ < mostWaits
      ) {
        await setTimeout(retryAfter ?? 0, undefined, { signal }).catch(() => undefined);
        continue;
      }
      if (lasting.has(reason)) return outcome(reason);
      if (reason === 'invalid_output' || reason === 'refused')
        for (const { key, tries } of batch.unread) {
          await keepExtract(state, key, { tries: tries + 1 });
          if (tries + 1 >= mostTries) givenUp++;
        }
      if (++failures >= mostFailures) return outcome(reason);
      break;
    }
  }
  return outcome();
}

/** @returns the error of a model, for whoever asks to go by. */
async function askAbout(
  { texts }: Batch,
  { extraction: { model, ask, limits, ledgers }, signal }: ReadOptions,
): Promise<Awaited<ReturnType<AskAboutPassages>> | ModelError> {
  const whole = { ...defaultLimits, tokens: Number.POSITIVE_INFINITY, seconds: 600 };
  // A million tokens at a price of a million: what they cost is how many they are.
  const ofTokens = { ...whole, price: { input: 1e6, output: 1e6 }, costPerDay: limits.tokensPerDay };
  const ofMoney = { ...whole, price: limits.price, costPerDay: limits.costPerDay };
  const metered = meterModel(meterModel(model, { limits: ofTokens, ledger: ledgers.tokens }), {
    limits: ofMoney,
    ledger: ledgers.cost,
  });
  try {
    return await ask(texts, metered, signal);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

/**
 * A page that not everybody may read is asked about by itself: what stands in it reaches no request about another. So is a text of
 * which nothing usable came before, which may have spoilt the others' answer.
 */
async function* batchesOf(
  graph: GraphStore,
  unread: readonly UnreadText[],
  { everyone, today }: ReadOptions,
): AsyncGenerator<Batch> {
  let unreadOf: UnreadText[] = [];
  let texts: string[] = [];
  let characters = 0;
  let group = '';
  const flush = (): Batch => {
    const batch = { unread: unreadOf, texts };
    [unreadOf, texts, characters] = [[], [], 0];
    return batch;
  };
  for (let start = 0; start < unread.length; start += textsAtOnce) {
    const some = unread.slice(start, start + textsAtOnce);
    const ids = some.map(({ passage }) => passage);
    const open = await readableOf(graph, ids, everyone, today);
    const nodes = new Map((await graph.readNodes(ids, operatorViewer)).map((node) => [node.id, node]));
    for (const one of some) {
      const { heading, text } = nodes.get(one.passage)?.properties ?? {};
      const whole = [heading, text].flatMap((part) => part ?? []).join('\n');
      const own = one.tries > 0 ? one.key : open.has(one.passage) ? '' : articleOfPassage(one.passage);
      const isFull = texts.length >= mostPassages || characters + whole.length > mostCharacters;
      if (texts.length > 0 && (isFull || own !== group)) yield flush();
      group = own;
      unreadOf.push(one);
      texts.push(whole);
      characters += whole.length;
    }
  }
  if (texts.length > 0) yield flush();
}

/** The passages among some, at most a thousand, that a viewer may read. */
export async function readableOf(
  graph: Pick<GraphStore, 'query'>,
  ids: readonly string[],
  viewer: Viewer,
  today: string,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const result = await graph.query(
    {
      find: 'Passage',
      where: { property: 'id', op: 'in', values: ids },
      return: { kind: 'list', limit: ids.length },
    },
    viewer,
    today,
  );
  return new Set(result.kind === 'list' ? result.rows.map(({ id }) => id) : []);
}
