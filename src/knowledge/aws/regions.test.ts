/** Regions as data. If these fail, a real region is called a typo, or a typo is tested name by name. */
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { AWS_PARTITIONS, AWS_REGIONS, knownRegion, nearestRegion, partitionOf } from './regions.ts';

/** The SDK's own copy of its table, as its EC2 client finds it. */
const ofSdk = createRequire(createRequire(import.meta.url).resolve('@aws-sdk/client-ec2'));
const { partition } = ofSdk('@aws-sdk/core/client') as { partition(region: string): { name: string; dnsSuffix: string } };

/** The SDK's facts about a region; a region known only by its form has no description. */
function knownToSdk(name: string): { partition: string; suffix: string } | null {
  const found = partition(name);
  return 'description' in found ? { partition: found.name, suffix: found.dnsSuffix } : null;
}

describe('the list of AWS regions', () => {
  test.each(AWS_REGIONS.map(({ name, partition: of }) => [name, of] as const))(
    'agrees with the SDK that %s is in the partition %s',
    (name, of) => {
      expect(knownToSdk(name)).toEqual({ partition: of, suffix: partitionOf(name).suffix });
    },
  );

  test('contains every region that the SDK knows', () => {
    const places = [
      ...new Set([
        ...AWS_REGIONS.map(({ name }) => name.split('-')[0] ?? ''),
        'us-gov',
        'us-iso',
        'us-isob',
        'us-isof',
        'eu-isoe',
        'eusc-de',
      ]),
    ];
    const directions = ['north', 'south', 'east', 'west', 'central', 'northeast', 'southeast', 'northwest', 'southwest'];
    const shapes = places.flatMap((place) => directions.flatMap((way) => [1, 2, 3, 4, 5, 6, 7, 8].map((no) => `${place}-${way}-${no}`)));
    expect(shapes.filter((name) => knownToSdk(name) !== null && knownRegion(name) === undefined)).toEqual([]);
  });
});

test('the partition of a region is derived from its name, even for an unknown region', () => {
  for (const { name, prefix } of AWS_PARTITIONS) expect(partitionOf(`${prefix ?? 'us-'}nowhere-9`).name).toBe(name);
});

test.each([
  ['us-esat-1', 'us-east-1'],
  ['eu-centrl-1', 'eu-central-1'],
  ['eu-central1', 'eu-central-1'],
  ['us-east-9', 'us-east-1'],
  ['cn-nort-1', 'cn-north-1'],
  ['frankfurt', null],
  // Users often copy the availability zone from the console.
  ['us-east-1a', 'us-east-1'],
  ['eu-west-1', null],
])('the nearest known name to %s is %s', (typed, nearest) => expect(nearestRegion(typed)).toBe(nearest));
