/**
 * What documents are made of: a small closed set of blocks, as data. The maker of a document words and masks it; a renderer
 * of `render/` escapes and lays it out, in one exhaustive switch over these kinds.
 */
import type { Shell } from '../model/command/shell.ts';
import type { StatusWord } from './status-words.ts';

/** A piece of a sentence: plain words, or words with a meaning of their own. */
export type Span =
  | string
  /** A name, a path or a few words of a program, as they are. */
  | { code: string }
  | { strong: string }
  /** Said beside something. */
  | { quiet: string }
  | { status: StatusWord }
  | { text: string; to: Link };

/** Places in the same document or in one that lies beside it. Nothing that was measured becomes a link. */
export type Link = `#${string}` | `${string}.md`;

export type Text = string | readonly Span[];

export interface Fact {
  label: string;
  text: Text;
}

/** A stage of a route or of a walk, with what is known about it. */
export interface Hop {
  /** Null: nothing was measured here. */
  status: StatusWord | null;
  label: string;
  text: Text;
}

/** What was measured when: a line each, in the order in which they began. */
export interface Timeline {
  startMs: number;
  endMs: number;
  /** Marks of the axis, from `startMs` on. */
  ticks: readonly { atMs: number; label: string }[];
  rows: readonly TimelineRow[];
}

export interface TimelineRow {
  label: Text;
  /** What the bars show. */
  words: string;
  bars: readonly Bar[];
}

export interface Bar {
  /** Names the colour. */
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
  /** Of what the section is about, where it is good or bad as a whole. */
  status?: StatusWord;
  /** What links to it say behind the `#`. */
  id?: string;
  /** Where a document can fold: `folded` until it is asked for. */
  fold?: 'folded' | 'open';
}

export type Block =
  | Section
  | { kind: 'paragraph'; text: Text }
  | { kind: 'list'; items: readonly Text[]; ordered?: true }
  | { kind: 'facts'; facts: readonly Fact[] }
  /** Lines to be copied as they are. `shell`: what they are written for; null: no shell reads them. */
  | { kind: 'command'; text: string; shell: Shell | null }
  /**
   * `wide`: many narrow columns, of which the first one names the row. `leading`: in plain text a row that is too wide becomes a line with
   * so many cells, and one below it for each of the others.
   */
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly Text[])[]; wide?: true; leading?: number }
  | { kind: 'path'; hops: readonly Hop[] }
  | { kind: 'timeline'; timeline: Timeline; legend: Readonly<Record<BarKind, string>> }
  /** A remark that has to be known before the rest is read, or the words of another program. */
  | { kind: 'quote'; text: Text }
  | { kind: 'status'; status: StatusWord; text: Text };

/** A document of two parts, which a wide screen shows side by side. */
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

/** Nothing where there are no items. */
export function list(items: readonly Text[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

/** Nothing where there is no content: a heading alone says nothing. */
export function sectionOf(heading: Text, blocks: readonly Block[], more: Omit<Section, 'kind' | 'heading' | 'blocks'> = {}): Section[] {
  return blocks.length === 0 ? [] : [section(heading, blocks, more)];
}

export function command(text: string, shell: Shell | null = null): Block {
  return { kind: 'command', text, shell };
}

export function spansOf(text: Text): readonly Span[] {
  return typeof text === 'string' ? [text] : text;
}

/** The words of a text without their meaning. */
export function plainText(text: Text): string {
  return spansOf(text).map(wordsOf).join('');
}

/** The words of a span without their meaning. */
export function wordsOf(span: Span): string {
  if (typeof span === 'string') return span;
  if ('code' in span) return span.code;
  if ('strong' in span) return span.strong;
  if ('quiet' in span) return span.quiet;
  if ('status' in span) return span.status;
  return span.text;
}
