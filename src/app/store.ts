/** The state of the application for any user interface. A key press always applies to the latest state, so quick keys are never lost. */

import { unhiddenWords } from '../documents/words/unhidden-words.ts';
import { escapeHiddenInLines } from '../terminal/visible.ts';
import { type EffectScope, isTyping } from './actions/action.ts';
import { reduceKey } from './actions/reduce.ts';
import type { Application, EngineState } from './application.ts';
import type { KeyPress } from './input/key-press.ts';
import { insertText } from './input/text-field.ts';
import { initialUiOfStep } from './opening.ts';
import { createRates } from './rates.ts';
import { createReveal } from './reveal.ts';
import type { Overlay } from './screen-name.ts';
import { INITIAL_UI, type UiState } from './screens/input.ts';
import type { OpenedBundle } from './screens/opened-bundle.ts';
import { isPermanentlyMasked, PERMANENTLY_MASKED } from './screens/permanently-masked.ts';
import type { BundleChoice } from './screens/preview.ts';
import { presentScreen, type ScreenModel } from './screens/screen.ts';
import { shownFinding } from './screens/shown-finding.ts';
import { isTooSmall, type Size } from './screens/too-small.ts';
import { watchedNotice } from './screens/watch.ts';
import { errorText, markBundleOutdated, positionInWalk, subjectViewsOf } from './state-facts.ts';
import { createWatchRecorder } from './watching.ts';

/**
 * The interval at which running counters are drawn. Together with the spinner, these are five small frames a second, which leaves room for
 * keys on a slow connection.
 */
const TICK_MS = 400;

/** A screen, or the error that occurred while it was made. */
export type ScreenOrFault = { screen: ScreenModel } | { fault: string };

/** The layout facts that an action needs. */
export interface Layout {
  /** The number of lines that a page key scrolls. */
  page: number;
  /** The last line at which a scrolling screen can begin; 0 if everything fits. */
  maxScroll: number;
  /** A list on the left with its details on the right. */
  wide: boolean;
}

/** `D` is the type of a drawn frame. */
export interface Store<D extends Layout> {
  subscribe(listener: () => void): () => void;
  /** Returns the same object until something changes. */
  getSnapshot(): D;
  /** The snapshot before a frame is drawn from it. */
  view(): StoreView;
  press(key: KeyPress): void;
  paste(text: string): void;
  resize(size: Size): void;
  /** Reports an error that occurred while a drawn screen was rendered. */
  broke(error: unknown): void;
  stop(): void;
}

export interface StoreView {
  engine: EngineState;
  shown: ScreenOrFault;
  ui: UiState;
  /** True while a measurement or a watch runs. */
  running: boolean;
  /** Masks values as the screen does at this moment. */
  mask(text: string): string;
}

export interface StoreOptions<D extends Layout> {
  app: Application;
  /** Draws a frame. An error is shown as a failed screen, which can always be drawn. */
  draw(shown: ScreenOrFault, ui: UiState, size: Size, running: boolean): D;
  size: Size;
  /** True if the session comes from a bundle. Then no bundle is written, and leaving needs no confirmation. */
  opened: OpenedBundle | null;
  first?: Overlay | null;
  /** True if the user asked for real values at the start. */
  showValues: boolean;
  /** One line for the first screen; null without one. */
  notice?: string | null;
  exit(code: number): void;
  /** Sends a text to the terminal's clipboard; returns false if it is too long. */
  sendToClipboard?(text: string): boolean;
  /** Suspends the program and returns the terminal to the shell until the program is resumed. */
  suspend?(): void;
}

