import type { CueName } from './lexicon.ts';

/** Who is at the head of something, whatever that is called there. */
export const leadingCues: readonly CueName[] = [
  'rel.lead',
  'role.lead',
  'role.leadership',
  'rel.chair',
  'role.chair',
  'rel.techLead',
  'role.techLead',
];
