/** What a key press asks of the engine, as data: the reducer decides, `perform` does. */

import type { TuiController } from '../controller.ts';
import type { PathPlace } from '../screens/path.ts';
import type { BundleChoice } from '../screens/preview.ts';

export type Effect =
  | { do: 'answer'; step: string; value: string }
  | { do: 'back' }
  | { do: 'next' }
  | { do: 'whole-list' }
  | { do: 'recheck' }
  | { do: 'remeasure'; what: readonly string[] | 'step' }
  | { do: 'show-finding'; finding: string }
  | { do: 'go-to'; place: PathPlace }
  | { do: 'skip-row'; observation: string }
  | { do: 'cancel-step' }
  | { do: 'watch'; rows: readonly string[] }
  | { do: 'stop-watch' }
  | { do: 'copy'; name: string; text: string }
  | { do: 'suspend' }
  /** Null: with the choice as it is. */
  | { do: 'preview-bundle'; choice: BundleChoice | null }
  | { do: 'write-bundle' }
  | { do: 'exit'; code: number };

/** Effects that the engine performs; the others belong to the store. */
type EngineEffect = Exclude<Effect, { do: 'preview-bundle' | 'write-bundle' | 'copy' | 'suspend' | 'exit' }>;

export function perform(effect: EngineEffect, controller: TuiController): void {
  const acts: { [D in EngineEffect['do']]: (asked: Extract<EngineEffect, { do: D }>) => void } = {
    answer: ({ step, value }) => controller.answer(step, value),
    back: () => controller.back(),
    next: () => controller.next(),
    'whole-list': () => controller.wholeList(),
    recheck: () => controller.recheck(),
    remeasure: ({ what }) => controller.remeasure(what),
    'show-finding': ({ finding }) => controller.showFinding(finding),
    'go-to': ({ place }) => controller.goTo(place),
    'skip-row': ({ observation }) => controller.skipRow(observation),
    watch: ({ rows }) => controller.watch(rows),
    'stop-watch': () => controller.stopWatch(),
    'cancel-step': () => controller.cancelStep(),
  };
  const act = acts[effect.do] as (asked: EngineEffect) => void;
  act(effect);
}
