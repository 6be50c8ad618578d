/** If these fail, the user is asked for what an instance shows itself, or the instance overrides the user. */
import { expect, test } from 'vitest';
import type { MetadataFacts } from '../model/aws/metadata.ts';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { INSTANCE } from '../model/testing/aws-facts.ts';
import { profileWithInstanceFacts } from './measure.ts';

const FACTS: MetadataFacts = { ...INSTANCE, region: 'eu-central-1', zone: 'eu-central-1a' };

test("the instance's region and account are used if the user named none", () => {
  expect(profileWithInstanceFacts(EMPTY_PROFILE, FACTS)).toMatchObject({ regions: ['eu-central-1'], account: '123456789012' });
});

test("the user's region and account override those of the instance", () => {
  const named = { ...EMPTY_PROFILE, regions: ['us-east-1'] };
  expect(profileWithInstanceFacts(named, FACTS)).toMatchObject({ regions: ['us-east-1'], account: '123456789012' });
  expect(profileWithInstanceFacts({ ...named, account: '210987654321' }, FACTS)).toBeNull();
});

test('a machine outside EC2 adds no region and no account to the profile', () => {
  expect(profileWithInstanceFacts(EMPTY_PROFILE, { ...FACTS, isEc2: false })).toBeNull();
});
