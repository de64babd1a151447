/** People at other companies, who are `noun.employee` too. */
export const outsiders = ['external', 'outside', 'business', 'partner', 'supplier', 'customer', 'vendor']
  .flatMap((kind) => ['contact', 'contacts', 'people'].map((noun) => `${kind} ${noun}`))
  .concat(
    ['people', 'contacts', 'persons', 'someone', 'anyone'].flatMap((noun) =>
      [
        'other companies',
        'other firms',
        'other organisations',
        'other organizations',
        'partner companies',
      ].flatMap((place) => ['at', 'from', 'in', 'of'].map((word) => `${noun} ${word} ${place}`)),
    ),
    ['externals', 'outsiders', 'people outside the company', 'contacts outside the company'],
  );
