/** The possible spellings of one secret: plain, escaped for URL, JSON or HTML, in base64 or hex. */

/** A pattern for every spelling that keeps the secret's letters in order. */
export function letterSpellings(secret: string): string {
  return Array.from(secret, letterPattern).join('');
}

/** A pattern for the part of a hex or base64 run that depends only on the secret. */
export function blobSpellings(secret: string): string {
  return [...hexSpellings(secret), ...base64Spellings(secret)].join('|');
}

/** The letters of a hex or base64 run. The letters just outside a match also contain bits of the secret, so the whole run is removed. */
export const BLOB_LETTERS = /[A-Za-z0-9+/_=%-]/;

/** A pattern for one character: plain, percent-encoded (once or twice), as a JSON or HTML escape, or a mixture of these. */
function letterPattern(letter: string): string {
  const bytes = [...new TextEncoder().encode(letter)];
  const units = Array.from({ length: letter.length }, (_, index) => letter.charCodeAt(index));
  const code = letter.codePointAt(0) ?? 0;
  const forms = [
    escapePattern(letter),
    bytes.map((byte) => `%(?:25){0,4}${anyCase(hex(byte, 2))}`).join(''),
    units.map((unit) => `\\\\{1,8}u${anyCase(hex(unit, 4))}`).join(''),
    `&#0*${code};`,
    `&#[xX]0*${anyCase(code.toString(16))};`,
  ];
  if (letter === ' ') forms.push('\\+');
  if ('"\\/'.includes(letter)) forms.push(`\\\\{1,8}${escapePattern(letter)}`);
  const named = NAMED.get(letter);
  if (named !== undefined) forms.push(named);
  return `(?:${forms.join('|')})`;
}

const NAMED = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

function hexSpellings(secret: string): string[] {
  const bytes = [...new TextEncoder().encode(secret)];
  return bytes.length < 4 ? [] : [bytes.map((byte) => anyCase(hex(byte, 2))).join('[: ]?')];
}

/** The base64 form of a text with the secret (`user:secret`): for each alignment, the letters that depend only on the secret. */
function base64Spellings(secret: string): string[] {
  const sources = [Buffer.from(secret, 'utf8')];
  if (/[\u0080-\u00ff]/.test(secret) && !/[\u0100-\uffff]/.test(secret)) sources.push(Buffer.from(secret, 'latin1'));
  return sources.flatMap((bytes) =>
    [0, 1, 2].flatMap((offset) => {
      const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
      const first = Math.ceil((offset * 8) / 6);
      const last = Math.floor(((offset + bytes.length) * 8) / 6);
      const inner = encoded.slice(first, last);
      return inner.length < 6 ? [] : [Array.from(inner, base64Letter).join('')];
    }),
  );
}

function base64Letter(letter: string): string {
  if (letter === '+') return '(?:[+-]|%2[bB]|\\\\u002[bB])';
  if (letter === '/') return '(?:\\\\?[/_]|%2[fF])';
  return letter;
}

function anyCase(text: string): string {
  return text.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
