/** Actions that measure, stop a measurement, and continue the session. */

import { WALK_SCREENS } from '../screen-name.ts';
import { type Action, bodyOf, busyReason, dispatch, isBundleOpen, type Picture, unchanged, withEffect } from './action.ts';

export const MEASURE_ACTIONS: readonly Action[] = [
  {
    id: 'recheck',
    keys: ['r'],
    label: 'r',
    hint: 're-check',
    help: 'Re-run the checks that this fix should make pass.',
    on: ['result'],
    priority: 2,
    menu: { words: 're-run the checks that this fix should make pass', rank: 2 },
    isWorthHint: (picture) => bodyOf(picture, 'result')?.recheck.length !== 0,
    refuses: (picture) => whenOpened(picture) ?? busyReason(picture),
    does: ({ ui }) => dispatch(ui, { type: 'recheck' }),
  },
  {
    id: 'rerun-row',
    keys: ['r'],
    label: 'r',
    hint: 're-run row',
    help: 'Measure the selected row again.',
    on: ['step', 'detail'],
    priority: 3,
    menu: { words: 'measure it again' },
    refuses: (picture) => whenOpened(picture) ?? (selectedRequirement(picture) === null ? '' : busyReason(picture)),
    does(place) {
      const requirement = selectedRequirement(place);
      return requirement === null ? unchanged(place.ui) : withEffect(place.ui, ({ engine }) => engine.remeasure([requirement]));
    },
  },
  {
    id: 'rerun-step',
    keys: ['R'],
    label: 'R',
    hint: 're-run step',
    help: 'Measure all rows of the step again.',
    on: ['step'],
    priority: 6,
    menu: { words: 'measure the step again', rank: 10 },
    isWorthHint: (picture) => bodyOf(picture, 'step')?.rows.length !== 0,
    refuses: (picture) => whenOpened(picture) ?? busyReason(picture),
    does: ({ ui }) => dispatch(ui, { type: 'recheck' }),
  },
  {
    id: 'watch',
    keys: ['w'],
    label: 'w',
    hint: 'watch',
    help: 'Repeat the failing checks while the network is being changed.',
    on: ['step', 'result'],
    priority: 4,
    menu: { words: 'watch: repeat the failing checks until they pass', rank: 11 },
    refuses: (picture) =>
      watchable(picture).length === 0 ? 'There is no failing check to watch.' : (whenOpened(picture) ?? busyReason(picture)),
    does: (place) => withEffect({ ...place.ui, frozen: false }, ({ engine }) => engine.watch(watchable(place))),
  },
  {
    id: 'freeze',
    keys: [' '],
    label: 'space',
    hint: 'freeze',
    help: 'Freeze or unfreeze the screen of a watch; measuring continues.',
    on: ['watch'],
    priority: 2,
    footer: ({ ui }) => (ui.frozen ? { hint: 'go on' } : {}),
    does: ({ ui }) => unchanged({ ...ui, frozen: !ui.frozen }),
  },
  {
    id: 'stop-watch',
    keys: ['w', 'escape', 'b'],
    label: 'w',
    hint: 'stop',
    help: 'Stop watching. The evidence of the last run stays.',
    on: ['watch'],
    priority: 1,
    menu: {},
    does: ({ ui }) => withEffect(ui, ({ engine }) => engine.stopWatch()),
  },
  {
    id: 'skip-row',
    keys: ['x'],
    label: 'x',
    hint: 'skip row',
    help: 'Stop measuring the selected row.',
    on: ['step', 'result', 'detail'],
    priority: 2,
    refuses: (picture) => (runningObservation(picture) === null ? 'This row is not being measured.' : null),
    does(place) {
      const observation = runningObservation(place);
      return observation === null ? unchanged(place.ui) : withEffect(place.ui, ({ engine }) => engine.skipRow(observation));
    },
  },
  {
    id: 'next',
    keys: ['n'],
    label: 'n',
    hint: 'next',
    help: 'Go on to the next finding or the next step.',
    on: ['step', 'result'],
    priority: 2,
    menu: { words: 'go on', rank: 6 },
    refuses: busyReason,
    does: ({ ui }) => dispatch(ui, { type: 'next' }),
  },
  {
    id: 'whole-list',
    keys: ['n'],
    label: 'n',
    hint: 'whole list',
    help: 'Continue with the rows that this walk left out. Results are kept.',
    on: ['finish'],
    priority: 2,
    menu: { words: 'continue with the rest of the list', rank: 8 },
    refuses: (picture) => (bodyOf(picture, 'finish')?.goesOn === true ? busyReason(picture) : 'The whole list was checked.'),
    does: ({ ui }) => dispatch(ui, { type: 'whole-list' }),
  },
  {
    id: 'back',
    keys: ['b', 'escape'],
    label: 'b',
    hint: 'back',
    help: 'Go back one step; results are kept.',
    on: WALK_SCREENS,
    priority: 4,
    letter: () => 'back',
    refuses: ({ screen }) => (screen?.header.hasBefore === false ? 'This is the first step.' : null),
    does: ({ ui }) => dispatch(ui, { type: 'back' }),
  },
];

/** An opened bundle cannot be measured. */
function whenOpened(picture: Picture): string | null {
  return isBundleOpen(picture) ? '' : null;
}

function watchable(picture: Picture): readonly string[] {
  return bodyOf(picture, 'step', 'result')?.watchable ?? [];
}

function selectedRequirement(picture: Picture): string | null {
  const step = bodyOf(picture, 'step');
  return step === null ? (bodyOf(picture, 'detail')?.requirement ?? null) : (step.rows[step.cursor]?.requirement ?? null);
}

/** During a re-check, the first running row; otherwise the selected row. */
function runningObservation(picture: Picture): string | null {
  const [detail, result, step] = [bodyOf(picture, 'detail'), bodyOf(picture, 'result'), bodyOf(picture, 'step')];
  if (detail !== null) return detail.running;
  const row = result === null ? step?.rows[step.cursor] : result.recheck.find(({ running }) => running);
  return row?.running === true ? row.observation : null;
}
