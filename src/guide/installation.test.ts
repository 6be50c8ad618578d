/** If these fail, a network team is asked for what this installation does not need, or a user for what the machine shows. */
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

/** A session for this symptom up to the question about the runner, with these answers, and on to its end. */
function answered(profile: Partial<Profile>, ...answers: readonly (readonly ['runner' | 'installation', string])[]) {
  const events = answers.map(([step, value]) => ({ type: 'answered' as const, step, value, by: 'person' as const }));
  return finishWalk(send(walked(profile), events), healthy);
}

describe('the questions for a user who does not know the kind of runner', () => {
  test("ask for the runner's configuration; without it the edition stays unknown", () => {
    const { state, measured } = answered({ symptom: 'runner-offline' }, ['runner', 'unsure'], ['installation', '']);
    expect(state.profile).toMatchObject({ runner: null, editionIs: 'unsure' });
    expect(measured).toContain('gateway');
  });

  test('take the runner, its domain and the edition from the pasted configuration', () => {
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

  test('take a Standard runner from a configuration that names a gateway', () => {
    const gateway = '{"gatewayAPIEndpoint":"https://us01.gitpod.dev:8443"}';
    const { state, measured } = answered({ symptom: 'runner-offline' }, ['runner', 'unsure'], ['installation', gateway]);
    expect(state.profile).toMatchObject({ edition: 'document', editionIs: 'found', runner: 'standard' });
    expect(measured).toContain('gateway');
  });

  test('refuse pasted text that does not identify the runner', () => {
    const [state] = advanceGuide(answered({ symptom: 'runner-offline' }).state, {
      ...{ type: 'answered', step: 'installation', value: 'no such host', by: 'person' },
    });
    expect(state.problem).toContain('This text does not show the kind of runner');
  });

  test('store only the signs and the domain from the pasted text, and parse the stored text to the same value', () => {
    const stored = checkInstallation(CONFIGURATION);
    expect(stored).toEqual({ ok: true, value: 'aws-runner-names, gateway-empty for runner.corp.example' });
    expect(checkInstallation(stored.ok ? stored.value : '')).toEqual(stored);
  });

  test('accept the name of a runner later, and record it as stated', () => {
    const { state } = answered({ symptom: 'runner-offline' }, ['runner', 'unsure'], ['runner', 'aws-runner-2026']);
    expect(state.profile).toMatchObject({ edition: 'aws-runner-2026', editionIs: 'stated', runner: 'enterprise' });
  });
});

test('the questions about the runner do not mention the gateway, because most kinds of runner have none', () => {
  const words = JSON.stringify([QUESTION_STEPS.runner, QUESTION_STEPS.installation]);
  expect(words).not.toMatch(/gateway|8443|4242|UDP/i);
  expect(words).toContain('gitpod-ec2-runner-enterprise.json');
});

describe('signs of the installation on this machine', () => {
  const strong = evidenceOf({ ...HEALTHY_HOST, installation: ['fargate-task', 'aws-runner-names'] });

  test('answer the question about the runner if they show a later edition', () => {
    expect(strong).toEqual({ from: 'runner', edition: 'aws-runner-2026' });
    const late = send(walked({ symptom: 'runner-offline' }), [{ type: 'found', evidence: strong }]);
    expect(late.state.profile).toMatchObject({ edition: 'aws-runner-2026', editionIs: 'found', runner: 'enterprise' });
    expect(late.state.trail.find(({ step }) => step === 'runner')?.skipped).toBe('Found on this machine.');
  });

  test('show the place only in the runner’s own task, and not in an environment that has its variables', () => {
    const names = { ...HEALTHY_HOST, installation: ['aws-runner-names' as const] };
    expect(evidenceOf(names).from).toBeNull();
    expect(evidenceOf({ ...names, installation: ['fargate-task'] }).from).toBeNull();
    expect(evidenceOf({ ...names, installation: ['fargate-task', 'aws-runner-names'], product: 'environment' }).from).toBeNull();
  });

  test('answer no question if there is only one sign, or if the user named the runner', () => {
    expect(evidenceOf({ ...HEALTHY_HOST, installation: ['google-machine'] }).edition).toBeUndefined();
    const stated = send(walked({ symptom: 'runner-offline', runner: 'standard' }), [{ type: 'found', evidence: strong }]);
    expect(stated.state.profile.edition).toBeUndefined();
  });
});

test.each(['browser', 'vscode', 'jetbrains'] as const)(
  'the guided session for the symptom %s on a laptop asks for the domain of a later runner and measures it, but asks nothing for another runner',
  (symptom) => {
    const later = autoWalk({ symptom, from: 'laptop', edition: 'aws-runner-2026', runner: 'enterprise' });
    expect(later.entered).toContain('runner-domain');
    expect(later.measured).toContain('management');
    expect(autoWalk({ symptom, from: 'laptop', runner: 'enterprise' }).entered).not.toContain('runner-domain');
  },
);
