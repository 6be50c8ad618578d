/** Sentences with foreign values in them: the words of the template are ours, every value is masked on its way in. */

export type Mask = (text: string) => string;
export type Say = (words: TemplateStringsArray, ...values: readonly (string | number)[]) => string;

/** `say`…`` for a given mask. Numbers cannot identify anybody and pass as they are. */
export function sayer(mask: Mask): Say {
  return (words, ...values) =>
    values.reduce<string>(
      (text, value, index) => text + (typeof value === 'number' ? String(value) : mask(value)) + (words[index + 1] ?? ''),
      words[0] ?? '',
    );
}

/** Joins what is there with a separator and leaves out what is empty or missing. */
export function joined(separator: string, parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join(separator);
}

/** Items as people write them: `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
