import type { Sender } from './message.ts';

/** Stands for people of a place whom nobody could tell: without an address, it may read nothing, and so may all. */
export const unknownMembers: Sender = { accountId: 'unknown' };

/** Whether it is not known who all reads along. */
export const isUnknownAudience = (audience: readonly Sender[] = []): boolean =>
  audience.some(({ accountId }) => accountId === unknownMembers.accountId);
