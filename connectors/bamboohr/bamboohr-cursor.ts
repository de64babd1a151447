import { z } from 'zod';
import { createCursorFormat } from '../changes/cursor-format.ts';
import { digestOf } from '../changes/digest-of.ts';
import type { BambooHrSettings } from './bamboohr-options.ts';

/** Grows whenever the same person would become another record. */
const buildVersion = 1;

const cursorSchema = z.object({
  /** BambooHR's time when the fetch began. */
  at: z.iso.datetime(),
  /** Up to which day rows of the table of jobs had begun. */
  day: z.iso.date(),
  settings: z.string(),
  /** The department of those who have one, by their number. */
  departments: z.record(z.string(), z.string()),
  /** Numbers of people who have left, where those are not read. */
  left: z.array(z.string()),
});

/** Up to where a fetch came, and what it rested on. */
export type BambooHrCursor = z.output<typeof cursorSchema>;

export const bambooHrCursor = createCursorFormat(cursorSchema);

/** Tells settings apart by which a person becomes another record. */
export function digestOfSettings({ company, departments, former, history, extra }: BambooHrSettings): string {
  return digestOf([buildVersion, company, departments, former, history, Object.entries(extra).sort()]);
}
