import { foldText } from '../graph/fold-text.ts';

const legalForms: ReadonlySet<string> = new Set(
  (
    'ab ag aps as bv bvba co company corp corporation eg ev gbr gmbh inc incorporated kft kg kgaa kk limited llc llp ltd ' +
    'ltda mbh nv ohg oy oyj plc pte pty pvt sa sarl sas se sl spa srl ug zrt & and'
  ).split(' '),
);
const chineseForms = /(?:股份有限公司|有限责任公司|有限公司|公司|株式会社)$/u;

/**
 * The key under which spellings of one company meet: folded, without its legal form, so that "Kubermatic GmbH" and
 * "Kubermatic" are one. A name that is nothing but legal forms keeps them.
 */
export function companyKey(name: string): string {
  const folded = foldText(name).replace(/^株式会社/u, '');
  const words = folded
    .replace(/[.]/g, '')
    .replace(/[,;()]/g, ' ')
    .split(' ')
    .filter((word) => word !== '');
  let end = words.length;
  while (end > 1 && legalForms.has(words[end - 1] ?? '')) end--;
  const plain = words.slice(0, end).join(' ');
  const withoutForm = plain.replace(chineseForms, '').trim();
  return withoutForm === '' ? plain || folded : withoutForm;
}
