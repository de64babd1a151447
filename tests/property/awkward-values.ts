/*
 * Values on which two engines, or an engine and JavaScript, are likeliest to differ: letters that fold in odd ways, marks,
 * widths, scripts, signs that mean something to SQL, characters beyond 16 bits and one that sorts between them.
 */
export const awkwardTexts = [
  'Straße',
  'STRASSE',
  'İstanbul',
  'istanbul',
  'ıstanbul',
  'Zoë',
  'Zoe\u0308',
  'zoe',
  'Ｆｕｌｌ ｗｉｄｔｈ',
  'full  width',
  '検索 runbook',
  '检索',
  '𠮷野家',
  '\ue000 private',
  '😀 runbook',
  '😀 runbook 2',
  "O'Neil",
  'O’Neil',
  '100%',
  '100_',
  '100',
  'say "hi" \\ there',
  '',
  ' ',
  'blocked report',
  'Reports',
] as const;

/** Ids in which code points and UTF-16 units sort differently, and quotes and capitals occur. */
export const idTails = ['', 'A', 'a', "'", '"', '\ue000', '😀', 'ß', '%', '_'] as const;

export const days = [
  '2023-12-31',
  '2024-01-01',
  '2024-02-29',
  '2024-03-31',
  '2024-04-01',
  '2025-06-15',
] as const;

export const instants = [
  '2024-01-01T00:00:00.000Z',
  '2024-02-29T23:59:59.999Z',
  '2025-06-15T12:00:00.000Z',
] as const;

export const extraNames = ['milestone', 'kind "x"', 'a.b', 'Größe'] as const;

export const roles = ['lead', 'Lead', 'Straße', 'chair'] as const;

export const acls = ['acl-1', 'acl-2', 'acl-3'] as const;
