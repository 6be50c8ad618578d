/**
 * AWS regions and their endpoint suffixes, so that a typo is recognised before any request. Sources: the AWS SDK's endpoint rules
 * (`partitions`), which a test compares; botocore 1.43 (`endpoints.json`); for opt-in regions the AWS Account Management guide ("Enable or
 * disable AWS Regions").
 */

export interface AwsPartition {
  name: string;
  suffix: string;
  /** The prefix of its region names; null for the partition `aws`, which has all other prefixes. */
  prefix: string | null;
  regions: readonly string[];
}

/** Ordered so that a longer prefix comes before a shorter one that it begins with; the partition `aws` comes last. */
export const AWS_PARTITIONS: readonly AwsPartition[] = [
  { name: 'aws-cn', suffix: 'amazonaws.com.cn', prefix: 'cn-', regions: ['cn-north-1', 'cn-northwest-1'] },
  { name: 'aws-us-gov', suffix: 'amazonaws.com', prefix: 'us-gov-', regions: ['us-gov-east-1', 'us-gov-west-1'] },
  { name: 'aws-eusc', suffix: 'amazonaws.eu', prefix: 'eusc-', regions: ['eusc-de-east-1'] },
  { name: 'aws-iso', suffix: 'c2s.ic.gov', prefix: 'us-iso-', regions: ['us-iso-east-1', 'us-iso-west-1'] },
  { name: 'aws-iso-b', suffix: 'sc2s.sgov.gov', prefix: 'us-isob-', regions: ['us-isob-east-1', 'us-isob-west-1'] },
  { name: 'aws-iso-e', suffix: 'cloud.adc-e.uk', prefix: 'eu-isoe-', regions: ['eu-isoe-west-1'] },
  { name: 'aws-iso-f', suffix: 'csp.hci.ic.gov', prefix: 'us-isof-', regions: ['us-isof-east-1', 'us-isof-south-1'] },
  {
    name: 'aws',
    suffix: 'amazonaws.com',
    prefix: null,
    regions: [
      'af-south-1',
      ...['ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-south-2'],
      ...['ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6'],
      'ap-southeast-7',
      ...['ca-central-1', 'ca-west-1'],
      ...['eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2'],
      'eu-west-3',
      ...['il-central-1', 'me-central-1', 'me-south-1', 'me-west-1'],
      ...['mx-central-1', 'sa-east-1', 'sa-west-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
    ],
  },
];

/** Regions of the partition `aws` that are enabled in every account; all others must be enabled first. */
const ALWAYS_ENABLED: ReadonlySet<string> = new Set([
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  'ca-central-1',
  ...['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3'],
  ...['sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
]);

export interface AwsRegion {
  name: string;
  partition: string;
  /** An account must enable the region first. */
  optIn: boolean;
}

export const AWS_REGIONS: readonly AwsRegion[] = AWS_PARTITIONS.flatMap(({ name: partition, regions }) =>
  regions.map((name) => ({ name, partition, optIn: partition === 'aws' && !ALWAYS_ENABLED.has(name) })),
);

/** Undefined if this version does not know the region. */
export function knownRegion(name: string): AwsRegion | undefined {
  return AWS_REGIONS.find((region) => region.name === name);
}

/** The partition of a region name, whether or not the region exists. */
export function partitionOf(region: string): AwsPartition {
  const found = AWS_PARTITIONS.find(({ prefix }) => prefix !== null && region.startsWith(prefix)) ?? AWS_PARTITIONS.at(-1);
  if (found === undefined) throw new RangeError('There is a partition for every name.');
  return found;
}

/** The maximum number of typing errors in a suggested region. */
const MAX_SIGNS = 3;

/** The nearest known region name; null if none is near, or if the name itself is known. */
export function nearestRegion(name: string): string | null {
  const byDistance = AWS_REGIONS.map((region) => ({ name: region.name, distance: distanceOf(name, region.name) }));
  const [nearest] = byDistance.sort((a, b) => a.distance - b.distance);
  return nearest === undefined || nearest.distance === 0 || nearest.distance > MAX_SIGNS ? null : nearest.name;
}

/** Counts insertions, deletions, substitutions and swapped neighbours (optimal string alignment distance). */
function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same, swapped));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
