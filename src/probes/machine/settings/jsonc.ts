/** JSON with comments and trailing commas, as VS Code writes and accepts it, read with VS Code's own parser. */
import { type ParseError, parse } from 'jsonc-parser';

/** Parses a text; null if it is invalid or nested too deeply for the stack. */
export function parseJsonc(text: string): unknown {
  const errors: ParseError[] = [];
  try {
    const value: unknown = parse(text, errors, { allowTrailingComma: true });
    return errors.length === 0 ? value : null;
  } catch {
    return null;
  }
}

/** The members of an object, without those that a key `__proto__` adds; empty for other values. */
export function objectMembers(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function asString(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
