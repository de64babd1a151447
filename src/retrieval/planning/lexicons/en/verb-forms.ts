/** Verbs whose past is not made with "-ed": the past and the participle. */
const irregular: Readonly<Record<string, readonly [string, string]>> = {
  bring: ['brought', 'brought'],
  draw: ['drew', 'drawn'],
  fall: ['fell', 'fallen'],
  get: ['got', 'got'],
  have: ['had', 'had'],
  hold: ['held', 'held'],
  keep: ['kept', 'kept'],
  lead: ['led', 'led'],
  leave: ['left', 'left'],
  make: ['made', 'made'],
  put: ['put', 'put'],
  run: ['ran', 'run'],
  see: ['saw', 'seen'],
  send: ['sent', 'sent'],
  sit: ['sat', 'sat'],
  take: ['took', 'taken'],
  write: ['wrote', 'written'],
};

/** Verbs of one syllable, or stressed on the last, that double their last letter: "wrapped", "getting". */
const doubling = /(?:^|[^aeiou])[aeiou][bdgmnprt]$/;

/** All forms of a verb, whatever stands behind it: "wrap up", "wraps up", "wrapped up", "wrapping up". */
export function verbForms(phrase: string): string[] {
  const [verb = '', ...rest] = phrase.split(' ');
  const behind = rest.map((word) => ` ${word}`).join('');
  const third = /(?:s|x|z|ch|sh)$/.test(verb)
    ? `${verb}es`
    : /[^aeiou]y$/.test(verb)
      ? `${verb.slice(0, -1)}ies`
      : `${verb}s`;
  const stem = doubling.test(verb) && verb.length <= 4 ? verb + verb.slice(-1) : verb;
  const regular = stem.endsWith('e')
    ? `${stem}d`
    : /[^aeiou]y$/.test(stem)
      ? `${stem.slice(0, -1)}ied`
      : `${stem}ed`;
  const gerund = `${stem.replace(/([^e])e$/, '$1')}ing`;
  const [past, participle] = irregular[verb] ?? [regular, regular];
  return [...new Set([verb, third, past, participle, gerund])].map((form) => form + behind);
}
