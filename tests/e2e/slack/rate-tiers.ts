/** Calls that Slack takes of a method in a minute, by its tier ("Rate limits", and the page of each method). */
const tiers: Readonly<Record<string, number>> = {
  'chat.startStream': 20,
  'chat.stopStream': 20,
  'users.list': 20,
  'assistant.threads.setSuggestedPrompts': 50,
  'chat.delete': 50,
  'chat.unfurl': 50,
  'chat.update': 50,
  'conversations.history': 50,
  'conversations.info': 50,
  'conversations.replies': 50,
  'users.getPresence': 50,
  'users.lookupByEmail': 50,
  'chat.appendStream': 100,
  'chat.postEphemeral': 100,
  'conversations.members': 100,
  'users.info': 100,
  'views.open': 100,
  'views.publish': 100,
};

const minuteMs = 60_000;

/** Counts calls of each method and token, and says how long to wait where a method has had its share. */
export function createRateTiers() {
  const calls = new Map<string, number[]>();
  return {
    /** @returns seconds, or null where the call is taken. */
    take(token: string, method: string, now = Date.now()): number | null {
      const most = tiers[method];
      if (most === undefined) return null;
      const key = `${token} ${method}`;
      const latest = (calls.get(key) ?? []).filter((at) => at > now - minuteMs);
      calls.set(key, latest);
      const [first = now] = latest;
      if (latest.length >= most) return Math.ceil((first + minuteMs - now) / 1_000);
      latest.push(now);
      return null;
    },
  };
}
