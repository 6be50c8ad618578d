/** Secrets whose value this machine knows. Every text is searched for every spelling of them, and a number replaces them. */
import { stripControls } from './control-characters.ts';
import { BLOB_LETTERS, blobSpellings, escapePattern, letterSpellings } from './encodings.ts';
import type { Span } from './span.ts';

/** A shorter secret is replaced only as a whole word, and a single letter never. */
const FREE_LENGTH = 6;
const ALONE_LENGTH = 3;
/** A longer secret is searched for in pieces. */
const LONGEST = 1024;
const PIECE = 128;
const MAX_PIECES = 32;
/** Characters of a run; a quote, a bracket or whitespace ends it. */
const RUN_LETTER = /[^\s"'`<>(){}[\],;]/;

/** Our own tokens. A secret equal to a word in them is removed only if a preceding word introduces it. */
const OWN_WORDS =
  'REDACTED-login REDACTED-authorization REDACTED-cookie REDACTED-value REDACTED-token REDACTED-jwt REDACTED-aws-key REDACTED-private-key REDACTED-query';

/** Words in sentences of this program that people also use as passwords. Removing such a word would reveal the secret. */
const PLAIN_WORDS = `access account address admin administrator browser certificate cloud company connect connection container corporate
  customer default developer download environment example firewall gateway guest internet laptop letmein login machine manager master
  network office password person private program proxies proxy public registry remote runner secret secure security server service
  session support system terminal test token tunnel update user username welcome windows workspace`;
const WORD_LETTER = /[A-Za-z0-9]/;

export interface SecretSearch {
  find(text: string): Span[];
  /** The number of secrets too short or too common to be searched for. */
  unsearchable: number;
}

/**
 * `readable` is text that must stay readable. A secret equal to one of its words (`gitpod`) is removed only if a preceding word introduces
 * it. A secret that is part of such a word (`rguments` of `arguments`) is removed except inside that word.
 */
export function createSecretSearch(secrets: readonly string[], readable: string): SecretSearch {
  const distinct = [...new Set(secrets.map(stripControls).filter((secret) => secret !== ''))];
  const isReadable = wordSearch(`${OWN_WORDS}\n${PLAIN_WORDS}\n${readable}`);
  const finders = distinct.map((secret, index) => finder(secret, index + 1, isReadable));
  return {
    unsearchable: distinct.filter((secret) => secret.length < ALONE_LENGTH || isReadable(secret)).length,
    find: (text) => finders.flatMap((find) => find(text)),
  };
}

type Finder = (text: string) => Span[];

function finder(secret: string, number: number, isReadable: (words: string) => boolean): Finder {
  if (secret.length < ALONE_LENGTH) return () => [];
  const span = (start: number, end: number): Span => ({ start, end, rule: 'seed', secret: true, replacement: `REDACTED-${number}` });
  const all = (text: string, pattern: RegExp) =>
    Array.from(text.matchAll(pattern), (match) => span(match.index, match.index + match[0].length));

  if (secret.length < FREE_LENGTH) {
    if (isReadable(secret)) return () => [];
    const alone = new RegExp(`(?<![A-Za-z0-9])${escapePattern(secret)}(?![A-Za-z0-9])`, 'g');
    return (text) => all(text, alone);
  }
  if (secret.length > LONGEST) return longFinder(secret, number, isReadable);
  const blob = new RegExp(blobSpellings(secret), 'g');
  // A secret equal to a readable word is still removed from encoded text, such as a Basic login.
  const letters = isReadable(secret) ? null : new RegExp(letterSpellings(secret), 'g');
  const insideWord = (text: string, { start, end }: Span) => isReadable(text.slice(...widened(text, start, end, WORD_LETTER)));
  return (text) => [
    ...(letters === null ? [] : all(text, letters)).filter((found) => !insideWord(text, found)),
    ...all(text, blob).map((found) => {
      const [start, end] = widened(text, found.start, found.end, BLOB_LETTERS);
      return { ...found, start, end };
    }),
  ];
}

/** Finds a secret too long for one expression by its pieces, and removes the whole run around a piece. */
function longFinder(secret: string, number: number, isReadable: (words: string) => boolean): Finder {
  const step = Math.max(PIECE, Math.ceil(secret.length / MAX_PIECES));
  const pieces = new Set<string>();
  for (let at = 0; at + PIECE <= secret.length; at += step) pieces.add(secret.slice(at, at + PIECE));
  let finders: Finder[] | null = null;
  return (text) => {
    if (text.length < PIECE) return [];
    finders ??= Array.from(pieces, (piece) => finder(piece, number, isReadable));
    const whole: Span[] = [];
    let open: (readonly [start: number, end: number])[] = [[0, text.length]];
    for (const find of finders) {
      open = open.flatMap(([from, to]) => {
        let rest = from;
        const between: [number, number][] = [];
        for (const span of find(text.slice(from, to)).sort((a, b) => a.start - b.start)) {
          if (from + span.end <= rest) continue;
          const [start, end] = widened(text, from + span.start, from + span.end, RUN_LETTER);
          between.push([rest, Math.max(rest, start)]);
          whole.push({ ...span, start, end });
          rest = end;
        }
        return [...between, [rest, to] as const].filter(([start, end]) => end - start >= PIECE);
      });
    }
    return whole;
  };
}

/** Whether some words occur in a text as whole words. */
function wordSearch(text: string): (words: string) => boolean {
  const lower = text.toLowerCase();
  return (words) => {
    const wanted = words.toLowerCase();
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
      const [start, end] = widened(lower, at, at + wanted.length, WORD_LETTER);
      if (end - start === wanted.length) return true;
    }
    return false;
  };
}

/** Extends a match to the ends of its run of letters. */
function widened(text: string, from: number, to: number, letter: RegExp): [start: number, end: number] {
  let start = from;
  let end = to;
  while (start > 0 && letter.test(text.charAt(start - 1))) start--;
  while (end < text.length && letter.test(text.charAt(end))) end++;
  return [start, end];
}
