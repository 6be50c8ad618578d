/** The story of the tests as an application: a real guide, and a record of the requested effects. */
import { storyInput } from '../../documents/testing/story.ts';
import { advanceGuide, type GuideEvent } from '../../guide/index.ts';
import { addCheckLetter } from '../../model/masked.ts';
import type { Effect } from '../actions/action.ts';
import type { Application, EngineState, WriteResult } from '../application.ts';
import type { PresenterInput } from '../screens/input.ts';
import { type BundleChoice, type BundlePreview, WHOLE_BUNDLE } from '../screens/preview.ts';

const ADDRESS = addCheckLetter('px-ip4-10-abcd-efg');

/** Two files of a bundle, one of them essential. */
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

export interface StoryApplication extends Application {
  asked: string[];
  faults: string[];
  change(changes: Partial<EngineState>): void;
}

export function storyApplication(
  changes: Partial<PresenterInput> = {},
  written: WriteResult = { ok: true, path: 'bundle.zip', sha256: 'ab12', entries: [{ name: 'report.md', bytes: 9173 }], encryptedTo: [] },
): StoryApplication {
  const { mask, clean, ...input } = storyInput(changes);
  let state: EngineState = { ...input, watch: input.watch?.watch ?? null };
  const listeners = new Set<() => void>();
  const asked: string[] = [];
  const faults: string[] = [];

  function change(next: Partial<EngineState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  return {
    asked,
    faults,
    change,
    engine: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      getState: () => state as never,
      dispatch(event) {
        asked.push(wordsOf(event));
        change({ guide: advanceGuide(state.guide, event)[0] });
      },
      remeasure: (rows) => void asked.push(`remeasure ${rows}`),
      watch: (rows) => void asked.push(`watch ${rows}`),
      stopWatch: () => void asked.push('stop-watch'),
      cancelStep: () => void asked.push('cancel'),
      skipRow: (observation) => void asked.push(`skip ${observation}`),
      fault: (text) => void faults.push(text),
      idle: () => Promise.resolve(),
    },
    draft: { preview: async (choice) => ({ ok: true, preview: storyPreview(choice) }), write: async () => written },
    choice: WHOLE_BUNDLE,
    keepCopy: (name) => ({ path: `~/requests/${name}.txt`, problem: null }),
    messageIn: (text) => text,
    mask,
    clean,
    hide: (text: string) => text,
  };
}

function wordsOf(event: GuideEvent): string {
  switch (event.type) {
    case 'answered':
      return `answered ${event.step} ${event.value}`;
    case 'show-cause':
      return `show-cause ${event.cause}`;
    default:
      return event.type;
  }
}

/** The request of an effect, as text. */
export function askedBy(effect: Effect | null): string[] {
  const app = storyApplication();
  const note = (text: string) => void app.asked.push(text);
  effect?.({
    ...app,
    exit: (code) => note(`exit ${code}`),
    suspend: () => note('suspend'),
    copy: (name) => note(`copy ${name}`),
    makeBundle: (choice) => note(`make-bundle ${JSON.stringify(choice)}`),
    writeBundle: () => note('write-bundle'),
  });
  return app.asked;
}
