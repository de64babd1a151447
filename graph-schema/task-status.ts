/** The five states every tracker's own words are mapped to; the source's word is kept in `Task.sourceStatus`. */
export const taskStatuses = ['todo', 'in_progress', 'blocked', 'done', 'cancelled'] as const;

export type TaskStatus = (typeof taskStatuses)[number];

/** A task in one of these still asks for work. */
export const openTaskStatuses: readonly TaskStatus[] = ['todo', 'in_progress', 'blocked'];
