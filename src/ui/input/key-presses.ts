/** Splits Ink's input into single key presses. Several keys in one read are all kept, in order. */
import type { Key } from 'ink';
import type { KeyPress } from '../../app/input/key-press.ts';

const NAMES: readonly [keyof Key, KeyPress][] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/** Control characters that can arrive together with letters in one chunk of input. */
const CONTROLS: Readonly<Record<string, KeyPress>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u0003': 'ctrl-c',
  '\u001a': 'ctrl-z',
  '\u007f': 'backspace',
};

export function keyPresses(input: string, key: Partial<Key>): KeyPress[] {
  for (const [flag, name] of NAMES) if (key[flag] === true) return [name];
  if (key.ctrl === true) return input === 'c' || input === 'z' ? [`ctrl-${input}`] : [];
  // Drops Alt with a letter and similar keys: no action uses them, and the letter alone must have no effect.
  if (key.meta === true) return [];
  return Array.from(input, (character) => CONTROLS[character] ?? character).filter((press) => press.length > 1 || press >= ' ');
}
