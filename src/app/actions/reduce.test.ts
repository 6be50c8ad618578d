import { describe, expect, it } from 'vitest';
import { storyDiagnosis } from '../../documents/testing/story.ts';
import { causeKey } from '../../guide/index.ts';
import { FIXTURES, shownBy } from '../../ui/testing/fixtures.ts';
import type { ScreenName } from '../screen-name.ts';
import { INITIAL_UI, type UiState } from '../screens/input.ts';
import { askedBy } from '../testing/story.ts';
import type { ActionState } from './action.ts';
import { reduceKey } from './reduce.ts';

const [first] = storyDiagnosis().findings;
const SHOW_FIRST = first === undefined ? '' : `show-cause ${causeKey(first)}`;

function press(
  screen: Exclude<ScreenName, 'too-small' | 'fault'>,
  key: string,
  changes: { ui?: Partial<UiState>; context?: Partial<ActionState> } = {},
) {
  const shown = shownBy(FIXTURES[screen]);
  if (!('screen' in shown)) throw new Error('the fixture is broken');
  const { ui, effect } = reduceKey(
    {
      ui: { ...FIXTURES[screen].input.ui, ...changes.ui },
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
    },
    key,
  );
  return { ui, asked: askedBy(effect) };
}

describe('a key with an effect on the engine', () => {
  it.each([
    ['start', 'enter', 'answered symptom browser'],
    ['ask', 'enter', 'answered region eu-central-1'],
    ['step', 'r', 'remeasure gateway.api-8443'],
    ['step', 'R', 'recheck'],
    ['step', 'n', 'next'],
    ['step', 'b', 'back'],
    ['result', 'r', 'recheck'],
    ['step', 'w', 'watch gateway.api-8443,gateway.udp-4242'],
    ['result', 'w', 'watch gateway.api-8443'],
    ['watch', 'w', 'stop-watch'],
    ['watch', 'escape', 'stop-watch'],
    ['ask', 'ctrl-z', 'suspend'],
    ['result', 'n', 'next'],
    ['finish', 'enter', 'make-bundle null'],
    ['preview', 'w', 'write-bundle'],
    ['preview', 'x', 'make-bundle {"without":["report.md"],"hidden":[]}'],
    ['search', 'enter', 'make-bundle {"without":[],"hidden":["Initech","initech"]}'],
    ['finish', '1', SHOW_FIRST],
    ['detail', 'r', 'remeasure gateway.api-8443'],
    ['confirm', 'y', 'exit 0'],
    ['confirm', 'q', 'exit 0'],
    ['step', 'ctrl-c', 'exit 130'],
  ] as const)('has that effect: on the screen %s, the key %s', (screen, key, expected) => {
    expect(press(screen, key).asked).toEqual([expected]);
  });

  it.each([
    ['step', 'r'],
    ['step', 'w'],
    ['step', 'R'],
    ['step', 'n'],
    ['result', 'r'],
  ] as const)('is refused with a reason during a measurement: on the screen %s, the key %s', (screen, key) => {
    const { ui, asked } = press(screen, key, { context: { running: true } });
    expect(asked).toEqual([]);
    expect(ui.notice).toContain('A measurement is running');
  });

  it('submits the typed text itself, not its masked form on the screen', () => {
    const text = 'x-api-key: hunter2\n403 Forbidden';
    expect(press('ask', 'enter', { ui: { text, caret: 0 } }).asked).toEqual([`answered region ${text}`]);
  });

  it('stops the measurement of the selected row only if that row is being measured', () => {
    expect(press('step', 'x', { context: { running: true } }).ui.notice).toBe('This row is not being measured.');
    const { input } = FIXTURES.step;
    const shown = shownBy({ ...FIXTURES.step, input: { ...input, ui: { ...input.ui, cursor: 2 } } });
    const context = { running: true, ...('screen' in shown ? { screen: shown.screen } : {}) };
    expect(press('step', 'x', { context }).asked).toEqual(['skip o3']);
  });
});

describe('a key of the user interface', () => {
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
    ['request', 'd', { device: 'squid' }],
    ['help', 'down', { scroll: 1 }],
    ['help', 'G', { scroll: 20 }],
  ] as const)('changes only the state of the user interface: on the screen %s, the key %s', (screen, key, expected) => {
    const { ui, asked } = press(screen, key);
    expect(ui).toMatchObject(expected);
    expect(asked).toEqual([]);
  });

  it('returns to the request after the question about real values, and shows real values only if the user agreed', () => {
    const asked = press('request', 'm').ui;
    expect(press('confirm', 'y', { ui: asked }).ui).toMatchObject({ overlay: 'request', valuesShown: true, copied: null });
    expect(press('confirm', 'escape', { ui: asked }).ui).toMatchObject({ overlay: 'request', valuesShown: false });
  });

  it('shows real values only after a confirmation, and masks them again without one', () => {
    const shown = press('confirm', 'y', { ui: { overlay: 'confirm-reveal' } }).ui;
    expect(shown).toMatchObject({ valuesShown: true, overlay: null });
    expect(press('step', 'm', { ui: shown }).ui.valuesShown).toBe(false);
  });

  it('exits without a question (q) when nothing would be lost', () => {
    expect(press('step', 'q', { context: { unsaved: false } }).asked).toEqual(['exit 0']);
  });

  it('exits with the status of an internal error (q) or goes back (b) on a screen that failed to draw', () => {
    const context = { screen: null, only: 'fault' as const };
    expect(press('step', 'q', { context }).asked).toEqual(['exit 70']);
    expect(press('step', 'b', { context }).asked).toEqual(['back']);
  });

  it('changes only the notice when the key has no meaning', () => {
    expect(press('step', 'Z', { ui: { notice: 'old' } })).toEqual({ ui: { ...INITIAL_UI, cursor: 1 }, asked: [] });
  });
});
