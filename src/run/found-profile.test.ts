/** If these fail, an instance is asked for what it could say itself, or it overrules the person. */
import { expect, test } from 'vitest';
import type { MetadataFacts } from '../model/aws/metadata.ts';
import { EMPTY_PROFILE } from '../model/profile.ts';
import { placedProfile } from './found-profile.ts';

const FACTS: MetadataFacts = {
  endpoint: 'http://169.254.169.254/',
  customEndpoint: null,
  disabled: false,
  connected: true,
  withoutToken: { 'http.response.status_code': 401 },
  token: { 'http.response.status_code': 200 },
  isEc2: true,
  region: 'eu-central-1',
  zone: 'eu-central-1a',
  account: '123456789012',
  instanceType: 'm6i.large',
};

test('region and account of the instance are taken over where nobody named them', () => {
  expect(placedProfile(EMPTY_PROFILE, FACTS)).toMatchObject({ regions: ['eu-central-1'], account: '123456789012' });
});

test('the word of the person stands above it', () => {
  const named = { ...EMPTY_PROFILE, regions: ['us-east-1'] };
  expect(placedProfile(named, FACTS)).toMatchObject({ regions: ['us-east-1'], account: '123456789012' });
  expect(placedProfile({ ...named, account: '210987654321' }, FACTS)).toBeNull();
});

test('who is not EC2 places nobody', () => {
  expect(placedProfile(EMPTY_PROFILE, { ...FACTS, isEc2: false })).toBeNull();
});
