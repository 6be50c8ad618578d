/** Undefined for text that is not JSON, which has no such value. A byte order mark is skipped. Never throws, whatever the depth. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
