/** What each action does. One entry an action; a forgotten one does not compile. */
import { listToSet } from '../../documents/proxies/list-to-set.ts';
import type { Overlay, UiState } from '../screens/input.ts';
import { isMaskedForGood, MASKED_FOR_GOOD } from '../screens/masked-for-good.ts';
import { type BundleChoice, type BundlePreview, spellingsOf } from '../screens/preview.ts';
import type { ScreenModel } from '../screens/screen.ts';
import type { Action } from './binding.ts';
import type { Effect } from './effects.ts';
import type { KeyContext, Reaction } from './key-context.ts';
import type { KeyPress } from './key-press.ts';
import { canGoOn, jump, move } from './movement.ts';

type Act = (ui: UiState, context: KeyContext, press: KeyPress) => Reaction;

/** Set on leaving by `q` after a screen broke: an own bug (CONTRACT, Exit status). */
const OWN_BUG = 70;
const STOPPED = 130;
const BUSY = 'Something is being measured; wait, or stop it with Ctrl-C.';

const ACTS: Record<Action, Act> = {
  up: (ui, context) => keep(move(ui, context, 'up')),
  down: (ui, context) => keep(move(ui, context, 'down')),
  'page-up': (ui, context) => keep(move(ui, context, 'page-up')),
  'page-down': (ui, context) => keep(move(ui, context, 'page-down')),
  first: (ui, context) => keep(move(ui, context, 'first')),
  last: (ui, context) => keep(move(ui, context, 'last')),
  jump: (ui, context, press) => keep(jump(ui, context, press)),

  choose: (ui, { screen }) => {
    if (screen?.name !== 'ask' && screen?.name !== 'start') return keep(ui);
    const { step, field, choices, cursor } = screen.body;
    const value = field === null ? choices[cursor]?.value : ui.text.trim();
    return value === undefined ? keep(ui) : ask(ui, { do: 'answer', step, value });
  },
  'change-place': (ui, { screen }) => {
    if (screen?.name !== 'start' || screen.body.place === null) return keep(ui);
    return ask(ui, { do: 'answer', step: 'where', value: screen.body.place.next });
  },
  'take-found': (ui, { screen }) => {
    const suggestion = screen?.name === 'ask' ? screen.body.suggestion : null;
    if (screen?.name !== 'ask' || suggestion === null) return keep({ ...ui, notice: 'Nothing was found here for this question.' });
    // Somebody who has begun to type is not written over.
    if (ui.text.trim() !== '') return keep(ui);
    const at = screen.body.choices.findIndex(({ value }) => value === suggestion.value);
    return keep(at < 0 ? { ...ui, text: suggestion.value, caret: Array.from(suggestion.value).length } : { ...ui, cursor: at });
  },
  'open-finding': (ui, { screen }, press) => {
    const digits = ui.digits + press;
    const { length } = findingsOf(screen);
    // With ten findings and more a first digit may be followed by another.
    if (canGoOn(Number(digits), length)) return keep({ ...ui, digits, notice: `Finding ${digits}: enter opens it, or one more digit.` });
    return openFinding({ ...ui, digits: '' }, screen, Number(digits));
  },
  path: (ui, { here }) => keep({ ...over(ui, 'path'), over: here }),
  'go-there': (ui, { screen, running }) => {
    const row = screen?.name === 'path' ? screen.body.rows[screen.body.cursor] : undefined;
    if (row === undefined || row.place === null) return keep({ ...ui, overlay: null });
    return running ? keep({ ...ui, notice: BUSY }) : ask({ ...ui, overlay: null, scroll: 0 }, { do: 'go-to', place: row.place });
  },
  images: (ui, { views }) => keep(views.has('images') ? over(ui, 'images') : { ...ui, notice: 'This session has nothing about images.' }),
  alias: (ui, { views }) => keep(views.has('alias') ? over(ui, 'alias') : { ...ui, notice: 'This session has nothing about SSH aliases.' }),
  about: (ui) => keep(ui.bundle.state === 'opened' ? over(ui, 'opened') : { ...ui, notice: 'This session comes from no bundle.' }),
  comparison: (ui) =>
    keep(
      ui.bundle.state === 'opened' && ui.bundle.bundle.compared !== null
        ? { ...over(ui, 'compare'), over: 0 }
        : { ...ui, notice: 'Nothing is compared here; gitpod-doctor compare A B does.' },
    ),
  detail: (ui, { screen }) => {
    const nothing = (screen?.name === 'result' && screen.body.code === '') || (screen?.name === 'step' && screen.body.rows.length === 0);
    return keep(nothing ? { ...ui, notice: 'There is no evidence to show here.' } : { ...ui, overlay: 'detail', scroll: 0 });
  },
  request: (ui, { screen }) => {
    const something = screen?.name === 'result' && screen.body.fixes.length > 0;
    return keep(something ? { ...over(ui, 'request'), copied: null, owner: null } : { ...ui, notice: 'There is nothing to send here.' });
  },

  'choose-owner': (ui, { screen }, press) =>
    screen?.name === 'request' ? owner(ui, Number(press) - 1, screen.body.texts.length) : keep(ui),
  'next-owner': (ui, { screen }) =>
    screen?.name === 'request'
      ? owner(ui, (screen.body.selected + 1) % Math.max(1, screen.body.texts.length), screen.body.texts.length)
      : keep(ui),
  copy: (ui, { screen }) => {
    if (screen?.name === 'no-proxy')
      return screen.body.proxy === 'set'
        ? ask({ ...ui, scroll: 0 }, { do: 'copy', name: 'no-proxy', text: `${listToSet(screen.body).join('\n')}\n` })
        : keep(ui);
    if (screen?.name !== 'request') return keep(ui);
    const { file, lines } = screen.body;
    return ask({ ...ui, scroll: 0 }, { do: 'copy', name: file, text: `${lines.join('\n')}\n` });
  },

  'no-proxy': (ui) => keep({ ...over(ui, 'no-proxy'), copied: null }),

  recheck: (ui, context) => unlessRunning(ui, context, { do: 'recheck' }),
  'rerun-row': (ui, context) => {
    const requirement = selectedRequirement(context);
    return requirement === null ? keep(ui) : unlessRunning(ui, context, { do: 'remeasure', what: [requirement] });
  },
  'rerun-step': (ui, context) => unlessRunning(ui, context, { do: 'remeasure', what: 'step' }),
  'skip-row': (ui, context) => {
    const observation = runningObservation(context);
    return observation === null ? keep({ ...ui, notice: 'This row is not being measured.' }) : ask(ui, { do: 'skip-row', observation });
  },

  watch: (ui, context) => {
    const { screen } = context;
    const rows = screen?.name === 'step' || screen?.name === 'result' ? screen.body.watchable : [];
    if (rows.length === 0) return keep({ ...ui, notice: 'Nothing here fails that could be watched.' });
    return unlessRunning({ ...ui, frozen: false }, context, { do: 'watch', rows });
  },
  freeze: (ui) => keep({ ...ui, frozen: !ui.frozen }),
  'stop-watch': (ui) => ask(ui, { do: 'stop-watch' }),

  next: (ui, context) => unlessRunning(ui, context, { do: 'next' }),
  'whole-list': (ui, context) => {
    const goesOn = context.screen?.name === 'finish' && context.screen.body.goesOn;
    return goesOn ? unlessRunning(ui, context, { do: 'whole-list' }) : keep({ ...ui, notice: 'Nothing of the list was left out.' });
  },
  back: (ui) => ask(ui, { do: 'back' }),
  // A broken screen is left like any other: what lies over the step is closed, and the step itself is left backwards.
  close: (ui, { only, screen }, press) => {
    if (ui.digits !== '' && press === 'enter') return openFinding({ ...ui, digits: '' }, screen, Number(ui.digits));
    if (only === 'fault' && ui.overlay === null) return ask(ui, { do: 'back' });
    if (COMES_BACK.has(ui.overlay)) return keep({ ...ui, overlay: ui.under, under: null });
    const inPreview = only === null && (ui.overlay === 'preview-file' || ui.overlay === 'preview-search');
    return keep({ ...ui, overlay: inPreview ? 'preview' : null, scroll: 0 });
  },
  help: (ui) => keep({ ...ui, overlay: 'help', under: ui.overlay, scroll: 0 }),

  reveal: (ui) => {
    if (isMaskedForGood(ui.bundle)) return keep({ ...ui, notice: MASKED_FOR_GOOD });
    return keep(
      ui.valuesShown
        ? { ...ui, valuesShown: false, copied: null, notice: 'Values are masked again.' }
        : { ...ui, overlay: 'confirm-reveal', under: ui.overlay },
    );
  },
  look: (before, { running, screen }) => {
    if (before.digits !== '') return openFinding({ ...before, digits: '' }, screen, Number(before.digits));
    const ui = before;
    if (running) return keep({ ...ui, notice: BUSY });
    return writable(ui) ? ask({ ...ui, overlay: 'preview', cursor: 0, scroll: 0 }, { do: 'preview-bundle', choice: null }) : keep(ui);
  },
  'open-file': (ui) => keep(ui.preview?.made == null ? ui : { ...ui, overlay: 'preview-file', scroll: 0 }),
  'leave-out': (ui, { screen }) =>
    whenMade(ui, ({ choice }) => {
      const row = screen?.name === 'preview' ? screen.body.rows[screen.body.cursor] : undefined;
      if (row?.optional !== true) return keep({ ...ui, notice: 'A bundle cannot be opened without this file.' });
      const without = row.leftOut ? choice.without.filter((path) => path !== row.path) : [...choice.without, row.path];
      return ask(ui, { do: 'preview-bundle', choice: { ...choice, without } });
    }),
  search: (ui) => keep(ui.preview?.made == null ? ui : { ...ui, overlay: 'preview-search', text: '', caret: 0 }),
  hide: (ui, { screen }) =>
    whenMade(ui, ({ choice, made }) => {
      if (screen?.name !== 'search' || !screen.body.found) return keep({ ...ui, notice: 'There is nothing to hide.' });
      const hidden = [...new Set([...choice.hidden, ...spellingsOf(made.files, ui.text)])];
      return ask(ui, { do: 'preview-bundle', choice: { ...choice, hidden } });
    }),
  write: (ui, { running }) => {
    if (running) return keep({ ...ui, notice: BUSY });
    if (!writable(ui)) return keep({ ...ui, overlay: null });
    return whenMade(ui, () => ask({ ...ui, overlay: null, scroll: 0, bundle: { state: 'writing' } }, { do: 'write-bundle' }));
  },
  yes: (ui) => {
    // What was copied before is another text.
    if (ui.overlay === 'confirm-reveal') return keep({ ...ui, overlay: ui.under, under: null, valuesShown: true, copied: null });
    return ask(ui, { do: 'exit', code: 0 });
  },

  quit: (ui, { running, unsaved, only }) => {
    if (only === 'fault') return ask(ui, { do: 'exit', code: OWN_BUG });
    // A second q on the question is a yes: whoever insists is let go.
    if ((!running && !unsaved) || only !== null || ui.overlay === 'confirm-quit') return ask(ui, { do: 'exit', code: 0 });
    return keep({ ...ui, overlay: 'confirm-quit', under: ui.overlay });
  },
  suspend: (ui) => ask(ui, { do: 'suspend' }),
  interrupt: (ui, { running, screen }) => {
    if (!running || ui.interrupted) return ask(ui, { do: 'exit', code: STOPPED });
    const stopped = screen?.name === 'watch' ? 'Watching is stopped.' : 'The running step is cancelled.';
    return ask({ ...ui, overlay: null, interrupted: true, notice: `${stopped} Ctrl-C again leaves.` }, { do: 'cancel-step' });
  },
};

