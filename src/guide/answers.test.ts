import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AWS_REGIONS } from '../knowledge/aws/regions.ts';
import { EMPTY_PROFILE, Profile } from '../model/profile.ts';
import { checkAnswer, impliedAnswer, profilePatch } from './answers.ts';
import { QUESTION_IDS, type QuestionId } from './step-ids.ts';

describe('a typed answer', () => {
  it.each(AWS_REGIONS.map(({ name }) => name))('is accepted as the region %s', (name) => {
    expect(checkAnswer('region', name)).toEqual({ ok: true, value: name });
  });

  it.each<[QuestionId, string, string | null]>([
    ['region', ' US-East-1 ', 'us-east-1'],
    ['region', 'us-east-1,eu-central-1 us-east-1', 'us-east-1, eu-central-1'],
    ['region', 'us-gov-west-1', 'us-gov-west-1'],
    ['region', 'xx-nowhere-9', 'xx-nowhere-9'],
    ['region', 'Frankfurt', null],
    ['region', '', ''],
    ['account', '1234-5678-9012', '123456789012'],
    ['account', '12345', null],
    ['scm-address', 'github.com', 'https://github.com/'],
    ['scm-address', 'https://git.example:8443/group, gitlab.com', 'https://git.example:8443/group, https://gitlab.com/'],
    ['scm-address', 'http://git.example', null],
    ['scm-address', 'ssh://git@git.example', null],
    ['sso-address', 'https://', null],
    ['ssh-alias', ' ssh x1.gitpod.environment ', 'x1.gitpod.environment'],
    ['ssh-alias', '-oProxyCommand=x', null],
    ['ssh-alias', 'a;b', null],
    ['ssh-alias', 'ssh://me@wü.gitpod.remote:2222', 'ssh://me@wü.gitpod.remote:2222'],
    ['ssh-connect', 'yes', 'yes'],
    ['runner', 'Standard', null],
    ['runner', 'aws-runner-2026', 'aws-runner-2026'],
    ['runner-domain', ' https://runner.corp.example/ ', 'runner.corp.example'],
    ['runner-domain', 'build_1.corp.example', 'build_1.corp.example'],
    ['runner-domain', 'runner.corp.exa_mple', null],
    ['runner-domain', 'runner', null],
    ['runner-domain', '10.0.0.1', null],
    ['runner-domain', 'runner.corp.example:443', null],
    ['symptom', 'ssh', 'ssh'],
  ])('to the question %s is parsed: %j becomes %j', (step, text, value) => {
    expect(checkAnswer(step, text)).toEqual(value === null ? { ok: false, problem: expect.any(String) } : { ok: true, value });
  });

  it('is accepted or refused without an exception; an accepted answer keeps the profile valid and can be parsed again', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.constantFrom('both', 'unsure', 'laptop', 'us-east-1 eu-west-3'));
    fc.assert(
      fc.property(fc.constantFrom(...QUESTION_IDS), texts, (step, text) => {
        const checked = checkAnswer(step, text);
        if (!checked.ok) return;
        expect(checkAnswer(step, checked.value)).toEqual(checked);
        const profile = { ...EMPTY_PROFILE, ...profilePatch(step, checked.value, EMPTY_PROFILE) };
        expect(Profile.safeParse(profile).success).toBe(true);
        const isSilence =
          checked.value === '' ||
          (checked.value === 'unsure' && step !== 'ssh-alias') ||
          ((step === 'ssh-connect' || step === 'revocation-servers') && checked.value === 'no');
        const open = isSilence || step === 'error-message';
        expect(impliedAnswer(step, profile)).toBe(open ? null : checked.value);
      }),
    );
  });
});
