import { foldText } from '../graph/fold-text.ts';
import { cutBlock, splitSentences, weightOf } from './cut-block.ts';
import { createSlugger, plainHeading } from './heading-slug.ts';
import { findBlocks, type MarkdownBlock } from './markdown-blocks.ts';

export interface PassageText {
  /** Headings above it, joined by ` › `, without the page's title; empty where there is none. */
  readonly heading: string;
  /** Exact Markdown of the page; only the head of a table that had to be cut is repeated. */
  readonly text: string;
  /** Fragment of its section's address; empty before the first heading. */
  readonly anchor: string;
}

/** In characters of English, see `weightOf`. */
const target = 900;
const maximum = 1400;
/** A piece below this takes in one more block, up to the maximum. */
const least = 450;
/** Sections shorter than this, in characters, join the next one of their level. */
const shortSection = 80;

interface Section {
  readonly trail: readonly string[];
  readonly anchor: string;
  readonly level: number;
  readonly headingStart: number;
  readonly blocks: readonly MarkdownBlock[];
}

/**
 * Cuts a page into passages: at headings first, then between blocks. A table or code block stays with the paragraph that
 * introduces it, and is never cut unless it alone exceeds the maximum.
 *
 * @param title of the page: a first heading that says the same is left out of the trails.
 */
export function splitPassages(markdown: string, title = ''): PassageText[] {
  const passages: PassageText[] = [];
  const sections = findSections(markdown, title);
  let pending: Section | undefined;
  for (const [index, section] of sections.entries()) {
    const first = section.blocks[0];
    const last = section.blocks.at(-1);
    if (first === undefined || last === undefined) continue;
    const start: number = pending?.headingStart ?? first.start;
    const next = sections[index + 1];
    const isShort = last.end - (pending === undefined ? first.start : pending.headingStart) < shortSection;
    if (isShort && next !== undefined && next.level === section.level && next.blocks.length > 0) {
      pending ??= section;
      continue;
    }
    const heading = section.trail.join(' › ');
    for (const text of packSection(markdown, section.blocks, start))
      passages.push({ heading, text, anchor: section.anchor });
    pending = undefined;
  }
  return passages;
}

function findSections(markdown: string, title: string): Section[] {
  const slug = createSlugger();
  const folded = foldText(plainHeading(title));
  const sections: Section[] = [];
  const trail: { readonly level: number; readonly words: string }[] = [];
  let blocks: MarkdownBlock[] = [];
  let current = { trail: [] as readonly string[], anchor: '', level: 0, headingStart: 0 };
  let isFirst = true;
  const finish = (): void => {
    if (blocks.length > 0) sections.push({ ...current, blocks });
    blocks = [];
  };
  for (const block of findBlocks(markdown)) {
    if (block.kind !== 'heading' || block.level === undefined) {
      blocks.push(block);
      continue;
    }
    finish();
    const words = plainHeading(block.title ?? '');
    const isTitle = isFirst && block.level === 1 && (folded === '' || foldText(words) === folded);
    isFirst = false;
    while ((trail.at(-1)?.level ?? 0) >= block.level) trail.pop();
    if (!isTitle && words !== '') trail.push({ level: block.level, words });
    current = {
      trail: trail.map((one) => one.words),
      anchor: slug(words),
      level: block.level,
      headingStart: block.start,
    };
  }
  finish();
  return sections;
}

/** Units that are packed whole; a block that is too long gives several. */
function packSection(markdown: string, blocks: readonly MarkdownBlock[], start: number): string[] {
  const pieces: string[] = [];
  let from = -1;
  let to = -1;
  let weight = 0;
  const flush = (): void => {
    if (from >= 0) pieces.push(markdown.slice(from, to));
    from = -1;
    weight = 0;
  };
  for (const unit of groupBlocks(markdown, blocks, start)) {
    const text = markdown.slice(unit.start, unit.end);
    const added = weightOf(text);
    const fits = weight + added <= target || (weight < least && weight + added <= maximum);
    if (from >= 0 && !fits) flush();
    if (added > maximum) {
      flush();
      pieces.push(...cutUnit(markdown, unit));
      continue;
    }
    if (from < 0) from = unit.start;
    to = unit.end;
    weight += added;
  }
  flush();
  return pieces.filter((piece) => piece.trim() !== '');
}

interface Unit {
  readonly start: number;
  readonly end: number;
  readonly last: MarkdownBlock;
}

/** Joins a table or code block to the paragraph, or to the last sentence of the paragraph, that introduces it. */
function groupBlocks(markdown: string, blocks: readonly MarkdownBlock[], start: number): Unit[] {
  const units: Unit[] = [];
  for (const [index, block] of blocks.entries()) {
    const unit = { start: index === 0 ? start : block.start, end: block.end, last: block };
    const before = units.at(-1);
    const isIntroduced =
      (block.kind === 'table' || block.kind === 'code') && before?.last.kind === 'paragraph';
    if (!isIntroduced || before === undefined) {
      units.push(unit);
      continue;
    }
    units.pop();
    const alone = weightOf(markdown.slice(block.start, block.end));
    const introduction = markdown.slice(before.start, before.end);
    if (alone > maximum || weightOf(introduction) + alone <= maximum) {
      units.push({ ...unit, start: before.start });
      continue;
    }
    const sentence = splitSentences(introduction).at(-1) ?? '';
    const cut = before.end - sentence.length;
    if (cut > before.start && weightOf(sentence) + alone <= maximum)
      units.push({ ...before, end: cut }, { ...unit, start: cut });
    else units.push(before, unit);
  }
  return units;
}

function cutUnit(markdown: string, unit: Unit): string[] {
  const { last } = unit;
  const introduction = unit.start < last.start ? markdown.slice(unit.start, last.start) : '';
  const text = markdown.slice(Math.max(last.start, unit.start), unit.end);
  if (introduction === '') return cutBlock(text, last.kind, maximum);
  const room = maximum - weightOf(introduction);
  if (room < maximum / 3)
    return [...cutBlock(introduction, 'paragraph', maximum), ...cutBlock(text, last.kind, maximum)];
  const [first = '', ...rest] = cutBlock(text, last.kind, room);
  const head = introduction + first;
  const done = text.indexOf(first) === 0 ? text.slice(first.length) : '';
  if (last.kind === 'table' || done === '') return [head, ...rest];
  return [head, ...cutBlock(done.replace(/^\n+/, ''), last.kind, maximum)];
}
