import { fenced } from '../../models/fenced-text.ts';
import type { GivenPassage } from './verify-sentences.ts';

/** A passage as a model is shown it, fenced and with its number and the day of its page. */
export function formatPassage({ article, passage }: GivenPassage, index: number): string {
  const title = String(article.properties.title ?? article.key);
  const heading = passage.heading === '' ? title : `${title} › ${passage.heading}`;
  const { writtenOn } = article.properties;
  const day = typeof writtenOn === 'string' ? ` written="${writtenOn}"` : '';
  return `<passage number="${index + 1}"${day}>\n${fenced(heading)}\n\n${fenced(passage.text)}\n</passage>`;
}
