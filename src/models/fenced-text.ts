/**
 * Text that stands in a frame of a prompt: a passage cannot close its own frame, or one around it, and go on as if it were the
 * instructions.
 */
export function fenced(text: string): string {
  return text.replace(/<(?=\/?(?:passage|data)\b)/gi, '‹');
}
