import type { ContestedName, FoundMentions, Mention } from './find-mentions.ts';

/** What stands around a text, by id. */
export interface TextContext {
  /** Its people, team and project. */
  readonly near: ReadonlySet<string>;
  /** The teams of its people, the teams above all of these, and its folders. */
  readonly far: ReadonlySet<string>;
}

/** How much less sure a name is that only its context tells. */
const told = 0.8;

/**
 * Which node is meant where several are of one name: the one that has most in common with the text, with what is near before the rest.
 * Where none has anything, or two have as much, nobody can tell, and none is.
 *
 * @param contextOf the same of a candidate, itself among it.
 * @returns the mentions, with those told by context, each surer form first.
 */
export function settleContested(
  { mentions, contested }: FoundMentions,
  context: TextContext,
  contextOf: (candidate: string) => ReadonlySet<string>,
): readonly Mention[] {
  const found = new Map(mentions.map((mention) => [mention.target, mention]));
  // What the text names for certain tells as well: "Ana Silva of the data team".
  const around = { ...context, near: new Set([...context.near, ...found.keys()]) };
  for (const name of contested) {
    const chosen = choose(name, around, contextOf);
    if (chosen === undefined) continue;
    const confidence = Math.round(chosen.confidence * told * 100) / 100;
    const before = found.get(chosen.target);
    if (before === undefined || before.confidence < confidence)
      found.set(chosen.target, { target: chosen.target, surface: name.surface, confidence });
  }
  return [...found.values()];
}

function choose(
  { candidates }: ContestedName,
  { near, far }: TextContext,
  contextOf: (candidate: string) => ReadonlySet<string>,
): ContestedName['candidates'][number] | undefined {
  const weighed = candidates
    .map((candidate) => {
      const own = [...contextOf(candidate.target)];
      const count = (around: ReadonlySet<string>) => own.filter((one) => around.has(one)).length;
      return { candidate, near: count(near), far: count(far) };
    })
    .sort((one, other) => other.near - one.near || other.far - one.far);
  const [first, second] = weighed;
  if (first === undefined || second === undefined) return undefined;
  return first.near > second.near || first.far > second.far ? first.candidate : undefined;
}
