import { describe, expect, it } from 'vitest';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { advanceGuide } from './advance.ts';
import { openQuestions } from './auto.ts';
import { breadcrumbs, stepOf } from './breadcrumbs.ts';
import { type GuideState, initialState } from './state.ts';
import { isMeasureId } from './step-ids.ts';
import { NOTHING_MEASURED } from './summary.ts';
import { autoWalk, cause, row, send, type World } from './testing/walk.ts';

const start = (profile: Partial<typeof EMPTY_PROFILE>, world?: World) =>
  send(initialState(), [{ type: 'started', profile: { ...EMPTY_PROFILE, ...profile }, evidence: { from: null } }], world);

describe('the breadcrumb line', () => {
  it('is short at the start, and shows the step that found a cause', () => {
    expect(breadcrumbs(start({}).state)).toEqual(['Start']);
    expect(breadcrumbs(start({ from: 'laptop' }).state)).toEqual(['Start', 'Symptom']);
    const blocked: World = () => ({ causes: [cause('port-dropped', ['ssh.x'])], verdicts: [row('ssh.x', 'unmet')] });
    expect(
      breadcrumbs(start({ from: 'laptop', symptom: 'ssh', sshAlias: ['x1.gitpod.remote'], consents: ['ssh-connect'] }, blocked).state),
    ).toEqual(['Start', 'SSH', 'SSH aliases', 'Cause']);
    expect(breadcrumbs(autoWalk({ symptom: 'browser' }).state)).toEqual(['Start', 'Browser', 'Finish']);
    // A cause that is shown only before the end, because no step of the path measures its requirements.
    const late: World = () => ({ causes: [cause('clock-wrong', ['host.clock'])], verdicts: [row('host.clock', 'unmet')] });
    expect(breadcrumbs(start({ from: 'laptop', symptom: 'vscode' }, late).state)).toEqual([
      ...['Start', 'VS Code connection', 'This machine', 'Cause'],
    ]);
  });

  it.each(['standard', 'enterprise', null] as const)('counts the steps up to the predicted number (runner: %s)', (runner) => {
    let [state] = advanceGuide(initialState(), {
      type: 'started',
      profile: {
        ...EMPTY_PROFILE,
        from: 'runner',
        symptom: 'runner-offline',
        runner,
        regions: ['us-east-1'],
        account: '123456789012',
        consents: ['aws'],
      },
      evidence: { from: null },
    });
    if (runner === null) [state] = advanceGuide(state, { type: 'answered', step: 'runner', value: 'unsure', by: 'person' });
    if (runner === null) [state] = advanceGuide(state, { type: 'answered', step: 'installation', value: '', by: 'person' });
    const seen: ReturnType<typeof stepOf>[] = [];
    for (
      let now: GuideState = state;
      isMeasureId(now.at);
      [now] = advanceGuide(now, { type: 'measured', step: now.at, summary: NOTHING_MEASURED })
    ) {
      seen.push(stepOf(now));
    }
    const of = runner === 'enterprise' ? 5 : 6;
    expect(seen).toEqual(Array.from({ length: of }, (_, index) => ({ step: index + 1, of })));
  });

  it('does not count steps before a symptom is chosen', () => {
    expect(stepOf(start({}).state)).toBeNull();
  });
});

describe('unanswered questions', () => {
  it('are listed, each with the flag that answers it', () => {
    const flags = openQuestions(autoWalk({ symptom: 'runner-offline', runner: 'standard' }).state).map(({ flag }) => flag);
    expect(flags).toEqual(['--from', '--region', '--yes-to aws', '--allowed-images']);
  });
});
