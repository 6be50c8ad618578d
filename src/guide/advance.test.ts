import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Severity } from '../model/finding.ts';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { advanceGuide } from './advance.ts';
import type { GuideCommand, GuideEvent } from './events.ts';
import { currentCause, type GuideState, initialState } from './state.ts';
import { MEASURE_IDS, QUESTION_IDS, STEP_IDS, type StepId } from './step-ids.ts';
import { NOTHING_MEASURED, type Summary } from './summary.ts';
import { cause, finishWalk, healthy, row, send, type Walk, type World } from './testing/walk.ts';

/** The shown cause was measured again, and is absent now. */
function isSolved(state: GuideState): boolean {
  const shown = currentCause(state);
  return shown !== null && !state.summary.causes.some((cause) => cause.key === shown.key);
}

const started = (profile: Partial<typeof EMPTY_PROFILE> = {}): GuideEvent => ({
  type: 'started',
  profile: { ...EMPTY_PROFILE, ...profile },
  evidence: { from: null },
});
const begin = (...events: GuideEvent[]) => send(initialState(), events);
const say = (step: (typeof QUESTION_IDS)[number], value: string): GuideEvent => ({ type: 'answered', step, value, by: 'person' });
const measures = (commands: readonly GuideCommand[]) => commands.filter((command) => command.type === 'measure');
const patches = (commands: readonly GuideCommand[]) =>
  commands.flatMap((command) => (command.type === 'set-profile' ? [command.patch] : []));

const blocked: Summary = {
  causes: [cause('port-dropped', ['management.app'], ['management.app', 'dns.resolvers'])],
  verdicts: [row('management.app', 'unmet'), row('dns.resolvers', 'met')],
};
const blockedAt =
  (at: StepId): World =>
  (step) =>
    step === at ? blocked : NOTHING_MEASURED;

/** At the cause that the management plane step showed. */
const atCause = (): Walk => send(initialState(), [started({ symptom: 'browser', from: 'laptop' })], blockedAt('management'));

describe('a question', () => {
  it('is skipped with a note when a flag has answered it', () => {
    const walk = begin(started({ from: 'runner', fromIs: 'stated' }));
    expect(walk.state.at).toBe('symptom');
    expect(walk.commands[0]).toEqual({ type: 'note', event: { type: 'step-skipped', step: 'where', because: 'Stated beforehand.' } });
    expect(walk.state.answers.where).toBe('runner');
  });

  it("is answered by the machine's settings when they show the answer, even if late", () => {
    const early = send(initialState(), [{ type: 'started', profile: EMPTY_PROFILE, evidence: { from: 'runner' } }]);
    const late = begin(started(), { type: 'found', evidence: { from: 'runner' } });
    for (const { state, commands } of [early, late]) {
      expect(state.at).toBe('symptom');
      expect(state.profile).toMatchObject({ from: 'runner', fromIs: 'found' });
      expect(patches(commands)).toEqual([{ from: 'runner', fromIs: 'found' }]);
    }
  });

  it('keeps the user’s answer when the machine later shows another one', () => {
    const { state } = begin(started(), say('where', 'laptop'), { type: 'found', evidence: { from: 'runner' } });
    expect(state.profile).toMatchObject({ from: 'laptop', fromIs: 'stated' });
    const unsure = begin(started(), say('where', 'unsure'), { type: 'found', evidence: { from: 'runner' } });
    expect(unsure.state.profile).toMatchObject({ from: 'runner', fromIs: 'found' });
    expect(unsure.state.at).toBe('symptom');
  });

  it('stays unanswered, and lists the choices, when the answer is none of them', () => {
    const { state, commands } = begin(started(), say('where', 'moon'));
    expect(state.at).toBe('where');
    expect(state.problem).toBe('One of: laptop, runner, environment, unsure.');
    expect(commands.some((command) => command.type === 'note' && command.event.type === 'answered')).toBe(false);
  });

  it('stores no credential from its answer in the profile or the log', () => {
    const walk = begin(started({ from: 'laptop' }), say('scm-address', 'https://me:hunter2@git.example/?token=hunter2#hunter2'));
    const pasted = send(walk.state, [say('symptom', 'error-message'), say('error-message', 'proxy http://me:hunter2@p:1 refused')]);
    expect(JSON.stringify([walk.commands, pasted.commands, pasted.state.profile])).not.toContain('hunter2');
    expect(pasted.state.profile.scm).toEqual(['https://git.example/']);
  });

  it('counts an editor as used when its answer names the editor as the symptom', () => {
    expect(patches(begin(started(), say('where', 'laptop'), say('symptom', 'vscode')).commands)).toContainEqual({
      symptom: 'vscode',
      ide: ['vscode'],
    });
    expect(begin(started({ symptom: 'jetbrains', from: 'laptop' })).state.profile.ide).toEqual(['jetbrains']);
  });
});

