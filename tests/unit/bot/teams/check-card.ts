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
/** The version in which each of them came, where that is later than 1.0. */
const since: Readonly<Record<string, string>> = {
  ActionSet: '1.2',
  'Action.ToggleVisibility': '1.2',
  'TextBlock.fontType': '1.2',
  'Input.Text.label': '1.3',
  'Input.ChoiceSet.label': '1.3',
  'Action.Execute': '1.4',
  'AdaptiveCard.refresh': '1.4',
  Table: '1.5',
};
/** "Adaptive Cards in Teams": bots, and whatever is none of the exceptions. */
const newest = '1.5';
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

/**
 * What a card has that Adaptive Cards of its version, or Teams, do not take; empty for a good one.
 *
 * @param most the newest version that is taken where it is shown.
 */
export function cardMistakes(card: unknown, most = newest): readonly string[] {
  const { version } = isElement(card) ? card : {};
  if (typeof version !== 'string' || !/^1\.\d$/.test(version)) return [`version ${String(version)}`];
  const elements = elementsOf(card);
  const ids = new Set(elements.map((one) => one.id).filter((id) => id !== undefined));
  const tooNew = version > most ? [`version ${version}, where ${most} is the newest`] : [];
  return elements.flatMap((one, at) => {
    const type = String(one.type);
    const properties = Object.keys(one);
    return [
      ...(at === 0 ? tooNew : []),
      ...[type, ...properties.map((name) => `${type}.${name}`)]
        .filter((name) => (since[name] ?? '1.0') > version)
        .map((name) => `${name} in version ${version}`),
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
