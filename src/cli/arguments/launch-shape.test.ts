/** If these fail, a dry run uses values that no runner uses, and its refusal is blamed on a policy. */
import { expect, test } from 'vitest';
import { EMPTY_PROFILE } from '../../model/profile.ts';
import { launchShapeOf } from './launch-shape.ts';
import { CommandError } from './usage.ts';

test('the launch flags set the parts that they name, and leave the other parts unset', () => {
  expect(launchShapeOf({ 'launch-subnet': 'subnet-0123456789abcdef0', 'launch-security-group': ['sg-01234567'] }, EMPTY_PROFILE)).toEqual({
    launch: { subnet: 'subnet-0123456789abcdef0', securityGroups: ['sg-01234567'], instanceType: null, instanceProfile: null },
  });
});

test('a launch flag overrides the scenario; no launch is tried when neither is given', () => {
  expect(launchShapeOf({}, EMPTY_PROFILE)).toEqual({});
  const launch = { subnet: 'subnet-0a0a0a0a', securityGroups: ['sg-0a0a0a0a'], instanceType: 'm6i.large', instanceProfile: 'runner' };
  expect(launchShapeOf({}, { ...EMPTY_PROFILE, launch })).toEqual({ launch });
  expect(launchShapeOf({ 'launch-type': 'c7i.2xlarge' }, { ...EMPTY_PROFILE, launch }).launch).toEqual({
    ...launch,
    instanceType: 'c7i.2xlarge',
  });
});

test.each([
  [{ 'launch-subnet': 'subnet-xyz' }],
  [{ 'launch-security-group': ['default'] }],
  [{ 'launch-type': 'large' }],
  [{ 'launch-profile': 'two words' }],
])('a malformed launch flag is refused before any AWS call: %j', (flags) => {
  expect(() => launchShapeOf(flags, EMPTY_PROFILE)).toThrow(CommandError);
});
