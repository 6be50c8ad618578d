/**
 * Documents are data: a small closed set of blocks. The author of a document writes and masks the words; a renderer in `render/` escapes
 * them and lays them out, in one exhaustive switch over these kinds.
 */
import type { Shell } from '../model/command/shell.ts';
import type { StatusWord } from './status-words.ts';

/** A part of a sentence: plain words, or words with a role. */
export type Span =
  | string
  /** A name, a path or a few words of a program, unchanged. */
  | { code: string }
  | { strong: string }
  /** A side remark. */
  | { quiet: string }
  | { status: StatusWord }
  | { text: string; to: Link };

/** Links within the document or to a neighbouring one. Measured text never becomes a link. */
export type Link = `#${string}` | `${string}.md`;

export type Text = string | readonly Span[];

export interface Fact {
  label: string;
  text: Text;
}

/** A stage of a network path or of a session, with its facts. */
export interface Hop {
  /** The status; null if nothing was measured at this stage. */
  status: StatusWord | null;
  label: string;
  text: Text;
}

/** The labels of the kinds of bar that occur. */
export type Legend = Readonly<Partial<Record<BarKind, string>>>;

/** The measurements, one line each, in the order of their start. */
export interface Timeline {
  startMs: number;
  endMs: number;
  /** The marks of the axis. The first mark is at `startMs`. */
  ticks: readonly { atMs: number; label: string }[];
  rows: readonly TimelineRow[];
}

export interface TimelineRow {
  label: Text;
  words: string;
  bars: readonly Bar[];
}

export interface Bar {
  /** The status, which selects the colour. */
  is: BarKind;
  startMs: number;
  durationMs: number;
  label: string;
}

export const BAR_KINDS = ['dns', 'tcp', 'tunnel', 'tls', 'talk', 'own', 'failed', 'silent', 'ended'] as const;
export type BarKind = (typeof BAR_KINDS)[number];

export interface Section {
  kind: 'section';
  heading: Text;
  blocks: readonly Block[];
  /** The overall status of the section's subject, if it has a status. */
  status?: StatusWord;
  /** The target of links, without the `#`. */
  id?: string;
  /** Whether the section is open at first, if the format can fold sections. */
  fold?: 'folded' | 'open';
}

export type Block =
  | Section
  | { kind: 'paragraph'; text: Text }
  | { kind: 'list'; items: readonly Text[]; ordered?: true }
  | { kind: 'facts'; facts: readonly Fact[] }
  /** Lines to copy unchanged. `shell` is the shell that reads them; null: no shell reads them. */
  | { kind: 'command'; text: string; shell: Shell | null }
  /**
   * `wide`: many narrow columns, the first of which labels the row. `leading`: in plain text, a row that is too wide is split into one line
   * with this number of cells, and one line for each further cell.
   */
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly Text[])[]; wide?: true; leading?: number }
  /** `picture`: short hops that are drawn in one line. The status of a hop says what was proved about reaching it from the hop before. */
  | { kind: 'path'; hops: readonly Hop[]; picture?: true }
  | { kind: 'timeline'; timeline: Timeline; legend: Legend }
  /** A remark to read first, or a quotation from another program. */
  | { kind: 'quote'; text: Text }
  | { kind: 'status'; status: StatusWord; text: Text };

/** A document in two parts, which a wide screen shows side by side. */
export interface Panes {
  main: readonly Block[];
  beside: readonly Block[];
}

export function section(heading: Text, blocks: readonly Block[], more: Omit<Section, 'kind' | 'heading' | 'blocks'> = {}): Section {
  return { kind: 'section', heading, blocks, ...more };
}

export function paragraph(text: Text): Block {
  return { kind: 'paragraph', text };
}

/** A list. Without items, there is no block. */
export function list(items: readonly Text[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

/** A section. Without content there is no block, because a heading alone is useless. */
export function sectionOf(heading: Text, blocks: readonly Block[], more: Omit<Section, 'kind' | 'heading' | 'blocks'> = {}): Section[] {
  return blocks.length === 0 ? [] : [section(heading, blocks, more)];
}

export function command(text: string, shell: Shell | null = null): Block {
  return { kind: 'command', text, shell };
}

export function spansOf(text: Text): readonly Span[] {
  return typeof text === 'string' ? [text] : text;
}

/** The words of a text, without the roles of its spans. */
export function plainText(text: Text): string {
  return spansOf(text).map(wordsOf).join('');
}

/** The words of a span, without its role. */
export function wordsOf(span: Span): string {
  if (typeof span === 'string') return span;
  if ('code' in span) return span.code;
  if ('strong' in span) return span.strong;
  if ('quiet' in span) return span.quiet;
  if ('status' in span) return span.status;
  return span.text;
}

/** A path as text: `this machine → resolver (PASS) → proxy.corp:3128 (FAIL, 407)`. */
export function pathWords(hops: readonly Hop[]): Span[] {
  return hops.flatMap(({ status, label, text }, at): Span[] => [
    at === 0 ? label : ` → ${label}`,
    ...(status === null ? [] : [' (', { status }, plainText(text) === '' ? ')' : `, ${plainText(text)})`]),
  ]);
}
