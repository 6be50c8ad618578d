/** Finds the identifiers from classed fields in free text, but only as whole words: an organisation, a proxy's name, a path. */
import { escapePattern } from '../encodings.ts';
import type { IdentifierRule, Span } from '../span.ts';
import { GENERIC_NAMES } from '../words.ts';

const MIN_LENGTH = 3;
/** A limit above any real name. A longer field of a forged bundle is masked but not searched for. */
const MAX_LENGTH = 4096;
/** Regular expressions have a size limit, and another machine's bundle can hold more names than fit into one. */
const PATTERN_LETTERS = 32 * 1024;

export interface LearnedLiterals {
  /** Learns an identifier; true if it was new. */
  add(original: string, masked: string, rule: IdentifierRule): boolean;
  /** Forgets originals that turn out to be public. */
  forget(isPublic: (original: string) => boolean): void;
  find(text: string): Span[];
  isKnownHost(name: string): boolean;
}

export function createLearnedLiterals(): LearnedLiterals {
  const known = new Map<string, { masked: string; rule: IdentifierRule }>();
  const hosts = new Set<string>();
  let patterns: RegExp[] | null = null;
  return {
    add(original, masked, rule) {
      if (original === masked || original.length < MIN_LENGTH || original.length > MAX_LENGTH || known.has(original)) return false;
      if (GENERIC_NAMES.has(original.toLowerCase())) return false;
      known.set(original, { masked, rule });
      if (rule === 'host') hosts.add(original.toLowerCase());
      patterns = null;
      return true;
    },
    forget(isPublic) {
      for (const original of [...known.keys()].filter(isPublic)) {
        known.delete(original);
        hosts.delete(original.toLowerCase());
        patterns = null;
      }
    },
    find(text) {
      if (known.size === 0) return [];
      patterns ??= alternatives(known.keys());
      const matches = patterns.flatMap((pattern) => Array.from(text.matchAll(pattern)));
      return matches.flatMap((match): Span[] => {
        const entry = known.get(match[0]);
        if (entry === undefined) return [];
        return [{ start: match.index, end: match.index + match[0].length, rule: entry.rule, secret: false, replacement: entry.masked }];
      });
    },
    isKnownHost(name) {
      if (hosts.size === 0) return false;
      const labels = name
        .toLowerCase()
        .replace(/^\*?\./, '')
        .split('.');
      return labels.some((_, start) => hosts.has(labels.slice(start).join('.')));
    },
  };
}

/** Sorted by length, so that a name does not match as a shorter one with the same beginning. Between expressions, the longer span wins. */
function alternatives(words: Iterable<string>): RegExp[] {
  const sorted = [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const groups: string[][] = [];
  let room = 0;
  for (const word of sorted) {
    if (word.length > room) {
      groups.push([]);
      room = PATTERN_LETTERS;
    }
    groups.at(-1)?.push(word);
    room -= word.length;
  }
  return groups.map(alternative);
}

function alternative(sorted: readonly string[]): RegExp {
  return new RegExp(`(?<![A-Za-z0-9_-]|[A-Za-z0-9]\\.)(?:${sorted.map(escapePattern).join('|')})(?![A-Za-z0-9_-]|\\.[A-Za-z0-9])`, 'g');
}
