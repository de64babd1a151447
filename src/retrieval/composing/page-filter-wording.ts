import type { AnswerLanguage } from '../language.ts';
/** What is said of the pages that a question was about, in one language. */
export interface PageFilterWording {
  inFolder(pages: string, folder: string): string;
  /** Stands before what those pages say. */
  only(pages: string, total: number): string;
  /** Stands before what the newest or the oldest of them says, which was written on a day. */
  first(order: 'newest' | 'oldest', pages: string, day: string): string;
}

export const pageFilterWordings: Readonly<Record<AnswerLanguage, PageFilterWording>> = {
  en: {
    inFolder: (pages, folder) => `${pages} in “${folder}”`,
    only: (pages, total) => `Looked only at ${pages} (${total}).`,
    first: (order, pages, day) => `The ${order} of the ${pages} about that is of ${day}.`,
  },
  zh: {
    inFolder: (pages, folder) => `“${folder}”中的${pages}`,
    only: (pages, total) => `只查看了${pages}（${total} 篇）。`,
    first: (order, pages, day) =>
      `有关的${pages}中${order === 'newest' ? '最新' : '最早'}的一篇写于 ${day}。`,
  },
};
