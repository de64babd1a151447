/**
 * From so many pages or tasks on that a credential no longer sees, it has likely lost a right. Of fewer, somebody has closed them on purpose or
 * deleted them for good, and nobody may go on reading them from the graph until it is told which.
 */
export const fewestWithheld = 5;
