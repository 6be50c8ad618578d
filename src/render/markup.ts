/**
 * HTML as a tagged template. A value in a template is text and is escaped; only the output of another template is markup. No string can be
 * marked as safe, so escaping cannot be forgotten.
 */

const SEAL = Symbol('made by a template');

export interface Markup {
  readonly [SEAL]: string;
}

export type MarkupPart = string | number | null | undefined | false | Markup | readonly MarkupPart[];

export function html(words: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  // Untrusted text would end an unquoted attribute at its first space.
  if (words.slice(0, -1).some((word) => word.endsWith('='))) throw new TypeError('attribute values are quoted');
  const text = parts.reduce<string>((before, part, index) => before + sourceOf(part) + (words[index + 1] ?? ''), words[0] ?? '');
  return { [SEAL]: text };
}

export function renderMarkup(markup: Markup): string {
  return markup[SEAL];
}

function sourceOf(part: MarkupPart): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeText(part);
  return isList(part) ? part.map(sourceOf).join('') : part[SEAL];
}

function isList(part: Markup | readonly MarkupPart[]): part is readonly MarkupPart[] {
  return Array.isArray(part);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

/** Shows escape sequences, control characters, direction changes and zero-width characters by name, so that nothing is hidden. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters it is about; line feed and tab stay.
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Escapes a value for an element or a quoted attribute. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n/g, '\n')
    .replace(INVISIBLE, (character) => `[U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');
}

const CHARACTERS: ReadonlyMap<string, string> = new Map(Object.entries(ENTITIES).map(([character, entity]) => [entity, character]));

/** Undoes the escapes, so that words can be searched for in a finished page. Tags stay unchanged. */
export function unescapeText(page: string): string {
  return page.replace(/&(?:[a-z]{2,4}|#\d{2});/g, (entity) => CHARACTERS.get(entity) ?? entity);
}
