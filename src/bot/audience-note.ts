import type { Viewer } from '../graph/viewer.ts';
import type { Answer } from '../retrieval/answer.ts';

const notes: Readonly<Record<Answer['language'], string>> = {
  en: 'I used only what everybody here may see; ask me in a direct message for all that you may see.',
  zh: '这里的回答只用到所有成员都可查看的内容；如需查看您有权查看的全部内容，请私信我。',
};

/** Whether one viewer may read something that the other may not. */
export function readsMore(one: Viewer, other: Viewer): boolean {
  if (other.acls === 'all') return false;
  if (one.acls === 'all') return true;
  const { acls } = other;
  return [...one.acls].some((id) => !acls.has(id));
}

/** An answer to a channel that may hold less than its asker could see says so: "0" would be read as none at all. */
export function withAudienceNote(answer: Answer): Answer {
  const note = notes[answer.language];
  return { ...answer, text: `${answer.text}\n\n${note}`, notes: [...(answer.notes ?? []), note] };
}

/** Whether it says so. */
export function isNarrowed({ notes: told = [], language }: Answer): boolean {
  return told.includes(notes[language]);
}
