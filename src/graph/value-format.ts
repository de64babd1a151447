const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const instant = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** Whether a text is a real day of the calendar, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const parts = day.exec(text);
  if (parts === null) return false;
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether a text is a real point in time, as `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export function isInstant(text: string): boolean {
  const parts = instant.exec(text);
  return parts?.[1] !== undefined && isDay(parts[1]);
}
