import type { CueName } from './lexicon.ts';

/** What cue names begin with: `rel` of `rel.lead`. */
export type CueKind = CueName extends infer Name
  ? Name extends `${infer Kind}.${string}`
    ? Kind
    : never
  : never;

/** Whether a cue is one of these, or of one of these kinds. */
export const isCueOf = (cue: CueName, ...names: readonly (CueName | CueKind)[]): boolean =>
  names.some((name) => cue === name || cue.startsWith(`${name}.`));
