import { describe, expect, it } from 'vitest';
import { FIXTURES, shownBy } from '../../ui/testing/fixtures.ts';
import type { ScreenName } from '../screen-name.ts';
import { INITIAL_UI, type UiState } from '../screens/input.ts';
import type { KeyContext, Reaction } from './key-context.ts';
import { reduceKey } from './reduce.ts';

function press(
  screen: Exclude<ScreenName, 'too-small' | 'fault'>,
  key: string,
  changes: { ui?: Partial<UiState>; context?: Partial<KeyContext> } = {},
): Reaction {
  const shown = shownBy(FIXTURES[screen]);
  if (!('screen' in shown)) throw new Error('the fixture is broken');
  const context: KeyContext = {
    screen: shown.screen,
    running: false,
    unsaved: true,
    only: null,
    wide: false,
    here: 2,
    views: new Set(['images', 'alias']),
    page: 10,
    maxScroll: 20,
    ...changes.context,
  };
  return reduceKey({ ...FIXTURES[screen].input.ui, ...changes.ui }, key, context);
}

describe('a key asks the engine', () => {
  it.each([
    ['start', 'enter', { do: 'answer', step: 'symptom', value: 'browser' }],
    ['ask', 'enter', { do: 'answer', step: 'region', value: 'eu-central-1' }],
    ['step', 'r', { do: 'remeasure', what: ['gateway.api-8443'] }],
    ['step', 'R', { do: 'remeasure', what: 'step' }],
    ['step', 'n', { do: 'next' }],
    ['step', 'b', { do: 'back' }],
    ['result', 'r', { do: 'recheck' }],
    ['step', 'w', { do: 'watch', rows: ['gateway.api-8443', 'gateway.udp-4242'] }],
    ['result', 'w', { do: 'watch', rows: ['gateway.api-8443'] }],
    ['watch', 'w', { do: 'stop-watch' }],
    ['watch', 'escape', { do: 'stop-watch' }],
    ['ask', 'ctrl-z', { do: 'suspend' }],
    ['result', 'n', { do: 'next' }],
    ['finish', 'enter', { do: 'preview-bundle', choice: null }],
    ['preview', 'w', { do: 'write-bundle' }],
    ['preview', 'x', { do: 'preview-bundle', choice: { without: ['report.md'], hidden: [] } }],
    ['search', 'enter', { do: 'preview-bundle', choice: { without: [], hidden: ['Initech', 'initech'] } }],
    ['finish', '1', { do: 'show-finding', finding: 'f1' }],
    ['detail', 'r', { do: 'remeasure', what: ['gateway.api-8443'] }],
    ['confirm', 'y', { do: 'exit', code: 0 }],
    ['confirm', 'q', { do: 'exit', code: 0 }],
    ['step', 'ctrl-c', { do: 'exit', code: 130 }],
  ] as const)('%s: %s', (screen, key, effect) => {
    expect(press(screen, key).effects).toEqual([effect]);
  });

  it.each([
    ['step', 'r'],
    ['step', 'w'],
    ['step', 'R'],
    ['step', 'n'],
    ['result', 'r'],
  ] as const)('not on %s by %s while something is measured, and says why', (screen, key) => {
    const { ui, effects } = press(screen, key, { context: { running: true } });
    expect(effects).toEqual([]);
    expect(ui.notice).toContain('Something is being measured');
  });

  it('the text that was typed, and not what is shown of it', () => {
    const text = 'x-api-key: hunter2\n403 Forbidden';
    expect(press('ask', 'enter', { ui: { text, caret: 0 } }).effects).toEqual([{ do: 'answer', step: 'region', value: text }]);
  });

  it('to give up on the selected row, if it is being measured', () => {
    expect(press('step', 'x', { context: { running: true } }).ui.notice).toBe('This row is not being measured.');
    const { input } = FIXTURES.step;
    const shown = shownBy({ ...FIXTURES.step, input: { ...input, ui: { ...input.ui, cursor: 2 } } });
    const context = { running: true, ...('screen' in shown ? { screen: shown.screen } : {}) };
    expect(press('step', 'x', { context }).effects).toEqual([{ do: 'skip-row', observation: 'o3' }]);
  });
});

describe('a key changes the picture', () => {
  it.each([
    ['step', 'j', { cursor: 2 }],
    ['step', 'k', { cursor: 0 }],
    ['step', '7', { cursor: 6, digits: '7' }],
    ['step', 'G', { cursor: 7 }],
    ['step', 'e', { overlay: 'detail' }],
    ['step', '?', { overlay: 'help' }],
    ['step', 'm', { overlay: 'confirm-reveal' }],
    ['step', 'q', { overlay: 'confirm-quit' }],
    ['result', 'c', { overlay: 'request' }],
    ['detail', 'b', { overlay: null }],
    ['help', '?', { overlay: null }],
    ['confirm', 'escape', { overlay: null }],
    ['watch', ' ', { frozen: true }],
    ['watch', 'j', { cursor: 2 }],
    ['watch', 'e', { overlay: 'detail' }],
    ['request', 'm', { overlay: 'confirm-reveal', under: 'request' }],
    ['help', 'down', { scroll: 1 }],
    ['help', 'G', { scroll: 20 }],
  ] as const)('%s: %s', (screen, key, expected) => {
    const { ui, effects } = press(screen, key);
    expect(ui).toMatchObject(expected);
    expect(effects).toEqual([]);
  });

  it('a reveal comes back to the request that it was asked for, whose text is another now', () => {
    const asked = press('request', 'm').ui;
    expect(press('confirm', 'y', { ui: asked }).ui).toMatchObject({ overlay: 'request', valuesShown: true, copied: null });
    expect(press('confirm', 'escape', { ui: asked }).ui).toMatchObject({ overlay: 'request', valuesShown: false });
  });

  it('values are shown only after a yes, and hidden again at once', () => {
    const shown = press('confirm', 'y', { ui: { overlay: 'confirm-reveal' } }).ui;
    expect(shown).toMatchObject({ valuesShown: true, overlay: null });
    expect(press('step', 'm', { ui: shown }).ui.valuesShown).toBe(false);
  });

  it('q leaves at once when nothing would be lost', () => {
    expect(press('step', 'q', { context: { unsaved: false } }).effects).toEqual([{ do: 'exit', code: 0 }]);
  });

  it('after a broken screen q leaves with the code of an own bug, and b goes back', () => {
    const context = { screen: null, only: 'fault' as const };
    expect(press('step', 'q', { context }).effects).toEqual([{ do: 'exit', code: 70 }]);
    expect(press('step', 'b', { context }).effects).toEqual([{ do: 'back' }]);
  });

  it('an unknown key changes nothing but the notice', () => {
    expect(press('step', 'Z', { ui: { notice: 'old' } })).toEqual({ ui: { ...INITIAL_UI, cursor: 1 }, effects: [] });
  });
});
