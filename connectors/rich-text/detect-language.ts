/**
 * `zh` where the prose has more Han characters than words in Latin letters, else `en`: a Chinese page about software is
 * full of English names, and still one to search in Chinese.
 */
export function detectLanguage(prose: string): 'zh' | 'en' {
  const han = prose.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han === 0) return 'en';
  const words = prose.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return han > words ? 'zh' : 'en';
}
