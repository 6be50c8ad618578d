/** The story behind the screens' interface: a real guide, and a record of what the keys asked for. */

import type { EngineState, TuiController, WriteResult } from '../../app/controller.ts';
import type { PresentInput } from '../../app/screens/input.ts';
import { type BundleChoice, type BundlePreview, EVERYTHING } from '../../app/screens/preview.ts';
import { storyInput } from '../../documents/testing/story.ts';
import { advance, type GuideEvent, isAskId } from '../../guide/index.ts';
import { withCheckLetter } from '../../model/masked.ts';

const ADDRESS = withCheckLetter('px-ip4-10-abcd-efg');

/** Two files, one of which a bundle cannot be without. */
export function storyPreview({ without, hidden }: BundleChoice): BundlePreview {
  const text = hidden.includes('Initech') ? `REDACTED-1 asks ${ADDRESS}` : `Initech asks ${ADDRESS}`;
  const file = (path: string, essential: boolean) => {
    const out = without.includes(path);
    return { path, essential, bytes: out ? 0 : text.length, text: out ? '' : text, leftOut: out ? ('declined' as const) : null };
  };
  return {
    name: 'gitpod-doctor-x',
    bytes: 4321,
    level: 'standard',
    files: [file('events.jsonl', true), file('report.md', false)],
    recipients: [],
  };
}

export interface StoryController extends TuiController {
  asked: string[];
  faults: string[];
  change(changes: Partial<EngineState>): void;
}

export function storyController(
  changes: Partial<PresentInput> = {},
  written: WriteResult = { ok: true, path: 'bundle.zip', sha256: 'ab12', entries: [{ name: 'report.md', bytes: 9173 }], encryptedTo: [] },
): StoryController {
  const { mask, clean, ...input } = storyInput(changes);
  let state: EngineState = { ...input, watch: input.watch?.watch ?? null };
  const listeners = new Set<() => void>();
  const asked: string[] = [];
  const faults: string[] = [];

  function change(next: Partial<EngineState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  function tell(event: GuideEvent): void {
    asked.push(event.type === 'answered' ? `answered ${event.step} ${event.value}` : event.type);
    change({ guide: advance(state.guide, event)[0] });
  }

  return {
    asked,
    faults,
    change,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getState: () => state,
    answer(step, value) {
      if (isAskId(step as never)) tell({ type: 'answered', step: step as never, value, by: 'person' });
    },
    back: () => tell({ type: 'back' }),
    next: () => tell({ type: 'next' }),
    wholeList() {
      tell({ type: 'goto', step: 'symptom' });
      tell({ type: 'answered', step: 'symptom', value: 'whole-list', by: 'person' });
    },
    recheck: () => tell({ type: 'recheck' }),
    remeasure: (what) => void asked.push(`remeasure ${what}`),
    watch: (rows) => void asked.push(`watch ${rows}`),
    stopWatch: () => void asked.push('stop-watch'),
    keepCopy: (name) => ({ path: `~/requests/${name}.txt`, problem: null }),
    cancelStep: () => void asked.push('cancel'),
    skipRow: (observation) => void asked.push(`skip ${observation}`),
    showFinding: (finding) => void asked.push(`finding ${finding}`),
    goTo: (place) => tell('visit' in place ? { type: 'back', to: place.visit } : { type: 'goto', step: place.step }),
    fault: (text) => void faults.push(text),
    finish: {
      choice: EVERYTHING,
      previewBundle: async (choice) => ({ ok: true, preview: storyPreview(choice) }),
      writeBundle: async () => written,
      summary: () => [],
    },
    mask,
    clean,
  };
}