export function createStore<D extends Layout>(options: StoreOptions<D>): Store<D> {
  const {
    app,
    draw,
    size: firstSize,
    opened,
    showValues,
    exit,
    sendToClipboard = () => false,
    suspend = () => {},
    notice = null,
    first = null,
  } = options;
  const listeners = new Set<() => void>();
  const rates = createRates();
  let engine = rates.see(app.engine.getState());
  let size = firstSize;
  let ui: UiState = { ...INITIAL_UI, bundle: opened === null ? INITIAL_UI.bundle : { state: 'opened', bundle: opened } };
  const hasNothingToShow = showValues && isPermanentlyMasked(ui.bundle);
  ui = { ...ui, valuesShown: showValues && !hasNothingToShow };
  let place = positionInWalk(engine);
  /** The position at which the current or last measurement was started. */
  let startedAt = place;
  let shown: ScreenOrFault;
  let drawn: D;
  let drawFault: string | null = null;
  const reportedFaults = new Set<string>();
  const watching = createWatchRecorder();
  const reveal = createReveal((seconds) => {
    ui =
      seconds > 0
        ? { ...ui, revealSeconds: seconds }
        : { ...ui, valuesShown: false, revealSeconds: null, copied: null, notice: 'Values are masked again.' };
    publish();
  });

  ui = { ...initialUiOfStep(ui, engine), notice: notice ?? (hasNothingToShow ? PERMANENTLY_MASKED : null), overlay: first };
  watching.see(engine);
  refresh();
  const unsubscribe = app.engine.subscribe(engineChanged);
  const ticking = setInterval(() => {
    if (engine.live !== null || engine.watch !== null) engineChanged();
  }, TICK_MS);

  function engineChanged(): void {
    const wasRunning = engine.live !== null;
    const wasWatching = engine.watch !== null;
    engine = rates.see(app.engine.getState());
    watching.see(engine);
    if (wasWatching !== (engine.watch !== null)) watchTurned();
    if (!wasRunning && engine.live !== null) startedAt = positionInWalk(engine);
    if (positionInWalk(engine) !== place) {
      place = positionInWalk(engine);
      drawFault = null;
      ui = initialUiOfStep(ui, engine);
      if (wasRunning && engine.live === null) ui = { ...ui, notice: null, bundle: markBundleOutdated(ui.bundle) };
    } else if (wasRunning && engine.live === null) {
      ui = { ...ui, notice: measuredNotice(), bundle: markBundleOutdated(ui.bundle) };
    }
    publish();
  }

  function watchTurned(): void {
    const overlay = ui.overlay === 'confirm-quit' ? ui.overlay : null;
    ui = { ...ui, overlay, cursor: 0, scroll: 0, frozen: false };
    if (engine.watch === null)
      ui = { ...ui, notice: ui.interrupted ? ui.notice : watchedNotice(engine.session), bundle: markBundleOutdated(ui.bundle) };
  }

  /** A re-check may leave the screen unchanged, so its result is shown as a notice. */
  function measuredNotice(): string | null {
    if (ui.interrupted || startedAt !== place) return ui.notice;
    if (!('screen' in shown) || shown.screen.name !== 'result') return null;
    return shownFinding(engine) === null ? 'Measured again: solved.' : shown.screen.body.stillShows;
  }

  function publish(): void {
    refresh();
    for (const listener of listeners) listener();
  }

  function refresh(): void {
    const running = isRunning();
    try {
      if (drawFault !== null) throw new Error(drawFault);
      const { engine: pictured, view } = watching.shown(engine);
      shown = { screen: presentScreen({ ...pictured, watch: view, ui, mask, clean: app.clean, masked: app.mask }) };
      drawn = draw(shown, ui, size, running);
    } catch (error) {
      const fault = errorText(error);
      tell(fault);
      shown = { fault: app.mask(fault) };
      drawn = draw(shown, ui, size, running);
    }
  }

  function mask(text: string): string {
    return ui.valuesShown ? escapeHiddenInLines(app.clean(text)) : app.mask(text);
  }

  function isRunning(): boolean {
    return engine.live !== null || engine.watch !== null;
  }

  /** Reports each error only once, because every frame would repeat it. */
  function tell(fault: string): void {
    if (reportedFaults.has(fault)) return;
    reportedFaults.add(fault);
    app.engine.fault(fault);
  }

  const world: EffectScope = {
    ...app,
    exit,
    suspend,
    copy(name, whole) {
      const { hidden } = ui.preview?.choice ?? app.choice;
      const text = app.hide(whole, hidden);
      const sent = sendToClipboard(text);
      ui = { ...ui, copied: { sent, ...app.keepCopy(name, text), unhidden: unhiddenWords(text, hidden) } };
    },
    makeBundle: (choice) => void makeBundle(choice),
    writeBundle: () => void writeBundle(),
  };

  /** Builds the bundle in memory; the last build is what gets written. */
  async function makeBundle(changed: BundleChoice | null): Promise<void> {
    const choice = changed ?? ui.preview?.choice ?? app.choice;
    ui = { ...ui, preview: { choice, made: ui.preview?.made ?? null, problem: null, busy: true } };
    publish();
    const result = await app.draft.preview(choice).catch(failed);
    const seen = result.ok ? { made: result.preview, problem: null } : { made: null, problem: app.mask(result.problem) };
    ui = { ...ui, preview: { choice, busy: false, ...seen } };
    publish();
  }

  async function writeBundle(): Promise<void> {
    const result = await app.draft.write().catch(failed);
    ui = {
      ...ui,
      scroll: 0,
      bundle: result.ok
        ? { state: 'written', path: result.path, sha256: result.sha256, entries: result.entries, encryptedTo: result.encryptedTo }
        : { state: 'failed', problem: app.mask(result.problem) },
    };
    publish();
  }

  /** Masks revealed values again after a while. */
  function watchValues(before: UiState): void {
    if (ui.valuesShown === before.valuesShown) return;
    if (ui.valuesShown) {
      reveal.begin();
      return;
    }
    reveal.end();
    ui = { ...ui, revealSeconds: null };
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => drawn,
    view: () => ({ engine, shown, ui, running: isRunning(), mask }),
    press(key) {
      const before = ui;
      const { ui: next, effect } = reduceKey(
        {
          ...{ ui, screen: 'screen' in shown ? shown.screen : null, running: isRunning(), views: subjectViewsOf(engine.session) },
          unsaved: engine.session.asked.size > 0 && ui.bundle.state !== 'written' && ui.bundle.state !== 'opened',
          only: isTooSmall(size) ? 'too-small' : 'screen' in shown ? null : 'fault',
          here: engine.guide.trail.length - 1,
          ...{ page: drawn.page, maxScroll: drawn.maxScroll, wide: drawn.wide },
        },
        key,
      );
      ui = next;
      if (!('screen' in shown)) drawFault = null;
      watchValues(before);
      if (ui.frozen !== before.frozen) watching.freeze(ui.frozen);
      effect?.(world);
      publish();
    },
    paste(text) {
      if ('screen' in shown && isTyping(shown.screen))
        ui = { ...ui, notice: null, ...insertText({ text: ui.text, caret: ui.caret }, text) };
      publish();
    },
    resize(next) {
      size = next;
      publish();
    },
    broke(error) {
      drawFault = errorText(error);
      publish();
    },
    stop() {
      unsubscribe();
      clearInterval(ticking);
      reveal.end();
    },
  };
}

function failed(error: unknown): { ok: false; problem: string } {
  return { ok: false, problem: errorText(error) };
}
