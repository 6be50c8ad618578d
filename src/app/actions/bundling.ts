/** Actions of the support bundle. */
import { spellingsOf } from '../../redact/index.ts';
import { isBundleWritable } from '../screens/confirm.ts';
import type { UiState } from '../screens/input.ts';
import type { BundleChoice, BundlePreview } from '../screens/preview.ts';
import {
  type Action,
  type ActionState,
  BUSY,
  bodyOf,
  busyReason,
  dispatch,
  type Outcome,
  type Picture,
  unchanged,
  withEffect,
} from './action.ts';

const LOOK = {
  hint: 'bundle',
  on: ['finish'],
  priority: 1,
  refuses: ({ ui, running }: Picture) => (running ? BUSY : isBundleWritable(ui.bundle) ? null : ''),
  does: ({ ui }: ActionState) =>
    withEffect({ ...ui, overlay: 'preview' as const, under: ui.overlay, cursor: 0, scroll: 0 }, ({ makeBundle }) => makeBundle(null)),
} satisfies Partial<Action>;

const LOOK_MENU = { words: 'review the support bundle, then write it', rank: 7 };

function leadsOn(picture: Picture): boolean {
  return bodyOf(picture, 'finish')?.leadsOn === true;
}

export const BUNDLE_ACTIONS: readonly Action[] = [
  {
    ...LOOK,
    id: 'look',
    keys: ['enter'],
    label: 'enter',
    help: 'Review the support bundle. If nothing was found, check the rest of the list first.',
    menu: LOOK_MENU,
    isWorthHint: (picture) => !leadsOn(picture),
    refuses: (picture) => (leadsOn(picture) ? busyReason(picture) : LOOK.refuses(picture)),
    does: (place) => (leadsOn(place) ? dispatch(place.ui, { type: 'whole-list' }) : LOOK.does(place)),
  },
  {
    ...LOOK,
    id: 'look-first',
    keys: ['w'],
    label: 'w',
    help: 'Review the support bundle before it is written.',
    menu: LOOK_MENU,
    isWorthHint: leadsOn,
  },
  {
    ...LOOK,
    id: 'look-before-leaving',
    keys: ['w'],
    label: 'w',
    help: 'Review the support bundle and write it before leaving.',
    on: ['confirm'],
    refuses: (picture) => (bodyOf(picture, 'confirm')?.offersBundle === true ? null : ''),
  },
  {
    id: 'write',
    keys: ['w'],
    label: 'w',
    hint: 'write it',
    help: 'Write the support bundle as it is shown.',
    on: ['preview'],
    priority: 1,
    menu: { words: 'write it', rank: 1 },
    refuses: (picture) => (picture.running ? BUSY : whenUnmade(picture)),
    does({ ui }) {
      // The user was about to leave when the bundle was written, so the question about leaving returns.
      const below = { ...ui, overlay: ui.under, under: null, scroll: 0 };
      if (!isBundleWritable(ui.bundle)) return unchanged(below);
      return whenMade(ui, () => withEffect({ ...below, bundle: { state: 'writing' } }, ({ writeBundle }) => writeBundle()));
    },
  },
  {
    id: 'open-file',
    keys: ['enter', 'e'],
    label: 'enter',
    hint: 'open',
    help: 'Show the selected file as the bundle contains it.',
    on: ['preview'],
    priority: 2,
    refuses: (picture) => (whenUnmade(picture) === null ? null : ''),
    does: ({ ui }) => unchanged({ ...ui, overlay: 'file', scroll: 0 }),
  },
  {
    id: 'leave-out',
    keys: ['x'],
    label: 'x',
    hint: 'leave out',
    help: 'Leave the selected file out of the bundle, or include it again.',
    on: ['preview'],
    priority: 3,
    refuses: (picture) =>
      whenUnmade(picture) ?? (selectedFile(picture)?.optional === true ? null : 'A bundle cannot be opened without this file.'),
    does: (place) =>
      whenMade(place.ui, ({ choice }) => {
        const row = selectedFile(place);
        const without = row?.leftOut ? choice.without.filter((path) => path !== row.path) : [...choice.without, row?.path ?? ''];
        return withEffect(place.ui, ({ makeBundle }) => makeBundle({ ...choice, without }));
      }),
  },
  {
    id: 'search',
    keys: ['/'],
    label: '/',
    hint: 'search',
    help: 'Search all files for a word, and hide the word.',
    on: ['preview'],
    priority: 2,
    menu: { words: 'search for a word that the bundle must not contain, and hide the word', rank: 9 },
    refuses: (picture) => (whenUnmade(picture) === null ? null : ''),
    does: ({ ui }) => unchanged({ ...ui, overlay: 'search', text: '', caret: 0 }),
  },
  {
    id: 'hide',
    keys: ['enter'],
    label: 'enter',
    hint: 'hide it',
    help: 'Hide the word in all files of the bundle.',
    on: ['search'],
    priority: 1,
    menu: { words: 'hide it in all files' },
    refuses: (picture) => whenUnmade(picture) ?? (bodyOf(picture, 'search')?.found === true ? null : 'There is no word to hide.'),
    does: ({ ui }) =>
      whenMade(ui, ({ choice, made }) => {
        const hidden = [...new Set([...choice.hidden, ...spellingsOf(made.files, ui.text)])];
        return withEffect(ui, ({ makeBundle }) => makeBundle({ ...choice, hidden }));
      }),
  },
];

const BEING_MADE = 'The bundle is being made; please wait.';

/** The bundle is not built yet, or building it failed. */
function whenUnmade({ ui: { preview } }: Picture): string | null {
  if (preview?.made != null) return null;
  return preview === null || preview.busy ? BEING_MADE : '';
}

/**
 * Does nothing while the bundle is rebuilt, because only a previewed bundle may be written. Rebuilding is too short to change the hints.
 */
function whenMade(ui: UiState, react: (preview: { choice: BundleChoice; made: BundlePreview }) => Outcome): Outcome {
  const { preview } = ui;
  if (preview?.made == null || preview.busy) return unchanged({ ...ui, notice: BEING_MADE });
  return react({ choice: preview.choice, made: preview.made });
}

function selectedFile(picture: Picture) {
  const body = bodyOf(picture, 'preview');
  return body?.rows[body.cursor];
}
