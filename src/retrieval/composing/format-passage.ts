import type { GivenPassage } from './verify-sentences.ts';

/** A passage as a model is shown it, fenced and with its number and the day of its page. */
export function formatPassage({ article, passage }: GivenPassage, index: number): string {
  const title = String(article.properties.title ?? article.key);
  const heading = passage.heading === '' ? title : `${title} › ${passage.heading}`;
  const { writtenOn } = article.properties;
  const day = typeof writtenOn === 'string' ? ` written="${writtenOn}"` : '';
  return `<passage number="${index + 1}"${day}>\n${inert(heading)}\n\n${inert(passage.text)}\n</passage>`;
}

/** A passage cannot close its own frame, or one around it, and go on as if it were the instructions. */
function inert(text: string): string {
  return text.replace(/<(?=\/?(?:passage|data)\b)/gi, '‹');
}
