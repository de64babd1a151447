import type { Rephrasing } from '../../rephrase.ts';

/** A turn of phrase, in letters of any size. */
export const say = (said: string, plain: string): Rephrasing => ({ said: new RegExp(said, 'iu'), plain });

/** The same, where a name or a key is told by its capitals. */
export const named = (said: string, plain: string): Rephrasing => ({ said: new RegExp(said, 'u'), plain });
