/** The engine as the screens see it: keys become events of the guide, the bundle becomes a file. */

import type { CopyFile, PreviewResult, TuiController, WriteResult } from '../app/controller.ts';
import type { BundleChoice } from '../app/screens/preview.ts';
import { causeKey, isAskId } from '../guide/index.ts';
import type { Engine } from '../run/engine.ts';
import { messageIn } from './files/message-file.ts';

export interface ControllerOptions {
  engine: Engine;
  mask(text: string): string;
  clean(text: string): string;
  choice: BundleChoice;
  previewBundle(choice: BundleChoice): Promise<PreviewResult>;
  writeBundle(): Promise<WriteResult>;
  summary(): string[];
  keepCopy(name: string, text: string): CopyFile;
}

export function createController({
  engine,
  mask,
  clean,
  choice,
  previewBundle,
  writeBundle,
  summary,
  keepCopy,
}: ControllerOptions): TuiController {
  return {
    subscribe: engine.subscribe,
    getState: engine.getState,
    answer(step, value) {
      if (isAskId(step))
        engine.dispatch({ type: 'answered', step, value: step === 'error-message' ? messageIn(value) : value, by: 'person' });
    },
    back: () => engine.dispatch({ type: 'back' }),
    next: () => engine.dispatch({ type: 'next' }),
    wholeList: () => engine.dispatch({ type: 'whole-list' }),
    recheck: () => engine.dispatch({ type: 'recheck' }),
    remeasure(what) {
      if (what === 'step') engine.dispatch({ type: 'recheck' });
      else engine.remeasure(what);
    },
    watch: engine.watch,
    stopWatch: engine.stopWatch,
    keepCopy,
    cancelStep: engine.cancelStep,
    skipRow: engine.skipRow,
    showFinding(id) {
      const finding = engine.getState().diagnosis.findings.find((candidate) => candidate.id === id);
      if (finding !== undefined) engine.dispatch({ type: 'show-cause', cause: causeKey(finding) });
    },
    goTo: (place) => engine.dispatch('visit' in place ? { type: 'back', to: place.visit } : { type: 'goto', step: place.step }),
    fault: engine.fault,
    finish: { choice, previewBundle, writeBundle, summary },
    mask,
    clean,
  };
}
