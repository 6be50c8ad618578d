/** Sentences with untrusted values: the template is trusted, and every value in it is masked. */

export type Mask = (text: string) => string;
/** The mask for text that is already masked, or that must stay as it is. */
export const unmasked: Mask = (text) => text;
export type Say = (words: TemplateStringsArray, ...values: readonly (string | number)[]) => string;

/** `say`…`` with a given mask. Numbers identify nothing, so they are not masked. */
export function createSay(mask: Mask): Say {
  return (words, ...values) =>
    values.reduce<string>(
      (text, value, index) => text + (typeof value === 'number' ? String(value) : mask(value)) + (words[index + 1] ?? ''),
      words[0] ?? '',
    );
}

/** Joins the non-empty parts with a separator. */
export function joined(separator: string, parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(separator);
}

/** Joins items in a sentence: `a, b and c`. */
export function toList(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** Capitalises the first letter, as at the beginning of a sentence. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