const NUMBERS: ReadonlySet<Action> = new Set(['jump', 'open-finding']);
/** What is closed gives back what it lay over. */
const COMES_BACK: ReadonlySet<Overlay | null> = new Set(['confirm-reveal', 'confirm-quit', 'help']);

function findingsOf(screen: ScreenModel | null): readonly { id: string }[] {
  return screen?.name === 'finish' || screen?.name === 'opened' ? screen.body.findings : [];
}

function openFinding(ui: UiState, screen: ScreenModel | null, number: number): Reaction {
  const finding = findingsOf(screen)[number - 1];
  if (finding === undefined) return keep({ ...ui, notice: 'There is no finding of that number.' });
  return ask({ ...ui, overlay: null, scroll: 0 }, { do: 'show-finding', finding: finding.id });
}

/** What lies over the step opens at its top. */
function over(ui: UiState, overlay: Overlay): UiState {
  return { ...ui, overlay, scroll: 0 };
}

/** Another reader, another text: what was copied before is not it. */
function owner(ui: UiState, index: number, length: number): Reaction {
  if (index < 0 || index >= length) return keep({ ...ui, notice: 'There is no owner of that number.' });
  return keep({ ...ui, owner: index, scroll: 0, copied: null });
}

/** Of a re-check the first row that still runs; else the selected one. */
function runningObservation({ screen }: KeyContext): string | null {
  if (screen?.name === 'detail') return screen.body.running;
  if (screen?.name === 'result') return screen.body.recheck.find(({ running }) => running)?.observation ?? null;
  const row = screen?.name === 'step' ? screen.body.rows[screen.body.cursor] : undefined;
  return row?.running === true ? row.observation : null;
}

