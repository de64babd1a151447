import { nameOfRecordId } from './node-ids.ts';
import type { ComparedRead } from './plan-sync.ts';

/** Records that a source still has and that were not read, since they did not change; what was set aside is none of them. */
export function countUnread({
  stays,
  fetched: { setAside },
}: Pick<ComparedRead, 'stays' | 'fetched'>): number {
  return [...stays].filter((id) => nameOfRecordId(id) !== null && !setAside.ids.has(id)).length;
}
