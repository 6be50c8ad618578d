/** If this fails, the last line of a screen promises a key that does nothing there. */
import { describe, expect, it } from 'vitest';
import { isTyping, pointlessActions } from '../../app/disabled-actions.ts';
import type { KeyContext } from '../../app/input/key-context.ts';
import { bindingsOf } from '../../app/input/keys.ts';
import { reduceKey } from '../../app/input/reduce.ts';
import { SCREEN_NAMES } from '../../app/screen-name.ts';
import type { UiState } from '../../app/screens/input.ts';
import { FIXTURES, shownBy } from '../testing/fixtures.ts';
import { footerHints } from './footer-hints.ts';

const EVERYWHERE = 10_000;
const screens = SCREEN_NAMES.filter((name) => name !== 'too-small' && name !== 'fault');

/** What a person sees of a state: what only remembers the last key does not count, nor does a sentence that says no. */
function seen({ notice: _, interrupted: __, digits: ___, ...ui }: UiState) {
  return ui;
}

describe('every hint of the last line does something', () => {
  it.each(screens)('on %s', (name) => {
    const { input } = FIXTURES[name];
    const shown = shownBy(FIXTURES[name]);
    if (!('screen' in shown) || isTyping(shown.screen)) return;
    const { screen } = shown;
    const running = input.live !== null || input.watch !== null;
    const context: KeyContext = {
      ...{ screen, running, unsaved: true, only: null, wide: false, here: 0, page: 5, maxScroll: 20 },
      views: new Set(['images', 'alias']),
    };
    const without = pointlessActions(screen, input.ui, running, context.maxScroll);
    const hinted = new Set(footerHints(name, EVERYWHERE, without).map(({ label, hint }) => `${label} ${hint}`));
    expect(hinted.size).toBeGreaterThan(0);
    const acts = (key: string, ui = input.ui) => {
      const reaction = reduceKey(ui, key, context);
      return reaction.effects.length > 0 || JSON.stringify(seen(reaction.ui)) !== JSON.stringify(seen(ui));
    };
    for (const { label, hint, keys, action } of bindingsOf(name).filter(
      (each) => each.hint !== '' && hinted.has(`${each.label} ${each.hint}`),
    ))
      expect([label, hint, keys.some((key) => acts(key))], action).toEqual([label, hint, true]);
    if ([...hinted].some((hint) => hint.startsWith('↑↓'))) expect(acts('down') || acts('up')).toBe(true);
  });
});
