/** If this fails, the footer shows a key that has no effect. */
import { describe, expect, it } from 'vitest';
import { type ActionState, isTyping } from '../../app/actions/action.ts';
import { hintsOf, offeredActions } from '../../app/actions/index.ts';
import { reduceKey } from '../../app/actions/reduce.ts';
import { SCREEN_NAMES } from '../../app/screen-name.ts';
import type { UiState } from '../../app/screens/input.ts';
import { FIXTURES, shownBy } from '../testing/fixtures.ts';

const screens = SCREEN_NAMES.filter((name) => name !== 'too-small' && name !== 'fault');

/** The visible part of a state, without the last key and without refusals. */
function seen({ notice: _, interrupted: __, digits: ___, ...ui }: UiState) {
  return ui;
}

describe('each key hint in the last line', () => {
  it.each(screens)('has an effect on the screen %s', (name) => {
    const { input } = FIXTURES[name];
    const shown = shownBy(FIXTURES[name]);
    if (!('screen' in shown) || isTyping(shown.screen)) return;
    const { screen } = shown;
    const running = input.live !== null || input.watch !== null;
    const place: ActionState = {
      ...{ ui: input.ui, screen, running, unsaved: true, only: null, wide: false, here: 0, page: 5, maxScroll: 20 },
      views: new Set(['images', 'alias']),
    };
    const acts = (key: string) => {
      const { ui, effect } = reduceKey(place, key);
      return effect !== null || JSON.stringify(seen(ui)) !== JSON.stringify(seen(input.ui));
    };
    expect(hintsOf(place).length).toBeGreaterThan(0);
    // At the first row of a list, only the arrow down moves the selection.
    for (const { id, keys } of offeredActions(place)) expect([...keys, ...(id === 'up' ? ['down'] : [])].some(acts), id).toBe(true);
  });
});
