/** Flags and environment variables. If these fail, an existing region is refused as a usage error. */
import { describe, expect, it } from 'vitest';
import { AWS_REGIONS } from '../../knowledge/aws/regions.ts';
import { DEFAULT_LIMITS, scaleToLimits } from '../../model/profile.ts';
import { EXAMPLES } from './examples.ts';
import { flagsFromObject } from './parse-flags.ts';
import { situationOf } from './profile.ts';
import { CommandError } from './usage.ts';

describe('a region', () => {
  it.each(AWS_REGIONS.map(({ name }) => name))('is read from a flag and from the environment: %s', (name) => {
    expect(situationOf({ region: [name] }, {}).profile.regions).toEqual([name]);
    expect(situationOf({}, { AWS_REGION: name }).profile.regions).toEqual([name]);
    expect(situationOf({}, { AWS_DEFAULT_REGION: name }).profile.regions).toEqual([name]);
  });

  it('is accepted with an unknown name if the name is well formed', () => {
    expect(situationOf({ region: ['xx-nowhere-9'] }, {}).profile.regions).toEqual(['xx-nowhere-9']);
    for (const name of ['Frankfurt', 'us-east', 'us-east-1a', '--', 'us-east-1;id']) {
      expect(() => situationOf({ region: [name] }, {})).toThrow(CommandError);
      expect(situationOf({}, { AWS_REGION: name }).profile.regions).toEqual([]);
    }
  });
});

describe('the deadline of a stage', () => {
  it.each([
    [{}, DEFAULT_LIMITS],
    [{ timeout: '15000' }, { stageMs: 15_000, dnsMs: 15_000 }],
    [{ timeout: '300' }, { stageMs: 300, dnsMs: 300 }],
  ])('also limits a DNS lookup: %j', (flags, limits) => {
    expect(situationOf(flags, {}).limits).toMatchObject(limits);
  });

  it('lengthens the fixed deadlines in proportion, and never shortens them', () => {
    const raised = (timeout: string) => scaleToLimits(2000, situationOf({ timeout }, {}).limits);
    expect([raised('8000'), raised('4000'), raised('100')]).toEqual([4000, 2000, 2000]);
  });
});

describe('the hint after a malformed value', () => {
  it.each([
    ['timeout', 'abc', '--timeout 4000'],
    ['timeout', '-5', '--timeout 4000'],
    ['timeout', '0', '--timeout 4000'],
    ['timeout', '4000ms', '--timeout 4000'],
    ['timeout', '99999999999999999999', '--timeout 600000'],
    ['deadline', 'soon', '--deadline 20000'],
    ['concurrency', '0', '--concurrency 32'],
    ['concurrency', '257', '--concurrency 256'],
    ['region', 'EU-CENTRAL-1', '--region eu-central-1'],
    ['region', 'us-west-2b', '--region us-west-2'],
    ['region', 'eu-west1', '--region eu-west-1'],
    ['region', 'Frankfurt', '--region us-east-1'],
    ['sso', 'http://', '--sso https://login.example.com'],
    ['scm', 'http://', '--scm https://git.example.com'],
  ] as const)('shows a valid value after --%s %s: %s', (name, value, way) => {
    const list = ['region', 'sso', 'scm'].includes(name) ? [value] : value;
    expect(() => situationOf({ [name]: list }, {})).toThrow(expect.objectContaining({ status: 2, hint: `Try: ${way}` }));
  });

  it('shows a value that is valid, for every flag that has a hint', () => {
    for (const [name, value] of Object.entries(EXAMPLES))
      expect(() => situationOf(flagsFromObject({ [name]: value }), {}), name).not.toThrow();
  });
});