describe('the full check after the guided session for a symptom', () => {
  const offline = (given: Partial<typeof EMPTY_PROFILE>, ...said: GuideEvent[]) =>
    finishWalk(send(initialState(), [started({ from: 'runner', symptom: 'runner-offline', ...given }), ...said]));
  const asked = ({ entered }: Walk) => entered.filter((id) => QUESTION_IDS.some((ask) => ask === id));

  it('asks no question that is already answered', () => {
    const ended = offline({ runner: 'enterprise' }, say('region', 'us-east-1'), say('account', ''));
    const walk = finishWalk(send(ended.state, [{ type: 'whole-list' }]));
    expect(asked(walk)).toEqual(['symptom', 'ide', 'scm-address', 'sso-address']);
    const why = (id: StepId) => walk.state.trail.find(({ step }) => step === id)?.skipped;
    expect([why('runner'), why('region'), why('account')]).toEqual(['Stated beforehand.', 'Answered before.', 'Answered before.']);
    expect(walk.state.profile).toMatchObject({ symptom: 'whole-list', runner: 'enterprise', regions: ['us-east-1'] });
  });

  it('allows the user to change every answer', () => {
    const ended = offline({ runner: 'enterprise', regions: ['us-east-1'], account: '123456789012' });
    const runner = send(ended.state, [{ type: 'whole-list' }, { type: 'goto', step: 'runner' }]).state;
    expect(runner.at).toBe('runner');
    const changed = send(runner, [say('runner', 'standard'), { type: 'goto', step: 'symptom' }, say('symptom', 'runner-offline')]).state;
    expect([changed.at, changed.profile.runner]).toEqual(['runner', 'standard']);
  });
});

describe('a cause', () => {
  it('is shown as soon as it is found', () => {
    const { state, entered } = atCause();
    expect(state.at).toBe('advise');
    expect(currentCause(state)?.name).toBe('port-dropped');
    expect(entered.at(-1)).toBe('advise/port-dropped');
  });

  it('is re-checked with exactly the requirements that its fix should make pass, and stays on the screen', () => {
    const before = atCause().state;
    const [waiting, commands] = advanceGuide(before, { type: 'recheck' });
    expect(measures(commands)).toEqual([
      { type: 'measure', step: 'management', areas: ['management'], requirements: ['management.app', 'dns.resolvers'], again: true },
    ]);
    const still = send(waiting, [{ type: 'measured', step: 'management', summary: blocked }]).state;
    expect([still.at, isSolved(still)]).toEqual(['advise', false]);
    const fixed = send(waiting, [{ type: 'measured', step: 'management', summary: NOTHING_MEASURED }]).state;
    expect([fixed.at, isSolved(fixed), currentCause(fixed)?.name]).toEqual(['advise', true, 'port-dropped']);
  });

  it('is followed by the next cause, and after the last one by the next step', () => {
    const two: Summary = { ...blocked, causes: [...blocked.causes, cause('tls-intercepted', ['management.app'])] };
    const world: World = (step) => (step === 'management' ? two : NOTHING_MEASURED);
    const walk = send(initialState(), [started({ symptom: 'browser', from: 'laptop' })], world);
    const second = send(walk.state, [{ type: 'next' }]);
    expect(second.entered).toEqual(['advise/tls-intercepted']);
    expect(send(second.state, [{ type: 'next' }]).entered).toEqual(['scm-address']);
  });

  describe('when it becomes more severe after it was shown', () => {
    const refused = (severity: Severity, verdict: 'unknown' | 'unmet'): Summary => ({
      causes: [cause('proxy-refuses-host', ['proxy.reachable', 'releases.cli'], ['releases.cli'], severity)],
      verdicts: [row('proxy.reachable', 'met'), row('releases.cli', verdict)],
    });
    const world: World = (step) => (step === 'releases' ? refused('blocker', 'unmet') : refused('degraded', 'unknown'));
    const vscode = started({ symptom: 'vscode', from: 'laptop', sshAlias: [] });

    it('is shown once more, by the step that raised its severity', () => {
      const walk = finishWalk(send(initialState(), [vscode], world), world);
      expect(walk.entered).toEqual([
        ...['proxy', 'advise/proxy-refuses-host', 'vscode', 'releases', 'advise/proxy-refuses-host', 'ssh', 'finish'],
      ]);
    });

    it('is not shown again to a user who saw it change', () => {
      const { state } = send(initialState(), [vscode], world);
      const again = send(state, [{ type: 'recheck' }], () => refused('blocker', 'unmet'));
      expect(send(again.state, [{ type: 'next' }], world).entered[0]).toBe('vscode');
    });
  });

  it('is shown before the end even when no step measures its requirements', () => {
    const world: World = () => ({
      causes: [cause('port-dropped', ['metrics.remote-write'])],
      verdicts: [row('metrics.remote-write', 'unmet')],
    });
    const walk = finishWalk(send(initialState(), [started({ symptom: 'ssh' })], world), world);
    expect(walk.entered.slice(-2)).toEqual(['advise/port-dropped', 'finish']);
  });

  it('can be opened from the last screen, and leads back to that screen', () => {
    const walk = finishWalk(atCause());
    const opened = send(walk.state, [
      { type: 'measured', step: null, summary: blocked },
      { type: 'show-cause', cause: 'GD000 port-dropped' },
    ]);
    expect(opened.state.at).toBe('advise');
    expect(send(opened.state, [{ type: 'next' }]).state.at).toBe('finish');
  });
});

