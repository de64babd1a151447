/** Below this many losses a large share is ordinary in a small source. */
export const fewest = 5;
