import type { LocalEmbedder } from './local-embedder.ts';
import { type Script, scriptOf, scriptOfQuestion } from './script-of.ts';

/** An encoder with the writing that it reads. */
export interface ScriptEncoder {
  readonly script: Script;
  readonly embedder: LocalEmbedder;
}

/**
 * Several encoders as one: each text is encoded by that of its writing, and where there is none by the first. Their vectors differ in
 * length, so that a question meets the pages in its own language alone: between two encoders, a cosine would say nothing.
 */
export function createEncoderByScript(encoders: readonly [ScriptEncoder, ...ScriptEncoder[]]): LocalEmbedder {
  const byScript = new Map(encoders.map(({ script, embedder }) => [script, embedder]));
  const first = encoders[0].embedder;
  const encoderOf = (question: string): LocalEmbedder | undefined => {
    const script = scriptOfQuestion(question);
    return script === null ? undefined : byScript.get(script);
  };
  const encoderOfText = (text: string): LocalEmbedder => byScript.get(scriptOf(text)) ?? first;
  return {
    dimensions: encoders.flatMap(({ embedder }) => embedder.dimensions),
    understands: (question) => encoderOf(question) !== undefined,
    matches: (question, text) => encoderOf(question) === encoderOfText(text),
    scaleFor: (question) => encoderOf(question)?.scaleFor(question) ?? null,
    async embed(texts, signal) {
      const places = Map.groupBy(texts.keys(), (at) => encoderOfText(texts[at] ?? ''));
      const vectors: Float32Array[] = [];
      await Promise.all(
        [...places].map(async ([embedder, at]) => {
          const made = await embedder.embed(
            at.map((place) => texts[place] ?? ''),
            signal,
          );
          for (const [index, vector] of made.entries()) vectors[at[index] ?? -1] = vector;
        }),
      );
      return vectors;
    },
    embedQuestion: (question, signal) => (encoderOf(question) ?? first).embedQuestion(question, signal),
    async close() {
      await Promise.all(encoders.map(({ embedder }) => embedder.close()));
    },
  };
}