describe('a cancelled measurement', () => {
  it('leaves the user at the step, to continue or to measure again', () => {
    const [running] = advanceGuide(initialState(), started({ symptom: 'browser', from: 'laptop' }));
    const [cancelled, commands] = advanceGuide(running, { type: 'measured', step: 'host', summary: NOTHING_MEASURED, cancelled: true });
    expect([cancelled.at, cancelled.running, commands]).toEqual(['host', null, []]);
    expect(measures(advanceGuide(cancelled, { type: 'next' })[1])).toMatchObject([{ step: 'proxy', again: false }]);
    expect(measures(advanceGuide(cancelled, { type: 'recheck' })[1])).toMatchObject([{ step: 'host', again: true }]);
  });
});

describe('going back', () => {
  it('loses no answer and no measurement', () => {
    const there = begin(
      started({ from: 'laptop' }),
      say('symptom', 'runner-offline'),
      say('runner', 'standard'),
      say('region', 'us-east-1'),
    );
    const back = send(there.state, [{ type: 'back' }, { type: 'back' }]);
    expect(back.state.at).toBe('runner');
    expect(back.state.answers).toMatchObject({ runner: 'standard', region: 'us-east-1' });
    expect(back.entered).toEqual(['region', 'runner']);
  });

  it('stops at the first step', () => {
    const { state } = begin(started(), { type: 'back' }, { type: 'back' });
    expect(state.at).toBe('where');
  });

  it('reaches every step that was visited, but no later one', () => {
    const there = begin(started({ from: 'laptop' }), say('symptom', 'runner-offline'), say('runner', 'standard'));
    const at = (to: number) => send(there.state, [{ type: 'back', to }]).state.at;
    const symptom = there.state.trail.findIndex(({ step }) => step === 'symptom');
    expect(at(symptom)).toBe('symptom');
    // The step was skipped because its answer is known.
    expect(at(0)).toBe('region');
    expect([at(-5), at(99)]).toEqual(['region', 'runner']);
  });

  it('skips what is already measured, with a note', () => {
    const done = finishWalk(begin(started({ symptom: 'vscode', from: 'laptop' })));
    const other = finishWalk(send(done.state, [{ type: 'goto', step: 'symptom' }, say('symptom', 'jetbrains')]));
    expect(other.measured).toEqual(['jetbrains']);
    expect(other.commands).toContainEqual({ type: 'note', event: { type: 'step-skipped', step: 'proxy', because: 'Measured already.' } });
  });

  it('measures again when an answer changes the targets', () => {
    const done = finishWalk(begin(started({ from: 'laptop' }), say('symptom', 'ami'), say('region', 'us-east-1')));
    const again = finishWalk(send(done.state, [{ type: 'goto', step: 'region' }, say('region', 'eu-central-1')]));
    expect(patches(again.commands)).toEqual([{ regions: ['eu-central-1'] }]);
    expect(again.measured).toEqual(['ami']);
  });

  it('lets a running measurement finish without moving the user', () => {
    const [running] = advanceGuide(initialState(), started({ symptom: 'browser', from: 'laptop' }));
    const [left] = advanceGuide(
      { ...running, trail: [{ step: 'symptom', skipped: null, cause: null }, ...running.trail] },
      { type: 'back' },
    );
    const [ended] = advanceGuide(left, { type: 'measured', step: 'host', summary: NOTHING_MEASURED });
    expect([ended.at, ended.measured, ended.running]).toEqual(['symptom', ['host'], null]);
  });
});

