import { textsOf } from './workspace.ts';

/** Characters of all texts of a message beyond which `msg_blocks_too_long` was seen. */
const charactersOfAll = 13_200;

type Json = Readonly<Record<string, unknown>>;

/** Slack's error for blocks beyond its limits ("Block Kit: blocks" and "block elements" of its reference), else null. */
export function checkBlocks(blocks: unknown): 'invalid_blocks' | 'msg_blocks_too_long' | null {
  const mistake = checkStructure(blocks, 50);
  if (mistake !== null || !Array.isArray(blocks)) return mistake;
  // Fields to fill in are for modals.
  if (blocks.some((block) => isObject(block) && block.type === 'input')) return 'invalid_blocks';
  return textsOf(blocks).join('').length > charactersOfAll ? 'msg_blocks_too_long' : null;
}

/** Slack's error for a modal or a home beyond its limits ("Views" in its reference), else null. */
export function checkView(view: unknown): 'invalid_arguments' | 'invalid_blocks' | null {
  if (!isObject(view)) return 'invalid_arguments';
  const { type, title, submit, close, blocks, private_metadata: kept } = view;
  const isShort = (text: unknown): boolean => text === undefined || isText(text, 24, ['plain_text']);
  const isModal = type === 'modal' && title !== undefined && isFilled(view.callback_id, 255);
  if (!isModal && type !== 'home') return 'invalid_arguments';
  if (![title, submit, close].every(isShort)) return 'invalid_arguments';
  if (kept !== undefined && !isFilled(kept, 3000)) return 'invalid_arguments';
  return checkStructure(blocks, 100);
}

function checkStructure(blocks: unknown, limit: number): 'invalid_blocks' | null {
  if (!Array.isArray(blocks) || blocks.length > limit) return 'invalid_blocks';
  if (!blocks.every((block) => isObject(block) && isBlock(block))) return 'invalid_blocks';
  if (blocks.filter((block) => isObject(block) && block.type === 'table').length > 1) return 'invalid_blocks';
  const ids = blocks.flatMap((block) =>
    isObject(block) && block.block_id !== undefined ? [block.block_id] : [],
  );
  return new Set(ids).size < ids.length ? 'invalid_blocks' : null;
}

function isBlock(block: Json): boolean {
  switch (block.type) {
    case 'divider':
      return true;
    case 'section':
      return (
        isText(block.text, 3000, ['mrkdwn', 'plain_text']) &&
        (block.accessory === undefined || isElement(block.accessory))
      );
    case 'input':
      return (
        isText(block.label, 2000, ['plain_text']) && isFilled(block.block_id, 255) && isElement(block.element)
      );
    case 'header':
      return isText(block.text, 150, ['plain_text']);
    case 'context':
      return isList(block.elements, 10, (one) => isText(one, 3000, ['mrkdwn', 'plain_text']));
    case 'actions':
      return isList(block.elements, 25, isButton) && areDistinct(block.elements, 'action_id');
    case 'table':
      return isList(block.rows, 100, (row) => isList(row, 20, isCell)) && areEqual(block.rows);
    default:
      return false;
  }
}

function isElement(one: unknown): boolean {
  if (!isObject(one)) return false;
  switch (one.type) {
    case 'button':
      return isButton(one);
    case 'image':
      return isFilled(one.image_url, 3000) && isFilled(one.alt_text, 2000);
    case 'plain_text_input':
      return isFilled(one.action_id, 255) && (one.max_length === undefined || Number(one.max_length) <= 3000);
    case 'static_select':
      return (
        isFilled(one.action_id, 255) &&
        (one.option_groups === undefined
          ? isList(one.options, 100, isOption)
          : isList(one.option_groups, 100, isGroup)) &&
        isChosen(one)
      );
    default:
      return false;
  }
}

function isGroup(one: Json): boolean {
  return isText(one.label, 75, ['plain_text']) && isList(one.options, 100, isOption);
}

function isOption(one: Json): boolean {
  return isText(one.text, 75, ['plain_text']) && isFilled(one.value, 150);
}

/** What is chosen at first is one of the options, to the letter. */
function isChosen({ initial_option: initial, options, option_groups: groups }: Json): boolean {
  if (initial === undefined) return true;
  const all = JSON.stringify(options ?? groups);
  return all.includes(JSON.stringify(initial));
}

function isButton(one: Json): boolean {
  return (
    one.type === 'button' &&
    isText(one.text, 75, ['plain_text']) &&
    (one.value === undefined || isFilled(one.value, 2000)) &&
    isFilled(one.action_id, 255)
  );
}

function isCell(cell: Json): boolean {
  return cell.type === 'raw_text' && typeof cell.text === 'string' && cell.text !== '';
}

function isText(value: unknown, limit: number, types: readonly string[]): boolean {
  return isObject(value) && types.includes(String(value.type)) && isFilled(value.text, limit);
}

function isFilled(value: unknown, limit: number): boolean {
  return typeof value === 'string' && value !== '' && value.length <= limit;
}

function isList(value: unknown, limit: number, isElement: (one: Json) => boolean): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= limit &&
    value.every((one) => typeof one === 'object' && one !== null && isElement(one))
  );
}

function areDistinct(values: unknown, key: string): boolean {
  const ids = Array.isArray(values) ? values.map((one) => (isObject(one) ? one[key] : undefined)) : [];
  return new Set(ids).size === ids.length;
}

function areEqual(rows: unknown): boolean {
  return Array.isArray(rows) && new Set(rows.map((row) => (Array.isArray(row) ? row.length : -1))).size === 1;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
