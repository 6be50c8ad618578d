import { describe, expect, it } from 'vitest';
import { EMPTY_PROFILE, SYMPTOMS } from '../model/profile.ts';
import type { PathEntry } from '../model/session.ts';
import type { GuideCommand, GuideEvent, PathNote } from './events.ts';
import { restoreGuide } from './restore.ts';
import { initialState } from './state.ts';
import { NOTHING_MEASURED, type Summary } from './summary.ts';
import { autoWalk, cause, row, send, type World } from './testing/walk.ts';

/** The notes that a log stores. */
function pathOf(commands: readonly GuideCommand[]): PathEntry[] {
  return commands.flatMap((command) => (command.type === 'note' ? [entryOf(command.event)] : []));
}

function entryOf(event: PathNote): PathEntry {
  const base = { step: event.step, by: null, atMs: 0 };
  switch (event.type) {
    case 'step-entered':
      return { ...base, action: 'entered', detail: null };
    case 'answered':
      return { ...base, action: 'answered', detail: event.answer, by: event.by };
    case 'went-back':
      return { ...base, action: 'went-back', detail: null };
    case 'step-skipped':
      return { ...base, action: 'skipped', detail: event.because };
  }
}

const found: Summary = { causes: [cause('port-dropped', ['releases.cli'])], verdicts: [row('releases.cli', 'unmet')] };
const world: World = () => found;

describe('a guided session restored from its log', () => {
  it.each(SYMPTOMS)('has the same steps and answers for the symptom %s', (symptom) => {
    const { state, commands } = autoWalk({ symptom, from: 'runner' }, world);
    const again = restoreGuide({ profile: state.profile, path: pathOf(commands) }, state.summary);
    expect([again.at, again.trail, again.shown, again.profile]).toEqual([state.at, state.trail, state.shown, state.profile]);
    expect(again.measured.toSorted()).toEqual(state.measured.toSorted());
    expect(again.answers).toEqual(state.answers);
  });

  it('goes back to the same steps as before the restart', () => {
    const events: GuideEvent[] = [
      { type: 'started', profile: { ...EMPTY_PROFILE, from: 'laptop' }, evidence: { from: null } },
      { type: 'answered', step: 'symptom', value: 'runner-offline', by: 'person' },
      { type: 'answered', step: 'runner', value: 'standard', by: 'person' },
      { type: 'answered', step: 'region', value: '', by: 'person' },
      { type: 'back' },
      { type: 'goto', step: 'runner' },
    ];
    const { state, commands } = send(initialState(), events, world);
    const again = restoreGuide({ profile: state.profile, path: pathOf(commands) }, state.summary);
    expect(again.trail).toEqual(state.trail);
    expect(again.answers).toMatchObject({ symptom: 'runner-offline', runner: 'standard', region: '' });
  });

  it('keeps the steps between the two times that a cause was shown', () => {
    const refused: World = (step) => ({
      causes: [cause('proxy-refuses-host', ['proxy.reachable', 'releases.cli'], [], step === 'releases' ? 'blocker' : 'degraded')],
      verdicts: [row('proxy.reachable', 'met'), row('releases.cli', step === 'releases' ? 'unmet' : 'unknown')],
    });
    const { state, commands } = autoWalk({ symptom: 'vscode', from: 'laptop' }, refused);
    const steps = ({ trail }: typeof state) => trail.map(({ step, cause: shown }) => shown?.name ?? step);
    expect(steps(state).filter((step) => step === 'proxy-refuses-host')).toHaveLength(2);
    expect(steps(restoreGuide({ profile: state.profile, path: pathOf(commands) }, state.summary))).toEqual(steps(state));
  });

  it('omits steps and causes that this version does not know', () => {
    const path: PathEntry[] = ['where', 'retired-step', 'advise/retired-cause'].map((step) => ({
      step,
      action: 'entered',
      detail: null,
      by: null,
      atMs: 0,
    }));
    expect(restoreGuide({ profile: EMPTY_PROFILE, path }, NOTHING_MEASURED)).toMatchObject({ at: 'where', measured: [], shown: [] });
  });
});