describe('any sequence of events', () => {
  const summary: fc.Arbitrary<Summary> = fc.constantFrom(NOTHING_MEASURED, blocked, { causes: [cause('no-network')], verdicts: [] });
  const event: fc.Arbitrary<GuideEvent> = fc.oneof(
    fc.record({
      type: fc.constant('answered' as const),
      step: fc.constantFrom(...QUESTION_IDS),
      value: fc.oneof(fc.string(), fc.constantFrom('standard', 'enterprise', 'runner-offline', 'browser', 'vscode', 'us-east-1', '')),
      by: fc.constantFrom('person' as const, 'auto' as const),
    }),
    fc.record({ type: fc.constant('measured' as const), step: fc.option(fc.constantFrom(...MEASURE_IDS)), summary }),
    fc.constantFrom<GuideEvent>({ type: 'back' }, { type: 'next' }, { type: 'recheck' }, { type: 'found', evidence: { from: 'runner' } }),
    fc.record({ type: fc.constant('goto' as const), step: fc.constantFrom(...STEP_IDS.filter((id) => id !== 'advise')) }),
    fc.constant<GuideEvent>({ type: 'show-cause', cause: 'GD000 no-network' }),
  );

  it('leaves the guide at a step from which the end can be reached', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let state: GuideState = advanceGuide(initialState(), started())[0];
        for (const one of events) {
          state = advanceGuide(state, one)[0];
          expect(state.trail.findLast((visit) => visit.skipped === null)?.step).toBe(state.at);
        }
        const awaited: GuideEvent[] =
          state.running === null ? [] : [{ type: 'measured', step: state.running.step, summary: NOTHING_MEASURED }];
        const walk = send(state, awaited, healthy);
        expect(walk.state.at === 'finish' || finishWalk(walk).ended).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

it("the question about an alias outside Gitpod's families is repeated once before the alias is accepted", () => {
  const typed = (value: string) => ({ type: 'answered', step: 'ssh-alias', value, by: 'person' }) as const;
  const asked = send(initialState(), [started({ symptom: 'ssh', from: 'laptop', sshAlias: [] })]).state;
  const [doubted] = advanceGuide(asked, typed('n'));
  expect(doubted).toMatchObject({ at: 'ssh-alias', problem: expect.stringContaining('end in .gitpod.environment') });
  expect(advanceGuide(doubted, typed('n'))[0].at).toBe('ssh');
  expect(advanceGuide(doubted, typed('x1.gitpod.environment'))[0].at).toBe('ssh');
});

describe('the question about permission for an SSH connection', () => {
  const alias: GuideEvent = started({ symptom: 'ssh', from: 'laptop', sshAlias: ['x1.gitpod.environment'] });
  const alone =
    (verdict: 'met' | 'unmet'): World =>
    (step) =>
      step === 'ssh' ? { causes: [], verdicts: [row('ssh.environment', verdict)] } : NOTHING_MEASURED;

  it('is asked when the alias passes the checks that need no connection; after consent the alias is measured again', () => {
    const looked = send(initialState(), [alias], alone('met'));
    expect([looked.state.at, looked.state.measured]).toEqual(['ssh-connect', ['ssh']]);
    const yes = send(looked.state, [say('ssh-connect', 'yes')], alone('met'));
    expect(measures(yes.commands)).toEqual([expect.objectContaining({ step: 'ssh' })]);
    expect(yes.state.at).toBe('finish');
    expect(measures(send(looked.state, [say('ssh-connect', 'no')], alone('met')).commands)).toEqual([]);
  });

  it('is not asked when the check of the alias already failed before any connection was tried', () => {
    expect(send(initialState(), [alias], alone('unmet')).state.at).toBe('finish');
  });
});
