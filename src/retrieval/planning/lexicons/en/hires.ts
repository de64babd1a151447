/** People, by when they came: they ask for somebody and for the first day alike. */
export const hires = [
  'newest hire',
  'latest hire',
  'last hire',
  'most recent hire',
  'new hires',
  'new joiners',
  'new starters',
  'newcomers',
  'joiners',
  'newest hires',
  'latest hires',
  'newest joiner',
  'latest joiner',
  'newest addition',
  'latest addition',
];
