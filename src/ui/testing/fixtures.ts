/** Every screen with content, and the words that must appear on it. A screen without a fixture does not compile. */

import type { ScreenName } from '../../app/screen-name.ts';
import { INITIAL_UI, type PresenterInput, type UiState } from '../../app/screens/input.ts';
import { WHOLE_BUNDLE } from '../../app/screens/preview.ts';
import { presentScreen } from '../../app/screens/screen.ts';
import type { WatchView } from '../../app/screens/watch-view.ts';
import type { ScreenOrFault } from '../../app/store.ts';
import { storyPreview } from '../../app/testing/story.ts';
import { measuredGateway, proxiedSession, storyInput, storySession, TO_GATEWAY, walked } from '../../documents/testing/story.ts';
import { aliasSession, imagesSession, openedBundle, TWO } from '../../documents/testing/subjects.ts';
import type { StatusWord } from '../../render/status-words.ts';

export interface Fixture {
  input: PresenterInput;
  /** Null for the output of `presentScreen`. */
  fault: string | null;
  /** Words that appear on the screen at every size. */
  words: readonly string[];
  /** Words that appear in the last line. */
  footer: readonly string[];
}

function ui(changes: Partial<UiState>): UiState {
  return { ...INITIAL_UI, ...changes };
}

function fixture(changes: Partial<PresenterInput>, words: readonly string[], footer: readonly string[]): Fixture {
  return { input: storyInput(changes), fault: null, words, footer };
}

const atResult = walked(TO_GATEWAY, measuredGateway());
const running = storySession()
  .requests.slice(2, 4)
  .map((request, index) => ({ observation: `o${index + 3}`, request, sinceMs: 1000, progress: null }));

const atFinish = { guide: walked({ type: 'goto', step: 'finish' }) };
const looked = { choice: WHOLE_BUNDLE, made: storyPreview(WHOLE_BUNDLE), problem: null, busy: false };

const watched: WatchView = {
  watch: { requirements: ['gateway.api-8443', 'gateway.udp-4242'], runs: 7, intervalMs: 10_125, nextInMs: 3600 },
  picture: {
    runs: 7,
    strips: {
      'gateway.api-8443 o2': ['FAIL', 'FAIL', 'FAIL', 'FAIL', 'PASS', 'PASS', 'FAIL'],
      ...Object.fromEntries(['o3', 'o4', 'o5', 'o6', 'o7'].map((id) => [`gateway.udp-4242 ${id}`, Array<StatusWord>(7).fill('UNSURE')])),
    },
    changed: { 'gateway.api-8443 o2': 7 },
  },
  frozen: null,
};

export const FIXTURES = {
  start: fixture(
    { guide: walked({ type: 'goto', step: 'symptom' }) },
    ['What is going wrong?', '1  The browser cannot open'],
    ['enter choose', '? help'],
  ),
  ask: fixture(
    { guide: walked({ type: 'goto', step: 'runner' }, { type: 'goto', step: 'region' }), ui: ui({ text: 'eu-central-1', caret: 12 }) },
    ['Which AWS region', 'eu-central-1'],
    ['enter answer', 'esc back'],
  ),
  step: fixture(
    { live: { running, done: 3, total: 8, elapsedMs: 4100 }, ui: ui({ cursor: 1 }) },
    ['3 of 8 done, 4.1 s', 'FAIL', 'UDP 4242', ' › '],
    ['row'],
  ),
  watch: fixture({ watch: watched, ui: ui({ cursor: 1 }) }, ['run 7, next in 4 s', '1  FAIL', '✔✔✘', 'new', '?'], ['w stop', 'q quit']),
  result: fixture({ guide: atResult }, ['FAIL', 're-signs TLS', 'Likely: one other cause remains'], ['c request', 'm reveal', 'q quit']),
  finish: fixture({ guide: walked({ type: 'goto', step: 'finish' }) }, ['1 finding', 'Write the bundle'], ['enter bundle', 'q quit']),
  detail: fixture({ ui: ui({ overlay: 'detail', cursor: 1 }) }, ['Row 2', 'HTTPS 8443'], ['b back']),
  request: fixture(
    {
      guide: atResult,
      ui: ui({ overlay: 'request', copied: { sent: true, path: '~/state/requests/a.txt', problem: null, unhidden: [] } }),
    },
    ["Sent to the terminal's clipboard.", '~/state/requests/a.txt', '1  network / security team'],
    ['c copy', 'b back'],
  ),
  'no-proxy': fixture(
    { session: proxiedSession(), ui: ui({ overlay: 'no-proxy' }) },
    ['not reached as', 'export NO_PROXY='],
    ['b back', '? help'],
  ),
  images: fixture(
    { session: imagesSession(), guide: walked({ type: 'goto', step: 'ami' }), ui: ui({ overlay: 'images' }) },
    ['region', '1 bottlerocket', 'PASS FAIL', 'PASS ✔'],
    ['b back', '? help'],
  ),
  alias: fixture(
    { session: aliasSession(), guide: walked({ type: 'goto', step: 'ssh' }), ui: ui({ overlay: 'alias' }) },
    ['x1.gitpod.environment', 'HostName'],
    ['b back', '? help'],
  ),
  path: fixture(
    { guide: atResult, ui: ui({ overlay: 'path', over: 5 }) },
    ['The path so far', 'Gateway', ' ›  6  FAIL ✘'],
    ['enter go there', 'b back', 'm reveal', 'q quit'],
  ),
  opened: fixture(
    { guide: walked({ type: 'goto', step: 'finish' }), ui: ui({ overlay: 'opened', bundle: { state: 'opened', bundle: openedBundle() } }) },
    ['1 finding', 'Judged again by version 0.2.0'],
    ['enter walk', '? help'],
  ),
  compare: fixture(
    {
      guide: walked({ type: 'goto', step: 'finish' }),
      ui: ui({ overlay: 'compare', bundle: { state: 'opened', bundle: openedBundle({ compared: TWO }) } }),
    },
    ['2 worse or new, 2 better or fixed', 'New causes', 'GD307 tls-intercepted'],
    ['enter open last', 'b back'],
  ),
  help: fixture({ ui: ui({ overlay: 'help' }) }, ['Look closer', 'Show all evidence'], ['b back', '/ search', 'q quit']),
  confirm: fixture({ ui: ui({ overlay: 'confirm-quit' }) }, ['Leave now?', 'No support bundle has been written'], ['y yes', 'esc no']),
  preview: fixture(
    { ...atFinish, ui: ui({ overlay: 'preview', preview: looked, cursor: 1 }) },
    ['gitpod-doctor-x.zip, 4 KB, level standard', ' › ', 'report.md', '1 address'],
    ['w write it', '/ search', 'b back'],
  ),
  file: fixture(
    { ...atFinish, ui: ui({ overlay: 'file', preview: looked, cursor: 1 }) },
    ['report.md', 'Initech asks px-ip4-10-abcd-efg'],
    ['b back'],
  ),
  search: fixture(
    { ...atFinish, ui: ui({ overlay: 'search', preview: looked, text: 'initech', caret: 7 }) },
    ['Which word must the bundle not contain?', 'initech', 'events.jsonl: 1 time', 'Enter hides it in all files'],
    ['enter hide it', 'esc back'],
  ),
  'too-small': fixture({}, ['is needed'], ['is needed']),
  fault: { ...fixture({}, ['This screen failed', 'TypeError: x'], ['q quit']), fault: 'TypeError: x' },
} satisfies Record<ScreenName, Fixture>;

export function shownBy({ input, fault }: Fixture): ScreenOrFault {
  return fault === null ? { screen: presentScreen(input) } : { fault };
}
