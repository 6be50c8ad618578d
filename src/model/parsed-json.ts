/** Undefined for invalid JSON; no JSON text has that value. A byte order mark is skipped. Never throws, however deep the nesting. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
