/**
 * Secrets that are known word for word because the machine holds them: a proxy password from a variable, say. They
 * are looked for in every text in every spelling; where they stand, a number stands in their place.
 */
import { stripControls } from './control-characters.ts';
import { BLOB_LETTER, blobSpellings, escapePattern, letterSpellings } from './encodings.ts';
import type { Span } from './span.ts';

/** Below this length a secret is replaced only where it stands alone; a single letter never is. */
const FREE_LENGTH = 6;
const ALONE_LENGTH = 3;

/** Words of our own tokens; a secret that is one of them cannot be told from them and goes by its context alone. */
const OWN_WORDS =
  'REDACTED-login REDACTED-authorization REDACTED-cookie REDACTED-value REDACTED-token REDACTED-jwt REDACTED-aws-key REDACTED-private-key REDACTED-query';

export interface Seeds {
  find(text: string): Span[];
  /** How many secrets are too short or too common to be looked for by themselves. */
  unsearchable: number;
}

/** `readable` is text that must stay readable; a secret that occurs in it (`gitpod`) goes by its context alone. */
export function seeds(secrets: readonly string[], readable: string): Seeds {
  const distinct = [...new Set(secrets.map(stripControls).filter((secret) => secret !== ''))];
  const common = `${OWN_WORDS}\n${readable}`.toLowerCase();
  const finders = distinct.map((secret, index) => finder(secret, index + 1, common)).filter((find) => find !== null);
  return {
    unsearchable: distinct.length - finders.length,
    find: (text) => finders.flatMap((find) => find(text)),
  };
}

type Finder = (text: string) => Span[];

function finder(secret: string, number: number, common: string): Finder | null {
  if (secret.length < ALONE_LENGTH || common.includes(secret.toLowerCase())) return null;
  const span = (start: number, end: number): Span => ({ start, end, rule: 'seed', secret: true, replacement: `REDACTED-${number}` });
  const all = (text: string, pattern: RegExp) =>
    Array.from(text.matchAll(pattern), (match) => span(match.index, match.index + match[0].length));

  if (secret.length < FREE_LENGTH) {
    const alone = new RegExp(`(?<![A-Za-z0-9])${escapePattern(secret)}(?![A-Za-z0-9])`, 'g');
    return (text) => all(text, alone);
  }
  const letters = new RegExp(letterSpellings(secret), 'g');
  const blob = new RegExp(blobSpellings(secret), 'g');
  return (text) => [...all(text, letters), ...all(text, blob).map((found) => widened(text, found))];
}

/** To the ends of the hex or base64 run. */
function widened(text: string, span: Span): Span {
  let { start, end } = span;
  while (start > 0 && BLOB_LETTER.test(text.charAt(start - 1))) start--;
  while (end < text.length && BLOB_LETTER.test(text.charAt(end))) end++;
  return { ...span, start, end };
}
