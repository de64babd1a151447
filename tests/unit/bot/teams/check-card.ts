/** The elements and actions of Adaptive Cards 1.5 that are used, with the properties each may have ("Schema Explorer"). */
const common = ['type', 'id', 'isVisible', 'separator', 'spacing', 'fallback'];
const known: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: [
    'type',
    '$schema',
    'version',
    'fallbackText',
    'lang',
    'body',
    'actions',
    'msteams',
    'refresh',
  ],
  TextBlock: [...common, 'text', 'wrap', 'weight', 'size', 'isSubtle', 'fontType'],
  Container: [...common, 'items', 'style'],
  ActionSet: [...common, 'actions'],
  Table: [...common, 'columns', 'rows', 'firstRowAsHeader', 'showGridLines'],
  TableRow: ['type', 'cells'],
  TableCell: ['type', 'items'],
  FactSet: [...common, 'facts'],
  Component: [...common, 'name', 'view', 'properties'],
  'Input.Text': [...common, 'label', 'value', 'maxLength', 'isMultiline'],
  'Input.ChoiceSet': [...common, 'label', 'value', 'choices'],
  'Action.Execute': ['type', 'title', 'verb', 'data'],
  'Action.OpenUrl': ['type', 'title', 'url'],
  'Action.ShowCard': ['type', 'title', 'card'],
  'Action.Submit': ['type', 'title', 'data'],
  'Action.ToggleVisibility': ['type', 'title', 'targetElements'],
};
const required: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['body'],
  FactSet: ['facts'],
  Component: ['name', 'view', 'properties', 'fallback'],
  'Input.Text': ['id', 'label'],
  'Input.ChoiceSet': ['id', 'label', 'choices'],
  'Action.Execute': ['verb', 'data'],
  'Action.OpenUrl': ['title', 'url'],
  'Action.Submit': ['title', 'data'],
  'Action.ShowCard': ['title', 'card'],
  TextBlock: ['text'],
  Container: ['items'],
  ActionSet: ['actions'],
  Table: ['columns', 'rows'],
  TableRow: ['cells'],
  TableCell: ['items'],
  'Action.ToggleVisibility': ['title', 'targetElements'],
};
const values: Readonly<Record<string, readonly unknown[]>> = {
  spacing: ['None', 'Small'],
  weight: ['Bolder'],
  size: ['Small'],
  fontType: ['Monospace'],
  style: ['emphasis'],
};

export type Element = Readonly<Record<string, unknown>>;

const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null;

/** Every element of a card, the card first. */
export function elementsOf(card: unknown): readonly Element[] {
  if (Array.isArray(card)) return card.flatMap(elementsOf);
  if (!isElement(card) || typeof card.type !== 'string') return [];
  const parts = ['body', 'items', 'rows', 'cells', 'actions'].map((name) => card[name]);
  const inner = [card.card, card.fallback, isElement(card.refresh) ? card.refresh.action : undefined];
  return [
    card,
    ...parts.flatMap((part) => (Array.isArray(part) ? elementsOf(part) : [])),
    ...inner.flatMap(elementsOf),
  ];
}

/** What a card has that Adaptive Cards 1.5, or Teams, do not take; empty for a good one. */
export function cardMistakes(card: unknown): readonly string[] {
  const elements = elementsOf(card);
  const ids = new Set(elements.map((one) => one.id).filter((id) => id !== undefined));
  return elements.flatMap((one) => {
    const type = String(one.type);
    const properties = Object.keys(one);
    return [
      ...(known[type] === undefined ? [`unknown ${type}`] : []),
      ...properties.filter((name) => !known[type]?.includes(name)).map((name) => `${type}.${name}`),
      ...(required[type] ?? [])
        .filter((name) => one[name] === undefined)
        .map((name) => `${type} lacks ${name}`),
      ...properties
        .filter((name) => values[name] !== undefined && !values[name].includes(one[name]))
        .map((name) => `${type}.${name} = ${String(one[name])}`),
      ...(type === 'ActionSet' && Array.isArray(one.actions) && one.actions.length > 6
        ? ['over 6 actions']
        : []),
      ...(Array.isArray(one.targetElements) ? one.targetElements : [])
        .filter((id) => !ids.has(id))
        .map((id) => `toggles ${String(id)}, which is not there`),
      ...(type === 'TextBlock' && one.text === '' ? ['an empty TextBlock'] : []),
    ];
  });
}
