/** The language a question is asked in: Chinese when it has Chinese words beside any names, English else. */
export function detectLanguage(text: string): 'en' | 'zh' {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return han > 0 && han >= words / 2 ? 'zh' : 'en';
}
