/** A text with a caret, counted in code points. */
import type { KeyPress } from './key-press.ts';

export interface TextField {
  text: string;
  caret: number;
}

/** Enough for several complete image lists. Editing stays fast at this size. */
export const TEXT_LIMIT = 400_000;

export function editText(field: TextField, press: KeyPress): TextField {
  const characters = Array.from(field.text);
  const caret = Math.max(0, Math.min(field.caret, characters.length));
  const at = (text: readonly string[], position: number): TextField => ({ text: text.join(''), caret: position });
  switch (press) {
    case 'left':
      return at(characters, Math.max(0, caret - 1));
    case 'right':
      return at(characters, Math.min(characters.length, caret + 1));
    case 'home':
      return at(characters, 0);
    case 'end':
      return at(characters, characters.length);
    // Backspace is 0x7f on most terminals and 0x08 on some. Delete removes the next character.
    case 'backspace':
      return caret === 0 ? field : at(characters.toSpliced(caret - 1, 1), caret - 1);
    case 'delete':
      return at(characters.toSpliced(caret, 1), caret);
    default:
      return Array.from(press).length === 1 ? insertText(field, press) : field;
  }
}

/** Inserts typed or pasted text. Line breaks are kept, because each line of a pasted message has a meaning of its own. */
export function insertText(field: TextField, pasted: string): TextField {
  const characters = Array.from(field.text);
  const caret = Math.max(0, Math.min(field.caret, characters.length));
  const room = Math.max(0, TEXT_LIMIT - characters.length);
  const added = Array.from(
    pasted
      .replace(/\r\n?/g, '\n')
      .replace(/[^\S\n]+/gu, ' ')
      .replace(/ ?\n\s*/g, '\n'),
  ).slice(0, room);
  return { text: [characters.slice(0, caret), added, characters.slice(caret)].flat().join(''), caret: caret + added.length };
}
