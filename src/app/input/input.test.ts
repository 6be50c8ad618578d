import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { keyTableMarkdown } from '../../../scripts/generate/key-table.ts';
import { fittingHints } from '../../ui/frame/footer.ts';
import { keyPresses } from '../../ui/input/key-presses.ts';
import { ACTIONS, actionsOn } from '../actions/index.ts';
import { SCREEN_NAMES } from '../screen-name.ts';
import { jumpList, type ListMove, moveCursor } from './list.ts';
import { editText, insertText, TEXT_LIMIT } from './text-field.ts';

describe('key presses', () => {
  it.each([
    ['jjk', {}, ['j', 'j', 'k']],
    ['2\r', {}, ['2', 'enter']],
    ['a\tb', {}, ['a', 'tab', 'b']],
    ['', { downArrow: true }, ['down']],
    ['c', { ctrl: true }, ['ctrl-c']],
    ['z', { ctrl: true }, ['ctrl-z']],
    ['q', { ctrl: true }, []],
    ['q', { meta: true }, []],
    ['\u0001\u001f', {}, []],
  ])('get the names used in the key table: %j with %j gives %j', (input, key, presses) => {
    expect(keyPresses(input, key)).toEqual(presses);
  });
});

describe('the key table', () => {
  it('gives each key one meaning per screen', () => {
    for (const screen of SCREEN_NAMES) {
      const keys = actionsOn(screen).flatMap((action) => action.keys);
      expect(keys, screen).toEqual([...new Set(keys)]);
    }
  });

  it('has a key to leave every screen', () => {
    for (const screen of SCREEN_NAMES) expect(actionsOn(screen).map(({ id }) => id)).toContain('interrupt');
  });

  it('gives each key a short description', () => {
    for (const { label, id } of ACTIONS) if (id !== 'close') expect(keyTableMarkdown()).toContain(`\`${label}\``);
    expect(keyTableMarkdown().split('\n').length).toBeLessThan(10);
  });

  it.each(SCREEN_NAMES)('fits the footer of %s into 58 cells and shows how to leave', (screen) => {
    const hints = fittingHints(
      actionsOn(screen).filter(({ hint }) => hint !== ''),
      58,
    );
    expect(stringWidth(hints.map(({ label, hint }) => `${label} ${hint}`).join('   '))).toBeLessThanOrEqual(58);
    expect(hints.length).toBeGreaterThan(0);
  });
});

describe('a list', () => {
  const moves: readonly ListMove[] = ['up', 'down', 'page-up', 'page-down', 'first', 'last'];

  it('keeps its cursor on one of its rows, whatever is pressed', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.array(fc.constantFrom(...moves, ...'0123456789')), (length, presses) => {
        const end = presses.reduce(
          (state, press) => (press.length === 1 ? jumpList(state, press, length) : moveCursor(state, press as ListMove, length, 5)),
          { cursor: 0, digits: '' },
        );
        expect(end.cursor).toBeGreaterThanOrEqual(0);
        expect(end.cursor).toBeLessThanOrEqual(Math.max(0, length - 1));
      }),
    );
  });

  it.each([
    ['12', 20, 11],
    ['19', 12, 8],
    ['9', 5, 2],
    ['05', 9, 4],
  ])('selects by number: typing %s over %i rows selects index %i', (digits, length, cursor) => {
    const end = [...digits].reduce((state, digit) => jumpList(state, digit, length), { cursor: 2, digits: '' });
    expect(end.cursor).toBe(cursor);
  });
});

describe('the content of a text field', () => {
  it.each([
    [['a', 'b', 'c'], 'abc', 3],
    [['a', 'b', 'left', 'backspace', 'x'], 'xb', 1],
    [['a', 'b', 'home', 'delete'], 'b', 0],
    [['a', 'left', 'left', 'right', 'right', 'b'], 'ab', 2],
    [['d', 'backspace', 'backspace', 'X', 'Y'], 'XY', 2],
    [['up', 'pagedown', 'a'], 'a', 1],
  ])('is edited by the keys pressed: %j gives %j', (presses, text, caret) => {
    expect(presses.reduce(editText, { text: '', caret: 0 })).toEqual({ text, caret });
  });

  it('keeps a pasted list of hundreds of images, and is truncated at the limit', () => {
    const printout = '{"Images":[]} '.repeat(20_000);
    expect(insertText({ text: '', caret: 0 }, printout)).toEqual({ text: printout, caret: printout.length });
    const { text, caret } = insertText({ text: 'ab', caret: 1 }, 'x'.repeat(2 * TEXT_LIMIT));
    expect([text.length, caret, text.at(-1)]).toEqual([TEXT_LIMIT, TEXT_LIMIT - 1, 'b']);
  });

  it('stays within the length limit, with the caret inside it, whatever is typed or pasted', () => {
    const press = fc.oneof(
      fc.constantFrom('left', 'right', 'home', 'end', 'backspace', 'delete'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.array(press), (pasted, presses) => {
        const { text, caret } = presses.reduce(editText, insertText({ text: '', caret: 0 }, pasted));
        const length = Array.from(text).length;
        expect(length).toBeLessThanOrEqual(TEXT_LIMIT + presses.length);
        expect(caret).toBeGreaterThanOrEqual(0);
        expect(caret).toBeLessThanOrEqual(length);
      }),
      { numRuns: 40 },
    );
  });
});
