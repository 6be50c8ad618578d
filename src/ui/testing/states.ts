/** Further states of the engine and the user, in addition to one per screen in `fixtures.ts`. */
import type { PresenterInput, UiState } from '../../app/screens/input.ts';
import { WHOLE_BUNDLE } from '../../app/screens/preview.ts';
import { measuredGateway, storyDiagnosis, storyInput, TO_GATEWAY, walked } from '../../documents/testing/story.ts';
import { MANY, openedBundle, TWO } from '../../documents/testing/subjects.ts';
import { FIXTURES } from './fixtures.ts';

const atResult = walked(TO_GATEWAY, measuredGateway());
const atFinish = walked({ type: 'goto', step: 'finish' });
const { live } = FIXTURES.step.input;

function state(changes: Partial<PresenterInput>, ui: Partial<UiState> = {}): PresenterInput {
  const input = storyInput(changes);
  return { ...input, ui: { ...input.ui, ...ui } };
}

const longPath = `/home/somebody/${'a-long-folder/'.repeat(8)}bundle.zip`;
const nothing = { changes: [], findings: { new: [], fixed: [], unchanged: [] } };

export const STATES: Readonly<Record<string, PresenterInput>> = {
  'the first question of all': state({ guide: walked() }),
  'a question whose answer was not taken': state({
    guide: { ...walked({ type: 'goto', step: 'region' }), problem: 'A region looks like us-east-1; separate several with commas.' },
  }),
  'a long answer': state(
    { guide: walked({ type: 'goto', step: 'error-message' }) },
    { text: 'dial tcp: lookup app.gitpod.io: no such host; '.repeat(60), caret: 900 },
  ),
  'a step whose first probes are starting': state({
    session: { ...storyInput().session, requirements: [] },
    live: { running: [], done: 0, total: 0, elapsedMs: 12 },
  }),
  'a step with nothing to measure': state({ session: { ...storyInput().session, requirements: [] } }),
  'a step with a download': state({
    live: live && {
      ...live,
      running: live.running.map((probe) => ({ ...probe, progress: { done: 12_000_000, total: 41_300_000 }, bytesPerSecond: 2_100_000 })),
    },
  }),
  'a step whose rows have told, and a control has not': state({
    live: live && {
      ...live,
      running: live.running.slice(0, 1).map((probe) => ({
        ...probe,
        observation: 'o99',
        request: { ...probe.request, key: 'control', role: 'control', purpose: 'other-owner' },
      })),
    },
  }),
  'a watch that is measured': state({
    watch: FIXTURES.watch.input.watch && { ...FIXTURES.watch.input.watch, watch: { ...FIXTURES.watch.input.watch.watch, nextInMs: null } },
  }),
  'a watch that stands still': state(
    { watch: FIXTURES.watch.input.watch && { ...FIXTURES.watch.input.watch, frozen: 12 } },
    { frozen: true },
  ),
  'a cause that is measured again': state({ guide: atResult, live }),
  'a cause that is solved': state({ guide: atResult, diagnosis: { ...storyDiagnosis(), findings: [] } }),
  'all evidence of a cause': state({ guide: atResult }, { overlay: 'detail' }),
  'a request for the second owner': state({ guide: atResult }, { overlay: 'request', owner: 1 }),
  'a request that could not be kept': state(
    { guide: atResult },
    { overlay: 'request', copied: { sent: false, path: null, problem: 'There is no space left on the disk.', unhidden: [] } },
  ),
  'values that are shown': state({ guide: atResult }, { valuesShown: true, revealSeconds: 43 }),
  'the question whether to show them': state({ guide: atResult }, { overlay: 'confirm-reveal' }),
  'an end without findings': state({ guide: atFinish, diagnosis: { ...storyDiagnosis(), findings: [], notes: [] } }),
  'a bundle that is written': state(
    { guide: atFinish },
    {
      bundle: { state: 'written', path: longPath, sha256: 'ab'.repeat(32), entries: [{ name: 'report.md', bytes: 9173 }], encryptedTo: [] },
    },
  ),
  'a bundle that is out of date': state({ guide: atFinish }, { bundle: { state: 'outdated' } }),
  'a bundle that is being written': state({ guide: atFinish }, { bundle: { state: 'writing' } }),
  'a bundle that cannot be written': state(
    { guide: atFinish },
    { bundle: { state: 'failed', problem: `There is no space left on the disk: ${longPath}` } },
  ),
  'a bundle that is being made': state(
    { guide: atFinish },
    { overlay: 'preview', preview: { choice: WHOLE_BUNDLE, made: null, problem: null, busy: true } },
  ),
  'a bundle that cannot be made': state(
    { guide: atFinish },
    { overlay: 'preview', preview: { choice: WHOLE_BUNDLE, made: null, problem: 'It would hold a secret.', busy: false } },
  ),
  'the end of an opened bundle': state({ guide: atFinish }, { bundle: { state: 'opened', bundle: openedBundle() } }),
  'an opened report that is judged as before': state(
    { guide: atFinish },
    { overlay: 'opened', bundle: { state: 'opened', bundle: openedBundle({ madeAt: null, level: null, omissions: [], changed: [] }) } },
  ),
  'an opened bundle that is compared': state(
    { guide: atFinish },
    { overlay: 'opened', bundle: { state: 'opened', bundle: openedBundle({ compared: TWO }) } },
  ),
  'many reports': state({ guide: atFinish }, { overlay: 'compare', bundle: { state: 'opened', bundle: openedBundle({ compared: MANY }) } }),
  'a comparison without a change': state(
    { guide: atFinish },
    {
      overlay: 'compare',
      bundle: {
        state: 'opened',
        bundle: openedBundle({ compared: { kind: 'two', before: 'a.zip', after: 'b.zip', comparison: nothing } }),
      },
    },
  ),
  'no image that was looked at': state({}, { overlay: 'images' }),
  'no alias that was looked at': state({}, { overlay: 'alias' }),
  'no proxy variable': state({}, { overlay: 'no-proxy' }),
  'the path from its first question': state({ guide: walked() }, { overlay: 'path' }),
  'help over a cause': state({ guide: atResult }, { overlay: 'help', under: 'detail' }),
};
