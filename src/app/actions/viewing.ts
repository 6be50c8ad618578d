/** Actions that show more details: evidence, requests, the path, the views of images and of the alias. */

import { DEVICES } from '../../model/devices.ts';
import { DIGITS } from '../input/key-press.ts';
import { WALK_SCREENS } from '../screen-name.ts';
import type { UiState } from '../screens/input.ts';
import {
  type Action,
  BUSY,
  bodyOf,
  dispatch,
  isBundleOpen,
  type Outcome,
  openOverlay,
  type Picture,
  unchanged,
  withEffect,
} from './action.ts';
import { CLOSE } from './leaving.ts';

const HIDDEN = { hint: '', priority: 9 };

export const VIEW_ACTIONS: readonly Action[] = [
  {
    id: 'detail',
    keys: ['e', 'enter'],
    label: 'e',
    hint: 'evidence',
    help: 'Show all evidence of the selected row, or of the finding.',
    on: ['step', 'watch', 'result'],
    priority: 3,
    menu: { words: 'all evidence', rank: 5 },
    refuses(picture) {
      const nothing = bodyOf(picture, 'result')?.code === '' || bodyOf(picture, 'step')?.rows.length === 0;
      return nothing ? 'There is no evidence to show here.' : null;
    },
    does: ({ ui }) => unchanged(openOverlay(ui, 'detail')),
  },
  {
    id: 'request',
    keys: ['c'],
    label: 'c',
    hint: 'request',
    help: 'Show the text to send to the people who can fix it.',
    on: ['result'],
    priority: 1,
    menu: { words: 'show the text to send', rank: 3 },
    refuses: (picture) => ((bodyOf(picture, 'result')?.fixes.length ?? 0) > 0 ? null : 'There is nothing to send here.'),
    does: ({ ui }) => unchanged({ ...openOverlay(ui, 'request'), copied: null, owner: null }),
  },
  {
    id: 'copy',
    keys: ['c'],
    label: 'c',
    hint: 'copy',
    help: "Send the text to the terminal's clipboard, and write it to a file.",
    on: ['request', 'no-proxy'],
    priority: 1,
    menu: { words: 'write the text to a file and copy it', rank: 4 },
    refuses: (picture) => (textToCopy(picture) === null ? '' : null),
    does(place) {
      const text = textToCopy(place);
      return text === null
        ? unchanged(place.ui)
        : withEffect({ ...place.ui, scroll: 0 }, ({ copy }) => copy(text.file, `${text.copy().join('\n')}\n`));
    },
  },
  {
    id: 'next-owner',
    keys: ['tab'],
    label: 'tab',
    hint: 'next owner',
    help: 'Show the text for the next owner.',
    on: ['request'],
    priority: 2,
    menu: { words: 'the text for the next owner' },
    refuses: (picture) => ((bodyOf(picture, 'request')?.texts.length ?? 0) < 2 ? '' : null),
    does(place) {
      const { selected = 0, texts = [] } = bodyOf(place, 'request') ?? {};
      return owner(place.ui, (selected + 1) % Math.max(1, texts.length), texts.length);
    },
  },
  {
    ...{ id: 'choose-owner', ...HIDDEN },
    keys: DIGITS,
    label: '1-9',
    help: 'Show the text for the owner with this number.',
    on: ['request'],
    does: (place, press) => owner(place.ui, Number(press) - 1, bodyOf(place, 'request')?.texts.length ?? 0),
  },
  {
    id: 'device',
    keys: ['d'],
    label: 'd',
    hint: 'device',
    help: 'Write the change for a device: squid, Zscaler, Palo Alto, nftables, security group. Press again for the next device.',
    on: ['request'],
    priority: 3,
    menu: { words: 'the change for the next device' },
    refuses: (picture) =>
      bodyOf(picture, 'request')?.device == null ? 'Only a letter to a network team or an AWS administrator names a device.' : null,
    does({ ui }) {
      const order = [null, ...DEVICES];
      return unchanged({ ...ui, device: order[(order.indexOf(ui.device) + 1) % order.length] ?? null, copied: null });
    },
  },
  {
    id: 'path',
    keys: ['t'],
    label: 't',
    hint: 'path',
    help: 'Show the path so far: answers, steps and findings. Enter goes to one of them.',
    on: [...WALK_SCREENS, 'watch'],
    priority: 5,
    menu: { words: 'the path so far' },
    does: ({ ui, here }) => unchanged({ ...openOverlay(ui, 'path'), over: here }),
  },
  {
    id: 'go-there',
    keys: ['enter'],
    label: 'enter',
    hint: 'go there',
    help: 'Go to the selected place of the path; results are kept.',
    on: ['path'],
    priority: 1,
    refuses: (picture) => (picture.running && selectedPlace(picture) !== null ? BUSY : null),
    does(picture) {
      const place = selectedPlace(picture);
      if (place === null) return unchanged({ ...picture.ui, overlay: null });
      const ui = { ...picture.ui, overlay: null, scroll: 0 };
      return dispatch(ui, 'visit' in place ? { type: 'back', to: place.visit } : { type: 'goto', step: place.step });
    },
  },
  { ...CLOSE, ...HIDDEN, keys: ['t'], label: 't', help: 'Close the path.', on: ['path'] },
  {
    id: 'no-proxy',
    keys: ['p'],
    label: 'p',
    hint: 'proxies',
    help: 'Show each program’s route to each host, and a NO_PROXY line that works for all of them.',
    on: ['step', 'result', 'finish'],
    priority: 6,
    menu: { words: 'which program uses the proxy for which host', rank: 12 },
    isWorthHint: ({ screen }) => screen?.header.proxied === true,
    does: ({ ui }) => unchanged({ ...openOverlay(ui, 'no-proxy'), copied: null }),
  },
  { ...CLOSE, ...HIDDEN, keys: ['p'], label: 'p', help: 'Close the view of proxies.', on: ['no-proxy'] },
  {
    id: 'images',
    keys: ['i'],
    label: 'i',
    hint: 'images',
    help: 'Show the machine images by region: the Allowed AMIs criteria, who manages these criteria, and which criterion hides an image.',
    on: ['step', 'result', 'finish'],
    priority: 3,
    menu: { words: 'the machine images, region by region' },
    isWorthHint: ({ screen }) => screen?.header.about.has('ami') === true,
    does: ({ ui, views }) =>
      unchanged(views.has('images') ? openOverlay(ui, 'images') : { ...ui, notice: 'This session has no data about images.' }),
  },
  { ...CLOSE, ...HIDDEN, keys: ['i'], label: 'i', help: 'Close the view of images.', on: ['images'] },
  {
    id: 'alias',
    keys: ['a'],
    label: 'a',
    hint: 'alias',
    help: 'Show how an SSH alias works here: the file and line of each value, and the change to make.',
    on: ['step', 'result', 'finish'],
    priority: 3,
    menu: { words: 'how the SSH alias works here' },
    isWorthHint: ({ screen }) => screen?.header.about.has('ssh') === true,
    does: ({ ui, views }) =>
      unchanged(views.has('alias') ? openOverlay(ui, 'alias') : { ...ui, notice: 'This session has no data about SSH aliases.' }),
  },
  { ...CLOSE, ...HIDDEN, keys: ['a'], label: 'a', help: 'Close the view of aliases.', on: ['alias'] },
  {
    id: 'about',
    keys: ['o'],
    label: 'o',
    hint: 'origin',
    help: 'Show who made the opened bundle, when and where, and what this version judges differently.',
    on: WALK_SCREENS,
    priority: 5,
    menu: { words: 'who made the bundle, when and where' },
    refuses: (picture) => (isBundleOpen(picture) ? null : 'This session does not come from a bundle.'),
    does: ({ ui }) => unchanged(openOverlay(ui, 'opened')),
  },
  {
    ...CLOSE,
    keys: ['o', 'enter'],
    label: 'enter',
    hint: 'walk',
    help: 'Go from this page to the walk in the bundle.',
    on: ['opened'],
    priority: 1,
  },
  {
    id: 'comparison',
    keys: ['='],
    label: '=',
    hint: 'compare',
    help: 'Show what changed between the reports that are compared.',
    on: [...WALK_SCREENS, 'opened'],
    priority: 5,
    menu: { words: 'what changed between the reports' },
    refuses: ({ ui }) =>
      ui.bundle.state === 'opened' && ui.bundle.bundle.compared !== null
        ? null
        : 'Nothing is compared here. To compare: gitpod-doctor compare A B',
    does: ({ ui }) => unchanged(openOverlay(ui, 'compare')),
  },
  {
    ...CLOSE,
    keys: ['=', 'enter'],
    label: 'enter',
    hint: 'open last',
    help: 'Go from the comparison to the last report.',
    on: ['compare'],
    priority: 2,
  },
];

interface Copied {
  file: string;
  copy(): readonly string[];
}

function textToCopy(picture: Picture): Copied | null {
  const proxies = bodyOf(picture, 'no-proxy');
  if (proxies !== null) return proxies.proxy === 'set' ? { file: 'no-proxy', copy: proxies.copy } : null;
  return bodyOf(picture, 'request');
}

/** Selects the recipient. The confirmation of a copy is reset, because each recipient gets another text. */
function owner(ui: UiState, index: number, length: number): Outcome {
  if (index < 0 || index >= length) return unchanged({ ...ui, notice: 'There is no owner of that number.' });
  return unchanged({ ...ui, owner: index, scroll: 0, copied: null });
}

function selectedPlace(picture: Picture) {
  const body = bodyOf(picture, 'path');
  return body?.rows[body.cursor]?.place ?? null;
}
