/** What flags and the environment say. If these fail, a place that exists is called wrong usage. */
import { describe, expect, it } from 'vitest';
import { AWS_REGIONS } from '../../model/aws/regions.ts';
import { situationOf } from './profile.ts';
import { Stop } from './usage.ts';

describe('a region', () => {
  it.each(AWS_REGIONS.map(({ name }) => name))('%s is taken from a flag and from the environment', (name) => {
    expect(situationOf({ region: [name] }, {}).profile.regions).toEqual([name]);
    expect(situationOf({}, { AWS_REGION: name }).profile.regions).toEqual([name]);
    expect(situationOf({}, { AWS_DEFAULT_REGION: name }).profile.regions).toEqual([name]);
  });

  it('need not exist, but has to look like one', () => {
    expect(situationOf({ region: ['xx-nowhere-9'] }, {}).profile.regions).toEqual(['xx-nowhere-9']);
    for (const name of ['Frankfurt', 'us-east', 'us-east-1a', '--', 'us-east-1;id']) {
      expect(() => situationOf({ region: [name] }, {})).toThrow(Stop);
      expect(situationOf({}, { AWS_REGION: name }).profile.regions).toEqual([]);
    }
  });
});