function writable({ bundle }: UiState): boolean {
  return bundle.state === 'none' || bundle.state === 'outdated' || bundle.state === 'failed';
}

/** What is written is what was looked at, so nothing is done with a bundle that is still being made. */
function whenMade(ui: UiState, react: (preview: { choice: BundleChoice; made: BundlePreview }) => Reaction): Reaction {
  const { preview } = ui;
  if (preview === null || preview.busy) return keep({ ...ui, notice: 'The bundle is being made; a moment.' });
  return preview.made === null ? keep(ui) : react({ choice: preview.choice, made: preview.made });
}

export function act(action: Action, ui: UiState, press: KeyPress, context: KeyContext): Reaction {
  // Any key but a digit ends a number that is being typed; enter may end it, too, and opens what it names.
  const state = NUMBERS.has(action) || press === 'enter' ? ui : { ...ui, digits: '' };
  const reaction = ACTS[action](state, context, press);
  return press === 'enter' ? { ...reaction, ui: { ...reaction.ui, digits: '' } } : reaction;
}

function keep(ui: UiState): Reaction {
  return { ui, effects: [] };
}

function ask(ui: UiState, ...effects: Effect[]): Reaction {
  return { ui, effects };
}

/** One sweep at a time: a second one would measure the first. */
function unlessRunning(ui: UiState, { running }: KeyContext, effect: Effect): Reaction {
  return running ? keep({ ...ui, notice: BUSY }) : ask(ui, effect);
}

function selectedRequirement({ screen }: KeyContext): string | null {
  if (screen?.name === 'detail') return screen.body.requirement;
  return screen?.name === 'step' ? (screen.body.rows[screen.body.cursor]?.requirement ?? null) : null;
}
