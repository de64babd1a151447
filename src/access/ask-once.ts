/** Asks once for each key; what failed is asked again, as a graph that could not be reached just now may be the next time. */
export function askOnce<Key, Value>(ask: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const asked = new Map<Key, Promise<Value>>();
  return async (key) => {
    const answer = asked.get(key) ?? ask(key);
    asked.set(key, answer);
    answer.catch(() => asked.delete(key));
    return await answer;
  };
}
