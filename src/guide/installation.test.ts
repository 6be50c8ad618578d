/** If these fail, a walk asks a network team for what this installation does not need, or asks what the machine shows. */
import { describe, expect, test } from 'vitest';
import { EMPTY_PROFILE, type Profile } from '../model/profile.ts';
import { HEALTHY_HOST } from '../model/testing/healthy-host.ts';
import { advanceGuide } from './advance.ts';
import { QUESTION_STEPS } from './ask-steps.ts';
import { evidenceOf } from './events.ts';
import { checkInstallation } from './pasted-installation.ts';
import { initialState } from './state.ts';
import { autoWalk, finishWalk, healthy, send } from './testing/walk.ts';

const CONFIGURATION = '{"gatewayAPIEndpoint":"","runnerProxyDomain":"runner.corp.example"}';

const walked = (profile: Partial<Profile>) =>
  send(initialState(), [{ type: 'started', profile: { ...EMPTY_PROFILE, from: 'runner', ...profile }, evidence: { from: null } }]).state;

/** A walk of this symptom to the question about the runner, with these answers, and on to its end. */
function answered(profile: Partial<Profile>, ...answers: readonly (readonly ['runner' | 'installation', string])[]) {
  const events = answers.map(([step, value]) => ({ type: 'answered' as const, step, value, by: 'person' as const }));
  return finishWalk(send(walked(profile), events), healthy);
}

describe('a user who does not know which runner it is', () => {
  test('is asked for its configuration, and without one the edition stays unknown', () => {
    const { state, measured } = answered({ symptom: 'runner-offline' }, ['runner', 'unsure'], ['installation', '']);
    expect(state.profile).toMatchObject({ runner: null, editionIs: 'unsure' });
    expect(measured).toContain('gateway');
  });

  test('gets the runner, its domain and the edition from the pasted configuration', () => {
    const walk = answered({ symptom: 'runner-offline' }, ['runner', 'unsure'], ['installation', CONFIGURATION]);
    expect(walk.state.profile).toMatchObject({
      edition: 'aws-runner-2026',
      editionIs: 'found',
      runner: 'enterprise',
      runnerDomain: 'runner.corp.example',
    });
    expect(walk.measured).not.toContain('gateway');
    expect(walk.state.trail.find(({ step }) => step === 'runner-domain')?.skipped).toBe('Answered before.');
  });

  test('gets a Standard runner if the configuration names a gateway', () => {
    const gateway = '{"gatewayAPIEndpoint":"https://us01.gitpod.dev:8443"}';
    const { state, measured } = answered({ symptom: 'runner-offline' }, ['runner', 'unsure'], ['installation', gateway]);
    expect(state.profile).toMatchObject({ edition: 'document', editionIs: 'found', runner: 'standard' });
    expect(measured).toContain('gateway');
  });

  test('gets an error if the pasted text does not identify the runner', () => {
    const [state] = advanceGuide(answered({ symptom: 'runner-offline' }).state, {
      ...{ type: 'answered', step: 'installation', value: 'no such host', by: 'person' },
    });
    expect(state.problem).toContain('This text does not show which runner it is');
  });

  test('has only the signs and the domain of the text stored, which are read back unchanged', () => {
    const stored = checkInstallation(CONFIGURATION);
    expect(stored).toEqual({ ok: true, value: 'aws-runner-names, gateway-empty for runner.corp.example' });
    expect(checkInstallation(stored.ok ? stored.value : '')).toEqual(stored);
  });

  test('may still name the runner, which is then recorded as stated', () => {
    const { state } = answered({ symptom: 'runner-offline' }, ['runner', 'unsure'], ['runner', 'aws-runner-2026']);
    expect(state.profile).toMatchObject({ edition: 'aws-runner-2026', editionIs: 'stated', runner: 'enterprise' });
  });
});

test('the questions about the runner do not mention the gateway, which most kinds of runner have not', () => {
  const words = JSON.stringify([QUESTION_STEPS.runner, QUESTION_STEPS.installation]);
  expect(words).not.toMatch(/gateway|8443|4242|UDP/i);
  expect(words).toContain('gitpod-ec2-runner-enterprise.json');
});

describe('signs on the machine', () => {
  const strong = evidenceOf({ ...HEALTHY_HOST, installation: ['fargate-task', 'aws-runner-names'] });

  test('answer the question about the runner if they show a later edition', () => {
    expect(strong).toEqual({ from: null, edition: 'aws-runner-2026' });
    const late = send(walked({ symptom: 'runner-offline' }), [{ type: 'found', evidence: strong }]);
    expect(late.state.profile).toMatchObject({ edition: 'aws-runner-2026', editionIs: 'found', runner: 'enterprise' });
    expect(late.state.trail.find(({ step }) => step === 'runner')?.skipped).toBe('Found on this machine.');
  });

  test('answer no question if there is only one sign, or if the user named the runner', () => {
    expect(evidenceOf({ ...HEALTHY_HOST, installation: ['google-machine'] }).edition).toBeUndefined();
    const stated = send(walked({ symptom: 'runner-offline', runner: 'standard' }), [{ type: 'found', evidence: strong }]);
    expect(stated.state.profile.edition).toBeUndefined();
  });
});

test.each(['browser', 'vscode', 'jetbrains'] as const)(
  'the walk of the symptom %s on a laptop asks for the domain of a later runner and measures it, but asks nothing for another runner',
  (symptom) => {
    const later = autoWalk({ symptom, from: 'laptop', edition: 'aws-runner-2026', runner: 'enterprise' });
    expect(later.entered).toContain('runner-domain');
    expect(later.measured).toContain('management');
    expect(autoWalk({ symptom, from: 'laptop', runner: 'enterprise' }).entered).not.toContain('runner-domain');
  },
);
