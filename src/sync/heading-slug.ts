/** A heading's words without Markdown's marks: links give their text, images their description. */
export function plainHeading(markdown: string): string {
  if (!/[`*_[<\\~]/.test(markdown)) return markdown.replace(/\s+/g, ' ').trim();
  return markdown
    .replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/(`+)(.+?)\1/g, '$2')
    .replace(/(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Gives headings the fragments under which GitHub and most Markdown renderers reach them, a repeated one with `-1`, `-2` …
 * Ask in the order of the page.
 */
export function createSlugger(): (heading: string) => string {
  const used = new Map<string, number>();
  return (heading) => {
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    let unique = slug;
    for (let count = used.get(slug) ?? 0; used.has(unique); unique = `${slug}-${count}`) {
      count++;
      used.set(slug, count);
    }
    used.set(unique, 0);
    return unique;
  };
}
