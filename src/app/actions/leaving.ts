/** Actions that close a view or end the program. */

import { OVERLAY_SCREENS, type Overlay, SCREEN_NAMES, VIEW_SCREENS, WALK_SCREENS } from '../screen-name.ts';
import { isPermanentlyMasked, PERMANENTLY_MASKED } from '../screens/permanently-masked.ts';
import { type Action, dispatch, unchanged, withEffect } from './action.ts';

/** The exit status if the user leaves with `q` after a screen failed: an internal error (docs/contract.md, Exit status). */
const OWN_BUG = 70;
const STOPPED = 130;

/** When these overlays close, the overlay below them returns. */
const COMES_BACK: ReadonlySet<Overlay | null> = new Set(['confirm-reveal', 'confirm-quit', 'help']);

/** Closes the overlay, even if its screen failed. Without an overlay, goes back by one step. */
export const CLOSE: Pick<Action, 'id' | 'does' | 'letter'> = {
  id: 'close',
  letter: () => 'back',
  does({ ui, only }) {
    if (only === 'fault' && ui.overlay === null) return dispatch(ui, { type: 'back' });
    if (COMES_BACK.has(ui.overlay)) return unchanged({ ...ui, overlay: ui.under, under: null });
    if (ui.overlay === 'help-search') return unchanged({ ...ui, overlay: 'help', text: '', caret: 0, scroll: 0 });
    const inPreview = only === null && (ui.overlay === 'file' || ui.overlay === 'search');
    return unchanged({ ...ui, overlay: inPreview ? 'preview' : null, scroll: 0 });
  },
};

export const LEAVE_ACTIONS: readonly Action[] = [
  {
    id: 'yes',
    keys: ['y'],
    label: 'y',
    hint: 'yes',
    help: 'Confirm.',
    on: ['confirm'],
    priority: 1,
    does({ ui }) {
      // Resets the confirmation of a copy, because the screen now shows another text.
      if (ui.overlay === 'confirm-reveal') return unchanged({ ...ui, overlay: ui.under, under: null, valuesShown: true, copied: null });
      return withEffect(ui, ({ exit }) => exit(0));
    },
  },
  { ...CLOSE, keys: ['escape', 'b', 'n'], label: 'esc', hint: 'no', help: 'Cancel and change nothing.', on: ['confirm'], priority: 1 },
  { ...CLOSE, keys: ['?'], label: '?', hint: '', help: 'Close the help.', on: ['help'], priority: 9 },
  {
    ...CLOSE,
    keys: ['escape', 'b'],
    label: 'b',
    hint: 'back',
    help: 'Close this view and return to the step.',
    on: [...OVERLAY_SCREENS, 'fault'],
    priority: 1,
  },
  {
    id: 'reveal',
    keys: ['m'],
    label: 'm',
    hint: 'reveal',
    help: 'Show masked values after a confirmation, or hide them again.',
    on: [...WALK_SCREENS, 'watch', ...VIEW_SCREENS],
    priority: 2,
    letter: ({ ui }) => (ui.valuesShown ? 'mask values' : 'show masked values'),
    refuses: ({ ui }) => (isPermanentlyMasked(ui.bundle) ? PERMANENTLY_MASKED : null),
    does: ({ ui }) =>
      unchanged(
        ui.valuesShown
          ? { ...ui, valuesShown: false, copied: null, notice: 'Values are masked again.' }
          : { ...ui, overlay: 'confirm-reveal', under: ui.overlay },
      ),
  },
  {
    id: 'help',
    keys: ['?'],
    label: '?',
    hint: 'help',
    help: 'Show the keys and the status words.',
    on: [...WALK_SCREENS, 'watch', ...VIEW_SCREENS, 'preview', 'file'],
    priority: 2,
    does: ({ ui }) => unchanged({ ...ui, overlay: 'help', under: ui.overlay, scroll: 0 }),
  },
  {
    id: 'find-key',
    keys: ['/'],
    label: '/',
    hint: 'search',
    help: 'Search the keys of all screens.',
    on: ['help'],
    priority: 1,
    does: ({ ui }) => unchanged({ ...ui, overlay: 'help-search', text: '', caret: 0, scroll: 0 }),
  },
  {
    id: 'suspend',
    keys: ['ctrl-z'],
    label: 'Ctrl-Z',
    hint: '',
    help: 'Suspend the program and return to the shell; fg brings it back.',
    on: SCREEN_NAMES,
    priority: 9,
    does: ({ ui }) => withEffect(ui, ({ suspend }) => suspend()),
  },
  {
    id: 'quit',
    keys: ['q'],
    label: 'q',
    hint: 'quit',
    help: 'Leave. If a check runs or no bundle is written, you are asked first.',
    on: SCREEN_NAMES,
    priority: 1,
    letter: () => 'leave',
    does({ ui, running, unsaved, only }) {
      if (only === 'fault') return withEffect(ui, ({ exit }) => exit(OWN_BUG));
      // A second q at the confirmation counts as yes.
      if ((!running && !unsaved) || only !== null || ui.overlay === 'confirm-quit') return withEffect(ui, ({ exit }) => exit(0));
      return unchanged({ ...ui, overlay: 'confirm-quit', under: ui.overlay });
    },
  },
  {
    id: 'interrupt',
    keys: ['ctrl-c'],
    label: 'Ctrl-C',
    hint: '',
    help: 'Stop the running check. Press Ctrl-C again to leave. --resume continues the session.',
    on: SCREEN_NAMES,
    priority: 9,
    does({ ui, running, screen }) {
      if (!running || ui.interrupted) return withEffect(ui, ({ exit }) => exit(STOPPED));
      const stopped = screen?.name === 'watch' ? 'Watching is stopped.' : 'The running step is cancelled.';
      return withEffect({ ...ui, overlay: null, interrupted: true, notice: `${stopped} Ctrl-C again leaves.` }, ({ engine }) =>
        engine.cancelStep(),
      );
    },
  },
];
