/**
 * JSON with comments and trailing commas, as VS Code writes and accepts it. Both are blanked out, then JSON.parse reads
 * the rest.
 */

/** Null for any other text. */
export function parseJsonc(text: string): unknown {
  try {
    return JSON.parse(withoutTrailingCommas(withoutComments(text)));
  } catch {
    return null;
  }
}

/**
 * A string (an unclosed one ends with the text), a line comment, a block comment (an unclosed one takes the rest), or
 * any one character.
 */
const PIECES = /"(?:[^"\\\n]|\\[\s\S])*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[\s\S]/g;

function withoutComments(text: string): string {
  return text.replace(PIECES, (piece) => (piece.startsWith('//') || piece.startsWith('/*') ? ' ' : piece));
}

function withoutTrailingCommas(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\[\s\S])*"?|,(?=\s*[}\]])/g, (piece) => (piece === ',' ? '' : piece));
}

/** The members of an object; empty for other values. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
