/** Days that opinions are looked back at where none are said, and the most, as long as they are kept. */
export const usualDays = 30;
export const mostDays = 92;

const named: Readonly<Record<string, number>> = {
  day: 1,
  today: 1,
  week: 7,
  month: 30,
  quarter: 92,
  天: 1,
  周: 7,
  月: 30,
  季度: 92,
};

const period =
  /^(?:list\b)?\s*(?:(?:of|for|in)\s+)?(?:the\s+)?(?:last|past|this|最近|过去|本)?\s*(?:(today|day|week|month|quarter|[周月天]|季度)|(\d{1,4})\s*(?:d|days?|天)?)?$/i;

/** How many days are meant by what follows the command: nothing, "list", "week", "list last 14 days", 最近7天; null where no days are. */
export function readPeriod(text: string): number | null {
  const [whole, name, count] = period.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  if (name !== undefined) return named[name.toLowerCase()] ?? null;
  if (count !== undefined) return Number(count) >= 1 ? Math.min(Number(count), mostDays) : null;
  return /^(?:list)?$/i.test(whole.trim()) ? usualDays : null;
}
