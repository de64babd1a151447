import type { Span } from './question-item.ts';

/** Where an item stands in the question, for whatever else is put in its place. */
export const spanOf = ({
  from,
  to,
  raw,
  afterStop,
}: Span): Pick<Span, 'from' | 'to' | 'raw' | 'afterStop'> => ({
  from,
  to,
  raw,
  afterStop,
});
