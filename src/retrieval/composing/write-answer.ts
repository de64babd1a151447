import { z } from 'zod';
import type { ChatModel } from '../../models/chat-model.ts';
import { jsonOutput } from '../../models/json-output.ts';
import { readListSoFar } from '../../models/list-so-far.ts';
import { loadPrompt, type Prompt } from '../../models/load-prompt.ts';
import type { AnswerLanguage } from '../language.ts';
import { formatPassage } from './format-passage.ts';
import { type GivenPassage, type VerifiedSentence, verifySentences } from './verify-sentences.ts';

/** Lets a model write an answer from passages. */
export interface AnswerWriter {
  /** @throws ModelError where the model gives nothing to go by. */
  write(request: WriteRequest): Promise<WrittenAnswer>;
  /** Whether it may be shown a passage; where it may not be shown one, the answer is made without it. */
  mayRead(passage: GivenPassage): boolean;
}

export interface WriteRequest {
  readonly question: string;
  readonly language: AnswerLanguage;
  /** Earlier questions of the conversation, oldest first. */
  readonly earlier: readonly string[];
  /** Best first; only what the asker may read. */
  readonly passages: readonly GivenPassage[];
  /** Is told the sentences that are written and borne out so far, each time all of them. */
  readonly onSentences?: (sentences: readonly VerifiedSentence[]) => void;
}

export type WrittenAnswer =
  | { readonly kind: 'written'; readonly sentences: readonly VerifiedSentence[] }
  /** The passages do not answer the question, by the model's judgement. */
  | { readonly kind: 'not_found' }
  /** Nothing that the model wrote was borne out by what it quoted. */
  | { readonly kind: 'unsupported' };

/** What a model is told to write in. */
const languageNames: Readonly<Record<AnswerLanguage, string>> = { en: 'English', zh: 'Chinese' };

export const answerInputs = ['language', 'earlier', 'question', 'passages'] as const;

const sentenceSchema = z.strictObject({
  text: z.string(),
  citations: z.array(z.strictObject({ passage: z.int(), quote: z.string() })),
});

/** What stands before the sentences of an answer that was found. */
const head = JSON.stringify({ found: true, sentences: [] }).slice(0, -2);

const output = jsonOutput(
  'answer',
  z.strictObject({
    found: z.boolean(),
    sentences: z.array(sentenceSchema),
  }),
);

const maxTokens = 4_000;
/** Characters of all passages together: some 3,000 tokens of English. */
const passagesLength = 12_000;

/** @throws AppError `internal` where the prompt does not fit. */
export function loadAnswerPrompt(): Prompt<(typeof answerInputs)[number]> {
  return loadPrompt('answer', answerInputs);
}

/**
 * A writer by the prompt `answer`. What it gives has been verified: passages are the only source, and an order hidden in
 * one can at most make the model say nothing.
 *
 * @throws AppError `internal` where the prompt does not fit.
 */
export function createAnswerWriter(
  model: Pick<ChatModel, 'complete'>,
  prompt = loadAnswerPrompt(),
  mayRead: AnswerWriter['mayRead'] = () => true,
): AnswerWriter {
  return {
    mayRead,
    async write({ question, language, earlier, passages, onSentences }) {
      const given = fitting(passages);
      const messages = prompt.render({
        language: languageNames[language],
        earlier: earlier.length === 0 ? 'none' : earlier.join('\n'),
        question,
        passages: given.map(formatPassage).join('\n\n'),
      });
      let read = 0;
      const onText = (text: string): void => {
        const sentences = readListSoFar(text, head).flatMap(
          (one) => sentenceSchema.safeParse(one).data ?? [],
        );
        if (sentences.length === read) return;
        read = sentences.length;
        onSentences?.(verifySentences(sentences, given, question));
      };
      const watch = onSentences === undefined ? {} : { onText };
      const { value } = await model.complete({ messages, output, maxTokens, ...watch });
      if (!value.found) return { kind: 'not_found' };
      const sentences = verifySentences(value.sentences, given, question);
      return sentences.length === 0 ? { kind: 'unsupported' } : { kind: 'written', sentences };
    },
  };
}

/** Whole passages, as many as there is room for; the numbers of those left out are never given. */
function fitting(passages: readonly GivenPassage[]): GivenPassage[] {
  let room = passagesLength;
  const given: GivenPassage[] = [];
  for (const one of passages) {
    room -= one.passage.text.length;
    if (room < 0) break;
    given.push(one);
  }
  return given;
}
