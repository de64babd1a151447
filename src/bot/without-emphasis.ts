const edge = '[\\p{L}\\p{N}_*~`]';
const emphasis = new RegExp(`(?<!${edge})(\\*\\*|__|~~|[*_~\`])(?=\\S)(.+?)(?<=\\S)\\1(?!${edge})`, 'gu');
const tags = /<\/?(?:b|i|u|s|em|strong|code|p|br|span|div)\s*\/?>/gi;

/** What somebody wrote without bold, italics and the like, which chats leave in a message as signs: they say nothing of what is asked. */
export function withoutEmphasis(text: string): string {
  const plain = text.replace(tags, ' ').replace(emphasis, '$2');
  return plain === text ? text : plain.replace(/[ \t]+/g, ' ').trim();
}
